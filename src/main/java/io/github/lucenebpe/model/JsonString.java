package io.github.lucenebpe.model;

import java.util.Locale;

/** Strings in model files, in the notation of JSON (RFC 8259, section 7), always on one line. */
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
        out.append("\\u").append(String.format(Locale.ROOT, "%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  static String unquote(String quoted, ModelLines lines) throws ModelFormatException {
    if (quoted.startsWith("\"") && quoted.endsWith("\"")) {
      try {
        return (String) JsonParser.parse(quoted);
      } catch (JsonParser.JsonException e) {
        throw lines.expected("a JSON string", quoted);
      }
    }
    throw lines.expected("a JSON string", quoted);
  }
}
