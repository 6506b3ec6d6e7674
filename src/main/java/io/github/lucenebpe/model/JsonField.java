package io.github.lucenebpe.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A value in a JSON file that knows where it stands, so that every complaint names its field:
 * {@code tokenizer.json: pre_tokenizer.pretokenizers[1].type: expected "ByteLevel", got
 * "Metaspace"}.
 *
 * @param file the name of the file
 * @param path the way from the root, empty for the root
 * @param value as {@link JsonParser} gives it; null also for a field that is absent
 */
record JsonField(String file, String path, Object value) {
  private static final int SHOWN = 60;

  static JsonField parse(String text, String file) throws ModelFormatException {
    try {
      return new JsonField(file, "", JsonParser.parse(text));
    } catch (JsonParser.JsonException e) {
      throw new ModelFormatException(file + " " + e.getMessage(), e);
    }
  }

  boolean isNull() {
    return value == null;
  }

  /** A field of this object, null if it has no such field. */
  JsonField get(String key) throws ModelFormatException {
    return new JsonField(file, path.isEmpty() ? key : path + "." + key, object().get(key));
  }

  @SuppressWarnings("unchecked") // the parser makes no other maps
  Map<String, Object> object() throws ModelFormatException {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw expected("an object");
  }

  List<JsonField> elements() throws ModelFormatException {
    if (value instanceof List<?> list) {
      return IntStream.range(0, list.size())
          .mapToObj(i -> new JsonField(file, path + "[" + i + "]", list.get(i)))
          .toList();
    }
    throw expected("an array");
  }

  String string() throws ModelFormatException {
    if (value instanceof String string) {
      return string;
    }
    throw expected("a string");
  }

  /** A whole number from 0 to a greatest one. */
  int integer(int greatest) throws ModelFormatException {
    if (value instanceof Long number && number >= 0 && number <= greatest) {
      return number.intValue();
    }
    throw expected("a whole number from 0 to " + greatest);
  }

  /** A boolean that may be absent. */
  boolean flag(boolean absent) throws ModelFormatException {
    if (value == null) {
      return absent;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw expected("true or false");
  }

  /** Refuses every value but some strings. */
  String oneOf(String... strings) throws ModelFormatException {
    for (String string : strings) {
      if (string.equals(value)) {
        return string;
      }
    }
    throw expected(
        Arrays.stream(strings)
            .map(string -> "\"" + string + "\"")
            .collect(Collectors.joining(" or ")));
  }

  /** Refuses a feature that is switched on: every value but null, false, 0 and "". */
  void mustBeOff(String reason) throws ModelFormatException {
    boolean off =
        value == null
            || value.equals(false)
            || value.equals("")
            || (value instanceof Number number && number.doubleValue() == 0);
    if (!off) {
      throw refused("is not supported: " + reason);
    }
  }

  ModelFormatException expected(String what) {
    return refused("expected " + what + ", got " + shown());
  }

  /** A complaint about this field, a clause. */
  ModelFormatException refused(String clause) {
    return new ModelFormatException(file + ": " + (path.isEmpty() ? "" : path + ": ") + clause);
  }

  private String shown() {
    if (value == null) {
      return "none";
    }
    if (value instanceof Map) {
      return "an object";
    }
    if (value instanceof List) {
      return "an array";
    }
    String text = value instanceof String string ? JsonString.quote(string) : value.toString();
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }
}
