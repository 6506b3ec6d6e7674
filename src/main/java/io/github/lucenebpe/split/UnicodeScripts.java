package io.github.lucenebpe.split;

/**
 * The script of every code point in Unicode 16.0, whatever the Unicode version of the running JDK.
 *
 * <p>Thread-safe.
 */
public final class UnicodeScripts {
  private UnicodeScripts() {}

  /**
   * The name of the script of a code point in lower case without {@code _}: {@code han}, {@code
   * hiragana}, {@code common}, {@code inherited}; {@code unknown} if it is unassigned.
   *
   * @throws IllegalArgumentException if there is no such code point
   */
  public static String script(int codePoint) {
    if (!Character.isValidCodePoint(codePoint)) {
      throw new IllegalArgumentException(
          "codePoint must be in 0..0x10FFFF, got 0x" + Integer.toHexString(codePoint));
    }
    return UnicodeProperties.Scripts.NAMES.get(
        UnicodeProperties.Scripts.RUNS.valueAt(codePoint) & 0xFF);
  }
}
