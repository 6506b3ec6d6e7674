package io.github.lucenebpe.split;

/**
 * The general category of every code point in Unicode 16.0, whatever the Unicode version of the
 * running JDK, so that pieces and token ids do not depend on the JDK.
 *
 * <p>16.0 is the version of the reference: the regex crate 1.13 under tiktoken 0.14.
 *
 * <p>Thread-safe.
 */
public final class UnicodeCategories {

  /** The Unicode version of the table. */
  public static final String VERSION = "16.0";

  static final CodePointRuns RUNS = CodePointRuns.load("unicode16-categories.bin");

  private UnicodeCategories() {}

  /**
   * The general category of a code point, as one of the constants of {@link Character}, such as
   * {@link Character#UPPERCASE_LETTER}.
   *
   * @throws IllegalArgumentException if there is no such code point
   */
  public static int category(int codePoint) {
    if (!Character.isValidCodePoint(codePoint)) {
      throw new IllegalArgumentException(
          "codePoint must be in 0..0x10FFFF, got 0x" + Integer.toHexString(codePoint));
    }
    return RUNS.valueAt(codePoint);
  }

  /**
   * Whether a code point has the property White_Space, the {@code \s} of the reference engines: 25
   * code points, all in the BMP. {@link Character#isWhitespace} and {@link Character#isSpaceChar}
   * are other sets.
   */
  public static boolean isWhiteSpace(int codePoint) {
    return switch (codePoint) {
      case '\t', '\n', 0x0B, '\f', '\r', ' ', 0x85, 0xA0, 0x1680 -> true;
      case 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
      default -> codePoint >= 0x2000 && codePoint <= 0x200A;
    };
  }
}
