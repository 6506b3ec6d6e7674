package io.github.lucenebpe.bpe;

/**
 * Pieces of eight to thirteen chars as two longs, where all chars but the first are in one block of
 * 256, as those of a word in most scripts are after a space. They differ from {@link CharKeys} by
 * the length, and from {@link PieceKeys} by the top bit.
 *
 * <pre>
 * low    chars 1 to 7 (8 bits each)   block (8 bits)
 * high   char 0 (16 bits)   last 5 chars (8 bits each)   length (4 bits)   0 (3 bits)   1
 * </pre>
 *
 * <p>Some chars are in both longs if there are less than thirteen; so no branch hangs on the
 * length.
 */
final class BlockKeys {
  /** Shortest and longest piece in chars. */
  static final int MIN_LENGTH = 8;

  static final int MAX_LENGTH = 13;

  private static final long IS_CHARS = 1L << 63;

  private BlockKeys() {}

  /** Whether a piece has a key. */
  static boolean hasKey(char[] text, int from, int to) {
    int length = to - from;
    return length >= MIN_LENGTH && length <= MAX_LENGTH && isOneBlock(text, from + 1, to);
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
  static long low(char[] text, int from) {
    return (text[from + 1] & 0xFF)
        | (text[from + 2] & 0xFF) << 8
        | (text[from + 3] & 0xFF) << 16
        | (text[from + 4] & 0xFFL) << 24
        | (text[from + 5] & 0xFFL) << 32
        | (text[from + 6] & 0xFFL) << 40
        | (long) text[from + 7] << 48;
  }

  /** Char 0, the last five, and the length; never 0. */
  static long high(char[] text, int from, int to) {
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
