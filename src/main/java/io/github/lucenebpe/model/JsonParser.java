package io.github.lucenebpe.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a JSON text (RFC 8259) into maps, lists, strings, numbers, booleans and nulls. The model
 * package depends on the JDK alone, which has no JSON.
 *
 * <p>Strict: a key that comes twice in an object is an error, for it would hide a token.
 */
final class JsonParser {
  /** Objects and arrays in each other; the parser recurses. */
  private static final int MAX_DEPTH = 100;

  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  private static final Pattern HEX4 = Pattern.compile("[0-9a-fA-F]{4}");

  private final String text;
  private int at;
  private int depth;

  /** What is wrong with a text, and where. */
  static final class JsonException extends Exception {
    private static final long serialVersionUID = 1L;

    JsonException(String message) {
      super(message);
    }
  }

  private JsonParser(String text) {
    this.text = text;
  }

  /**
   * The value of a text: a {@link Map} in the order of the text, a {@link List}, a {@link String},
   * a {@link Long}, a {@link Double}, a {@link Boolean} or null.
   *
   * @throws JsonException if the text is no JSON; the message says which line and what was expected
   */
  static Object parse(String text) throws JsonException {
    JsonParser parser = new JsonParser(text);
    Object value = parser.value();
    if (!parser.atEnd()) {
      throw parser.expected("the end");
    }
    return value;
  }

  private Object value() throws JsonException {
    if (atEnd()) {
      throw expected("a value");
    }
    return switch (text.charAt(at)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> object() throws JsonException {
    Map<String, Object> object = new LinkedHashMap<>();
    open();
    if (!take('}')) {
      do {
        if (atEnd() || text.charAt(at) != '"') {
          throw expected("a key in quotes");
        }
        int start = at;
        String key = string();
        if (!take(':')) {
          throw expected("a colon");
        }
        Object value = value();
        if (object.containsKey(key)) {
          at = start;
          throw expected("a key that did not come before");
        }
        object.put(key, value);
      } while (take(','));
      if (!take('}')) {
        throw expected("a comma or }");
      }
    }
    depth--;
    return object;
  }

  private List<Object> array() throws JsonException {
    List<Object> array = new ArrayList<>(2);
    open();
    if (!take(']')) {
      do {
        array.add(value());
      } while (take(','));
      if (!take(']')) {
        throw expected("a comma or ]");
      }
    }
    depth--;
    return array;
  }

  private void open() throws JsonException {
    if (++depth > MAX_DEPTH) {
      throw expected("at most " + MAX_DEPTH + " arrays and objects in each other");
    }
    at++;
  }

  private String string() throws JsonException {
    int start = ++at;
    while (at < text.length() && isPlain(text.charAt(at))) {
      at++;
    }
    StringBuilder out = null;
    while (at < text.length() && text.charAt(at) != '"') {
      if (out == null) {
        out = new StringBuilder().append(text, start, at);
      }
      out.append(character());
    }
    if (at == text.length()) {
      throw expected("a quote at the end of the string");
    }
    String string = out == null ? text.substring(start, at) : out.toString();
    at++;
    return string;
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c != '"' && c != '\\';
  }

  private char character() throws JsonException {
    char c = text.charAt(at);
    if (c < ' ') {
      throw expected("no control character in a string");
    }
    at++;
    if (c != '\\') {
      return c;
    }
    char escape = at < text.length() ? text.charAt(at++) : ' ';
    int simple = "\"\\/bfnrt".indexOf(escape);
    if (simple >= 0) {
      return "\"\\/\b\f\n\r\t".charAt(simple);
    }
    if (escape == 'u' && HEX4.matcher(text).region(at, Math.min(at + 4, text.length())).matches()) {
      at += 4;
      return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }
    at -= 2;
    throw expected("an escape such as \\n or \\u00e9");
  }

  private Object word(String word, Object value) throws JsonException {
    if (!text.startsWith(word, at)) {
      throw expected("a value");
    }
    at += word.length();
    return value;
  }

  private Object number() throws JsonException {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw expected("a value");
    }
    at = number.end();
    boolean whole = number.group(1) == null && number.group(2) == null;
    // 18 digits always fit into a long.
    return whole && number.group().length() <= 18
        ? (Object) Long.valueOf(number.group())
        : Double.valueOf(number.group());
  }

  /** Skips white space; whether the text ends there. */
  private boolean atEnd() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at == text.length();
  }

  private boolean take(char c) {
    if (atEnd() || text.charAt(at) != c) {
      return false;
    }
    at++;
    atEnd();
    return true;
  }

  private JsonException expected(String what) {
    long line = 1 + text.substring(0, at).chars().filter(c -> c == '\n').count();
    int column = at - text.lastIndexOf('\n', at - 1);
    String got = at < text.length() ? "\"" + text.charAt(at) + "\"" : "the end";
    return new JsonException(
        "line " + line + " column " + column + ": expected " + what + ", got " + got);
  }
}
