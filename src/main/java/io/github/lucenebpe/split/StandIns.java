package io.github.lucenebpe.split;

/**
 * For each char a character of ASCII that the GPT patterns treat alike, so that text of any script
 * can be split by the bits of an {@link AsciiBlock}.
 *
 * <p>A character of ASCII stands for itself, but for two that stand for others only. A control,
 * which makes a block doubtful, stands for surrogates, as the class of those hangs on two chars.
 */
final class StandIns {
  /** Stands for letters without case. */
  static final char UNCASED = 'q';

  /** Stands for marks, which are punctuation to some patterns and letters to others. */
  static final char MARK = 0x7F;

  private static final char UPPER_CASE = 'A';
  private static final char LOWER_CASE = 'a';
  private static final char NUMBER = '0';
  private static final char WHITE_SPACE = '\t';
  private static final char OTHER = '!';
  private static final char DOUBT = '\0';

  private static final byte[] TABLE = new byte[1 << 16];

  static {
    for (int c = 0; c < TABLE.length; c++) {
      TABLE[c] = (byte) (c < MARK ? c : of(CharClasses.ofChar((char) c)));
    }
    TABLE[UNCASED] = LOWER_CASE;
  }

  private StandIns() {}

  private static char of(int classes) {
    boolean upper = (classes & CharClasses.UPPER) != 0;
    boolean lower = (classes & CharClasses.LOWER) != 0;
    if ((classes & CharClasses.LETTER) != 0) {
      return upper && lower ? UNCASED : upper ? UPPER_CASE : LOWER_CASE;
    }
    if ((classes & CharClasses.NUMBER) != 0) {
      return NUMBER;
    }
    if ((classes & CharClasses.SPACE) != 0) {
      return WHITE_SPACE;
    }
    return classes == 0 ? DOUBT : upper ? MARK : OTHER;
  }

  /** Puts those of {@code text[from, from + length)} into an array. */
  static void put(char[] text, int from, int length, byte[] standIns) {
    byte[] table = TABLE;
    for (int i = 0; i < length; i++) {
      standIns[i] = table[text[from + i]];
    }
  }
}
