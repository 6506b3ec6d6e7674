package io.github.lucenebpe.bpe;

/**
 * A short piece of any script as two longs, as {@link PieceKeys}, from which these keys differ by
 * their top bit; no piece has to become UTF-8 to be looked for. Up to seven chars stand in them as
 * they are, the first one lowest. Eight to thirteen have a key if all but the first are in one
 * block of 256, as those of a word in most scripts are after a space:
 *
 * <pre>
 * low    chars 1 to 7 (8 bits each)   block (8 bits)
 * high   char 0 (16 bits)   last 5 chars (8 bits each)   length (4 bits)   0 (3 bits)   1
 * </pre>
 *
 * <p>Some chars are in both longs if there are less than thirteen; so no branch hangs on the
 * length.
 */
final class CharKeys {
  /** Longest piece in chars. */
  static final int MAX_LENGTH = 7;

  /** Shortest and longest piece in chars that may have a key of a block. */
  static final int MIN_BLOCK_LENGTH = 8;

  static final int MAX_BLOCK_LENGTH = 13;

  private static final long IS_CHARS = 1L << 63;

  private CharKeys() {}

  /** Chars 0 to 3 of the piece, 0 after its end. */
  static long low(char[] text, int from, int length) {
    return chars(text, from, Math.min(length, 4));
  }

  /** Chars 4 to 6 of the piece, 0 after its end, and its length; never 0. */
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

  /** Whether a piece has a key of a block. */
  static boolean hasBlockKey(char[] text, int from, int to) {
    int length = to - from;
    return length >= MIN_BLOCK_LENGTH
        && length <= MAX_BLOCK_LENGTH
        && isOneBlock(text, from + 1, to);
  }

  private static boolean isOneBlock(char[] text, int from, int to) {
    int first = text[from];
    int different =
        (first ^ text[from + 1])
            | (first ^ text[from + 2])
            | (first ^ text[from + 3])
            | (first ^ text[from + 4])
            | (first ^ text[from + 5])
            | (first ^ text[from + 6])
            | (first ^ text[to - 5])
            | (first ^ text[to - 4])
            | (first ^ text[to - 3])
            | (first ^ text[to - 2])
            | (first ^ text[to - 1]);
    return different <= 0xFF;
  }

  /** Chars 1 to 7 of the piece, and their block. */
  static long blockLow(char[] text, int from) {
    return (text[from + 1] & 0xFF)
        | (text[from + 2] & 0xFF) << 8
        | (text[from + 3] & 0xFF) << 16
        | (text[from + 4] & 0xFFL) << 24
        | (text[from + 5] & 0xFFL) << 32
        | (text[from + 6] & 0xFFL) << 40
        | (long) text[from + 7] << 48;
  }

  /** Char 0, the last five, and the length; never 0. */
  static long blockHigh(char[] text, int from, int to) {
    return text[from]
        | (text[to - 5] & 0xFFL) << 16
        | (text[to - 4] & 0xFFL) << 24
        | (text[to - 3] & 0xFFL) << 32
        | (text[to - 2] & 0xFFL) << 40
        | (text[to - 1] & 0xFFL) << 48
        | (long) (to - from) << 56
        | IS_CHARS;
  }
}
