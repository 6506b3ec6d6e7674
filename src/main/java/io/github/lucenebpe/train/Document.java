package io.github.lucenebpe.train;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/**
 * One text of a corpus: a file or a stream, plain or compressed. Which of the two is told by the
 * first bytes, not by the name; no UTF-8 text starts with those of a compressed file.
 */
public final class Document {
  private static final Decompressor GZIP =
      new Decompressor() {
        @Override
        public byte[] magic() {
          return new byte[] {0x1F, (byte) 0x8B, 8};
        }

        @Override
        public InputStream open(InputStream compressed) throws IOException {
          return new GZIPInputStream(compressed, BUFFER);
        }
      };

  private static final int BUFFER = 1 << 16;

  /** Something that is opened once. */
  @FunctionalInterface
  private interface Source {
    InputStream open() throws IOException;
  }

  private final String name;
  private final Source source;
  private final long size;
  private final long changed;
  private final List<Decompressor> decompressors;

  private Document(
      String name, Source source, long size, long changed, List<Decompressor> decompressors) {
    this.name = name;
    this.source = source;
    this.size = size;
    this.changed = changed;
    this.decompressors = decompressors;
  }

  /**
   * A file, which is opened when it is read.
   *
   * @param decompressors formats besides gzip
   */
  static Document of(Path file, List<Decompressor> decompressors) throws IOException {
    try {
      long size = Files.isRegularFile(file) ? Files.size(file) : -1;
      long changed = Files.getLastModifiedTime(file).toMillis();
      return new Document(
          file.toString(), () -> Files.newInputStream(file), size, changed, decompressors);
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  /** A stream, which can be read once and is not closed. */
  static Document of(String name, InputStream stream, List<Decompressor> decompressors) {
    InputStream unclosed =
        new FilterInputStream(stream) {
          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            return in.read(bytes, from, length);
          }

          @Override
          public void close() {}
        };
    return new Document(name, () -> unclosed, -1, 0, decompressors);
  }

  /** What messages call it: the path. */
  public String name() {
    return name;
  }

  /** Number of bytes as stored, -1 if not known. */
  long size() {
    return size;
  }

  /** Name, size and time of change. */
  String describe() {
    return name + " " + size + " " + changed;
  }

  /**
   * The text. Whoever opens it closes it; standard input stays open then.
   *
   * @throws IOException if it cannot be read; the reader throws it too, for malformed UTF-8 as well
   */
  public Reader open(Malformed malformed) throws IOException {
    return new Utf8Reader(bytes(n -> {}), name, malformed);
  }

  /**
   * The text as it is in UTF-8, unpacked. Whoever opens it closes it.
   *
   * @param onRead told the number of bytes after each read, as stored
   * @throws IOException if it cannot be read; what the stream throws names the file too
   */
  InputStream bytes(LongConsumer onRead) throws IOException {
    InputStream stored = null;
    try {
      stored = source.open();
      PeekableInput in = new PeekableInput(stored, onRead);
      return new NamedInput(unpacked(in), name);
    } catch (IOException e) {
      if (stored != null) {
        stored.close();
      }
      throw unreadable(name, e);
    }
  }

  private InputStream unpacked(PeekableInput in) throws IOException {
    if (in.startsWith(GZIP.magic())) {
      return GZIP.open(in);
    }
    for (Decompressor decompressor : decompressors) {
      if (in.startsWith(decompressor.magic())) {
        return decompressor.open(in);
      }
    }
    return in;
  }

  /** The same failure with a message that says which file it is about, in one line. */
  static IOException unreadable(String name, IOException e) {
    if (e.getMessage() != null && e.getMessage().startsWith(name + ": ")) {
      return e;
    }
    return new IOException(name + ": cannot be read: " + reason(e), e);
  }

  /** The JDK's messages of these are the bare path, or nothing. */
  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof EOFException) {
      return "the compressed data end too early";
    }
    return e instanceof FileSystemException f && f.getReason() != null
        ? f.getReason()
        : String.valueOf(e.getMessage());
  }

  /**
   * A buffered stream that can look ahead. Before JDK 23, {@link GZIPInputStream} takes {@code
   * available() == 0} at the end of a member for the end of the file, but a pipe says so whenever
   * its writer is slow: the members after it would be lost. So this one waits to know.
   */
  private static final class PeekableInput extends BufferedInputStream {
    PeekableInput(InputStream in, LongConsumer onRead) {
      super(new CountingInput(in, onRead), BUFFER);
    }

    boolean startsWith(byte[] magic) throws IOException {
      mark(magic.length);
      boolean same = Arrays.equals(readNBytes(magic.length), magic);
      reset();
      return same;
    }

    @Override
    public int available() throws IOException {
      mark(1);
      boolean more = read() >= 0;
      reset();
      return more ? Math.max(1, super.available()) : 0;
    }
  }

  private static final class CountingInput extends FilterInputStream {
    private final LongConsumer onRead;

    CountingInput(InputStream in, LongConsumer onRead) {
      super(in);
      this.onRead = onRead;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int n = in.read(bytes, from, length);
      if (n > 0) {
        onRead.accept(n);
      }
      return n;
    }
  }

  /** Failures name the file. */
  private static final class NamedInput extends FilterInputStream {
    private final String name;

    NamedInput(InputStream in, String name) {
      super(in);
      this.name = name;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      try {
        return in.read(bytes, from, length);
      } catch (IOException e) {
        throw unreadable(name, e);
      }
    }
  }
}
