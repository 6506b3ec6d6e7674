package io.github.lucenebpe.model;

/**
 * Strings in model files, in the notation of JSON (RFC 8259, section 7), always on one line. The
 * model package depends on the JDK alone, which has no JSON.
 */
final class JsonString {
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
        out.append("\\u").append(String.format("%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  static String unquote(String quoted, ModelLines lines) throws ModelFormatException {
    StringBuilder out = new StringBuilder();
    int last = quoted.length() - 1;
    if (last < 1 || quoted.charAt(0) != '"' || quoted.charAt(last) != '"') {
      throw lines.expected("a JSON string", quoted);
    }
    for (int i = 1; i < last; i++) {
      char c = quoted.charAt(i);
      if (c == '"' || c < ' ') {
        throw lines.expected("a JSON string", quoted);
      }
      if (c != '\\') {
        out.append(c);
        continue;
      }
      i++;
      int escape = i < last ? "\"\\/bfnrtu".indexOf(quoted.charAt(i)) : -1;
      if (escape < 0
          || escape == 8
              && !quoted.substring(i + 1, Math.min(i + 5, last)).matches("[0-9a-fA-F]{4}")) {
        throw lines.expected("a JSON string", quoted);
      }
      if (escape == 8) {
        out.append((char) Integer.parseInt(quoted.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        out.append("\"\\/\b\f\n\r\t".charAt(escape));
      }
    }
    return out.toString();
  }
}
