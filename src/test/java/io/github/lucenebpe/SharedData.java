package io.github.lucenebpe;

import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The reference data that the system property {@code shared.dir} points to. */
public final class SharedData {
  private static final JsonFactory JSON = new JsonFactory();

  private SharedData() {}

  /** A directory of the reference data; without it the calling test is skipped. */
  public static Path dir(String sub) {
    String shared = System.getProperty("shared.dir", "");
    assumeTrue("no reference data: the system property shared.dir is not set", !shared.isEmpty());
    return Path.of(shared, sub);
  }

  /**
   * The objects of a gzipped file that has one JSON object a line. A value is a String, an Integer,
   * a Long, a Double, a Boolean, null, a List or a Map.
   */
  public static List<Map<String, Object>> jsonLines(Path gz) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(gz), 1 << 16)) {
      return jsonLines(in);
    }
  }

  /** The same from a stream that is not compressed. */
  public static List<Map<String, Object>> jsonLines(InputStream in) throws IOException {
    List<Map<String, Object>> lines = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(new BufferedInputStream(in))) {
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        lines.add(object(parser));
      }
    }
    return lines;
  }

  /** The one JSON value of a file. */
  public static Object json(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        JsonParser parser = JSON.createParser(in)) {
      parser.nextToken();
      return value(parser);
    }
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, value(parser));
    }
    return object;
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(parser));
        }
        yield array;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
      case VALUE_NULL -> null;
      default -> throw new IOException("unexpected " + parser.currentToken());
    };
  }
}
