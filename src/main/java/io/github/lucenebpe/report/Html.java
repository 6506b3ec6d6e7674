package io.github.lucenebpe.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lucenebpe.bpe.Utf8;
import io.github.lucenebpe.split.UnicodeCategories;
import java.util.HexFormat;
import java.util.Locale;

/** Texts and tokens as text of an HTML page. */
final class Html {
  private Html() {}

  /** A text as content of an element or as the value of an attribute in double quotes. */
  static String escape(CharSequence text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isForbidden(c) ? 0xFFFD : c);
              }
            });
    return out.toString();
  }

  /** Controls, surrogates and noncharacters, which HTML forbids. */
  private static boolean isForbidden(int c) {
    boolean control = (c < ' ' && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return control || surrogate || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
  }

  /** A JSON string that may stand in a script element: without {@code <}. */
  static String jsonString(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= ' ' && c < 0x7F && "\"\\<>&".indexOf(c) < 0;
      out.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
    return out.append('"').toString();
  }

  /**
   * The bytes of a token to look at, not escaped: {@code ·the} for " the", {@code ↵}, {@code ⇥},
   * {@code \xe6} for a byte that is no character, the code point in braces after a backslash and a
   * u for a character that cannot be seen.
   */
  static String token(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < bytes.length; ) {
      int length = characterLength(bytes, at);
      if (length == 0) {
        out.append("\\x").append(HexFormat.of().toHexDigits(bytes[at]));
        at++;
      } else {
        visible(new String(bytes, at, length, UTF_8).codePointAt(0), out);
        at += length;
      }
    }
    return out.toString();
  }

  /** Number of bytes of the character at an index, 0 if there is no whole one. */
  private static int characterLength(byte[] bytes, int at) {
    for (int length = 1; length <= Math.min(4, bytes.length - at); length++) {
      if (Utf8.firstMalformed(bytes, at, at + length) < 0) {
        return length;
      }
    }
    return 0;
  }

  private static void visible(int c, StringBuilder out) {
    switch (c) {
      case ' ' -> out.append('·');
      case '\n' -> out.append('↵');
      case '\t' -> out.append('⇥');
      case '\r' -> out.append('␍');
      default -> {
        switch (UnicodeCategories.category(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.SPACE_SEPARATOR,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              out.append("\\u{").append(Integer.toHexString(c)).append('}');
          case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK ->
              out.append(out.isEmpty() ? "◌" : "").appendCodePoint(c);
          default -> out.appendCodePoint(c);
        }
      }
    }
  }
}
