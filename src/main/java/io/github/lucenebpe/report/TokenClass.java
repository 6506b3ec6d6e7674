package io.github.lucenebpe.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lucenebpe.bpe.Utf8;
import io.github.lucenebpe.split.UnicodeCategories;
import io.github.lucenebpe.split.UnicodeScripts;
import java.util.Locale;

/**
 * What a token is written in: the script of its first letter, or what it has instead of letters.
 */
final class TokenClass {
  static final String PARTS = "Parts of characters";
  static final String NUMBERS = "Numbers";
  static final String WHITE_SPACE = "White space";
  static final String SIGNS = "Punctuation, symbols";

  private static final int LETTERS =
      mask(
          Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER);
  private static final int MARKS =
      mask(Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK);
  private static final int DIGITS =
      mask(Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER);

  private TokenClass() {}

  /** A name to show. */
  static String of(byte[] token) {
    if (Utf8.firstMalformed(token, 0, token.length) >= 0) {
      return PARTS;
    }
    String found = WHITE_SPACE;
    for (int c : new String(token, UTF_8).codePoints().toArray()) {
      int category = UnicodeCategories.category(c);
      if (isIn(category, LETTERS | MARKS)) {
        String script = UnicodeScripts.script(c);
        if (!script.equals("common") && !script.equals("inherited")) {
          return script.substring(0, 1).toUpperCase(Locale.ROOT) + script.substring(1);
        }
      }
      if (isIn(category, DIGITS)) {
        found = NUMBERS;
      } else if (!UnicodeCategories.isWhiteSpace(c) && !found.equals(NUMBERS)) {
        found = SIGNS;
      }
    }
    return found;
  }

  private static int mask(byte... categories) {
    int mask = 0;
    for (byte category : categories) {
      mask |= 1 << category;
    }
    return mask;
  }

  private static boolean isIn(int category, int mask) {
    return ((mask >>> category) & 1) != 0;
  }
}
