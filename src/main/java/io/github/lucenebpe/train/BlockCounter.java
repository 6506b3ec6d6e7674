package io.github.lucenebpe.train;

import io.github.lucenebpe.bpe.Utf8;
import io.github.lucenebpe.split.AsciiCutter;
import io.github.lucenebpe.split.Splitter;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Cuts blocks of text into pieces and counts them. Bytes are decoded only where that is needed:
 * stretches of ASCII are cut as they are.
 *
 * <p>Not thread-safe; each thread has its own.
 */
final class BlockCounter {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long HIGH_BITS = 0x8080808080808080L;

  private final Splitter splitter;
  private final PieceBatch batch;
  private final AsciiCutter cutter = new AsciiCutter();

  /** The text from some place on, decoded. */
  private char[] chars = new char[1 << 12];

  private int charCount;

  BlockCounter(Splitter splitter, PieceCounts pieces) {
    this.splitter = splitter;
    this.batch = new PieceBatch(pieces);
  }

  /**
   * Counts the pieces of a block.
   *
   * @throws IOException if a text is not UTF-8; the message names it and the byte
   */
  void count(TextBlock block) throws IOException {
    for (int i = 0; i < block.parts(); i++) {
      boolean open = block.isOpen() && i == block.parts() - 1;
      int from = block.part(i).from();
      int to = block.end(i);
      check(block.bytes(), block.part(i), to);
      // A piece starts after an open text: the letter there keeps the last one from taking its end
      // for that of the text.
      count(block.bytes(), from, to, open ? to + 1 : to, block.position());
    }
    batch.flush(block.bytes());
  }

  private static void check(byte[] text, TextBlock.Part part, int to) throws IOException {
    int start = asciiEnd(text, part.from(), to);
    int malformed = start == to ? -1 : Utf8.firstMalformed(text, start, to);
    if (malformed >= 0) {
      long offset = part.offset() + malformed - part.from();
      throw new IOException(part.name() + ": malformed UTF-8 at byte " + offset);
    }
  }

  /** Counts the pieces of {@code text[from, to)}, of which {@code text[to, limit)} is the next. */
  private void count(byte[] text, int from, int to, int limit, long position) {
    int at = from;
    int asciiEnd = asciiEnd(text, at, limit);
    int charAt = -1;
    // Number of bytes of text without a piece that are more than its chars.
    int skipped = 0;
    while (at < to) {
      if (at < asciiEnd) {
        int count = cutter.cut(splitter, text, at, asciiEnd);
        int start = at;
        for (int i = 0; i < count && at < to; i++) {
          int end = cutter.ends()[i];
          batch.add(text, at, end, position + at - skipped);
          at = end;
        }
        if (count > 0) {
          charAt = charAt < 0 ? -1 : charAt + at - start;
          continue;
        }
      }
      if (charAt < 0) {
        decode(text, at, limit);
        charAt = 0;
      }
      int start = index(splitter.pieceStart(chars, charAt, charCount));
      int gap = bytes(charAt, start);
      skipped += gap - (start - charAt);
      at += gap;
      if (at >= to) {
        return;
      }
      int charEnd = index(splitter.pieceEnd(chars, start, charCount));
      int end = at + bytes(start, charEnd);
      batch.add(text, at, end, position + at - skipped);
      charAt = charEnd;
      at = end;
      asciiEnd = at < asciiEnd ? asciiEnd : asciiEnd(text, at, limit);
    }
  }

  /** What a splitter says of the end of a text. */
  private static int index(int openOrClosed) {
    return openOrClosed < 0 ? ~openOrClosed : openOrClosed;
  }

  /** Index of the first byte that is not ASCII. */
  private static int asciiEnd(byte[] text, int from, int to) {
    int i = from;
    for (; i < to; i += Long.BYTES) {
      long high = (long) LONGS.get(text, i) & HIGH_BITS;
      if (high != 0) {
        return Math.min(to, i + (Long.numberOfTrailingZeros(high) >>> 3));
      }
    }
    return to;
  }

  /** Decodes well-formed UTF-8. */
  private void decode(byte[] text, int from, int to) {
    if (chars.length < to - from) {
      chars = new char[to - from];
    }
    int out = 0;
    int i = from;
    while (i < to) {
      int b = text[i++];
      if (b >= 0) {
        chars[out++] = (char) b;
      } else if (b < (byte) 0xE0) {
        chars[out++] = (char) (((b & 0x1F) << 6) | (text[i++] & 0x3F));
      } else if (b < (byte) 0xF0) {
        int second = text[i++] & 0x3F;
        chars[out++] = (char) (((b & 0xF) << 12) | (second << 6) | (text[i++] & 0x3F));
      } else {
        int second = text[i++] & 0x3F;
        int third = text[i++] & 0x3F;
        int codePoint = ((b & 7) << 18) | (second << 12) | (third << 6) | (text[i++] & 0x3F);
        chars[out++] = Character.highSurrogate(codePoint);
        chars[out++] = Character.lowSurrogate(codePoint);
      }
    }
    charCount = out;
  }

  /** Number of bytes of {@code chars[from, to)} in UTF-8. */
  private int bytes(int from, int to) {
    int bytes = to - from;
    for (int i = from; i < to; i++) {
      char c = chars[i];
      if (c >= 0x80) {
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }
}
