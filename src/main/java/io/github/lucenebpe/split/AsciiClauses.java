package io.github.lucenebpe.split;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The clauses of the GPT patterns for text that is ASCII and lies in bytes, where letters can be
 * looked at eight at a time. Like {@link Clauses} all answer {@code ~end} when they looked at the
 * end of the text. The arrays need {@link #PADDING} bytes of room after the text.
 */
final class AsciiClauses {
  /** Bytes after the text that may be read, whatever they are. */
  static final int PADDING = 8;

  static final int LETTER = 0b0000_0001;
  static final int NUMBER = 0b0000_0010;
  static final int SPACE = 0b0000_0100;
  static final int OTHER = 0b0000_1000;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final byte[] CLASSES = new byte[128];

  static {
    for (char c = 0; c < 128; c++) {
      CLASSES[c] =
          (byte)
              (Character.isLetter(c)
                  ? LETTER
                  : Character.isDigit(c)
                      ? NUMBER
                      : UnicodeCategories.isWhiteSpace(c) ? SPACE : OTHER);
    }
  }

  private AsciiClauses() {}

  static int at(byte[] text, int i) {
    return CLASSES[text[i]];
  }

  static boolean isNewline(byte c) {
    return c == '\n' || c == '\r';
  }

  /** The end of the run of one class of characters. */
  static int run(byte[] text, int from, int to, int classes) {
    for (int i = from; i < to; i++) {
      if ((CLASSES[text[i]] & classes) == 0) {
        return i;
      }
    }
    return ~to;
  }

  /** The end of the run of letters: {@code \p{L}*}. */
  static int letters(byte[] text, int from, int to) {
    return letters(text, from, to, 0x2020202020202020L);
  }

  /** The end of the run of lower-case letters. */
  static int lowerCase(byte[] text, int from, int to) {
    return letters(text, from, to, 0);
  }

  /**
   * The end of the run of bytes that are {@code a-z} after some bits were set in them. With bit 5
   * set, {@code 0b0010_0000}, upper case becomes lower case, and nothing else becomes a letter.
   */
  private static int letters(byte[] text, int from, int to, long set) {
    for (int i = from; i < to; i += Long.BYTES) {
      long bytes = (long) LONGS.get(text, i) | set;
      // The top bit of each byte: of b + 0x1f if b >= 'a', of b + 0x05 if b > 'z'.
      long fromA = bytes + 0x1F1F1F1F1F1F1F1FL;
      long afterZ = bytes + 0x0505050505050505L;
      long others = ~(fromA & ~afterZ) & 0x8080808080808080L;
      if (others != 0) {
        int end = i + (Long.numberOfTrailingZeros(others) >>> 3);
        return end < to ? end : ~to;
      }
    }
    return ~to;
  }

  /** The end of the run of upper-case letters; most are a single one. */
  static int upperCase(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] < 'A' || text[i] > 'Z') {
        return i;
      }
    }
    return ~to;
  }

  /** {@code \p{N}{1,3}} where a number is. */
  static int upToThreeNumbers(byte[] text, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (i == from + 3 || CLASSES[text[i]] != NUMBER) {
        return i;
      }
    }
    return ~to;
  }

  /**
   * {@code '(?i:[sdmt]|ll|ve|re)}, as {@link Clauses#contraction}.
   *
   * @param fold 0x20 to take upper case too, 0 for {@code '(?:[sdmt]|ll|ve|re)}
   */
  static int contraction(byte[] text, int from, int to, int fold) {
    if (from == to) {
      return ~from;
    }
    if (text[from] != '\'') {
      return from;
    }
    if (from + 1 == to) {
      return ~from;
    }
    byte third;
    switch (text[from + 1] | fold) {
      case 's', 'd', 'm', 't' -> {
        return from + 2;
      }
      case 'l' -> third = 'l';
      case 'v', 'r' -> third = 'e';
      default -> {
        return from;
      }
    }
    if (from + 2 == to) {
      return ~from;
    }
    return (text[from + 2] | fold) == third ? from + 3 : from;
  }

  /** {@code \s+(?!\S)|\s} where white space is. */
  static int spaces(byte[] text, int from, int to) {
    int end = run(text, from, to, SPACE);
    return end < 0 ? end : Math.max(from + 1, end - 1);
  }

  /** {@code \s*[\r\n]|\s+(?!\S)|\s} where white space is, and does not end the text. */
  static int linesOrSpaces(byte[] text, int from, int to) {
    int end = run(text, from, to, SPACE);
    if (end < 0) {
      return end;
    }
    for (int i = end; i > from; i--) {
      if (isNewline(text[i - 1])) {
        return i;
      }
    }
    return Math.max(from + 1, end - 1);
  }
}
