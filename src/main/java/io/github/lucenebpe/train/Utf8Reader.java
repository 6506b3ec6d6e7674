package io.github.lucenebpe.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lucenebpe.bpe.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Objects;

/**
 * Text from a stream of UTF-8. Nothing is taken away or translated: a byte order mark stays U+FEFF
 * and line ends stay what they are.
 *
 * <p>{@link java.io.InputStreamReader} would do but for two things: it can't say where malformed
 * bytes are, and it replaces an encoded surrogate by one U+FFFD instead of three (see {@link
 * Utf8}).
 *
 * <p>Not thread-safe.
 */
final class Utf8Reader extends Reader {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final String name;
  private final Malformed malformed;
  private final CharsetDecoder decoder =
      UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

  /** What was read and not decoded yet. */
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();

  /** What was decoded and not asked for yet. */
  private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();

  /** Number of bytes of the stream before the first one in {@link #bytes}. */
  private long offset;

  private boolean atEnd;

  /**
   * @param name what messages call the stream
   */
  Utf8Reader(InputStream in, String name, Malformed malformed) {
    this(in, name, malformed, 0);
  }

  /**
   * @param offset number of bytes before those of the stream, for messages
   */
  Utf8Reader(InputStream in, String name, Malformed malformed, long offset) {
    this.in = in;
    this.name = name;
    this.malformed = malformed;
    this.offset = offset;
  }

  /**
   * @throws IOException if the stream fails or is malformed; the message names the stream and the
   *     byte, counted from 0 (in a compressed file, of its content)
   */
  @Override
  public int read(char[] text, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, text.length);
    if (length == 0) {
      return 0;
    }
    if (!chars.hasRemaining() && !decode()) {
      return -1;
    }
    int n = Math.min(length, chars.remaining());
    chars.get(text, from, n);
    return n;
  }

  /** Fills {@link #chars} with at least one char; false at the end of the stream. */
  private boolean decode() throws IOException {
    chars.clear();
    while (true) {
      CoderResult result = decoder.decode(bytes, chars, atEnd);
      if (result.isMalformed() && chars.hasRemaining()) {
        replaceMalformed();
      } else if (result.isUnderflow() && chars.position() == 0 && !atEnd) {
        readMore();
      } else {
        chars.flip();
        return chars.hasRemaining();
      }
    }
  }

  /**
   * Replaces the sequence at which the decoder stopped. All bytes of its maximal subpart are here,
   * and the byte after it too unless that is the end: the decoder asks for more until it is
   * certain.
   */
  private void replaceMalformed() throws IOException {
    if (malformed == Malformed.REPORT) {
      throw new IOException(name + ": malformed UTF-8 at byte " + (offset + bytes.position()));
    }
    int length = Utf8.malformedLength(bytes.array(), bytes.position(), bytes.limit());
    bytes.position(bytes.position() + length);
    chars.put('\uFFFD');
  }

  private void readMore() throws IOException {
    offset += bytes.position();
    bytes.compact();
    try {
      int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
      atEnd = n < 0;
      bytes.position(bytes.position() + Math.max(n, 0));
    } catch (IOException e) {
      throw Document.unreadable(name, e);
    } finally {
      bytes.flip();
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
