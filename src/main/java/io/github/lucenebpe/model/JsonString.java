package io.github.lucenebpe.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Strings in model files, in the notation of JSON (RFC 8259, section 7), always on one line. The
 * model package depends on the JDK alone, which has no JSON.
 */
final class JsonString {
  private static final Pattern HEX4 = Pattern.compile("[0-9a-fA-F]{4}");

  private JsonString() {}

  static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' '
          || c == 0x7F
          || c == 0x85
          || c == 0x2028
          || c == 0x2029
          || Character.isSurrogate(c)) {
        out.append("\\u").append(String.format(Locale.ROOT, "%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  static String unquote(String quoted, ModelLines lines) throws ModelFormatException {
    int last = quoted.length() - 1;
    if (last < 1 || quoted.charAt(0) != '"' || quoted.charAt(last) != '"') {
      throw lines.expected("a JSON string", quoted);
    }
    StringBuilder out = new StringBuilder();
    int i = 1;
    while (i < last) {
      char c = quoted.charAt(i++);
      if (c == '"' || c < ' ') {
        throw lines.expected("a JSON string", quoted);
      }
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char escape = i < last ? quoted.charAt(i++) : ' ';
      int simple = "\"\\/bfnrt".indexOf(escape);
      if (simple >= 0) {
        out.append("\"\\/\b\f\n\r\t".charAt(simple));
      } else if (escape == 'u'
          && i + 4 <= last
          && HEX4.matcher(quoted).region(i, i + 4).matches()) {
        out.append((char) Integer.parseInt(quoted.substring(i, i + 4), 16));
        i += 4;
      } else {
        throw lines.expected("a JSON string", quoted);
      }
    }
    return out.toString();
  }
}
