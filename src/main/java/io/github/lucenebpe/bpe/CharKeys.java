package io.github.lucenebpe.bpe;

/**
 * A part of a piece, of up to seven chars of any script, as two longs, as {@link PieceKeys}, from
 * which these keys differ by their top bit; no part has to become UTF-8 to be looked for. The chars
 * stand in them as they are, the first one lowest.
 */
final class CharKeys {
  /** Longest part in chars. */
  static final int MAX_LENGTH = 7;

  private static final long IS_CHARS = 1L << 63;

  private CharKeys() {}

  /** Chars 0 to 3 of the part, 0 after its end. */
  static long low(char[] text, int from, int length) {
    return chars(text, from, Math.min(length, 4));
  }

  /** Chars 4 to 6 of the part, 0 after its end, and its length; never 0. */
  static long high(char[] text, int from, int length) {
    long rest = length > 4 ? chars(text, from + 4, length - 4) : 0;
    return rest | (long) length << 56 | IS_CHARS;
  }

  /** Up to four chars. */
  static long chars(char[] text, int from, int length) {
    return switch (length) {
      case 1 -> text[from];
      case 2 -> text[from] | (long) text[from + 1] << 16;
      case 3 -> text[from] | (long) text[from + 1] << 16 | (long) text[from + 2] << 32;
      default -> four(text, from);
    };
  }

  /** Four chars. */
  static long four(char[] text, int from) {
    return text[from]
        | (long) text[from + 1] << 16
        | (long) text[from + 2] << 32
        | (long) text[from + 3] << 48;
  }
}
