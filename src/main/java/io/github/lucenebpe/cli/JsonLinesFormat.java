package io.github.lucenebpe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.lucenebpe.bpe.Utf8;
import io.github.lucenebpe.train.TextFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;

/**
 * Lines of JSON, each an object with a text in a field. A field that is null or missing is no text;
 * an unpaired surrogate in one is U+FFFD.
 */
final class JsonLinesFormat implements TextFormat {
  private final String field;
  private long lineCount;
  private long textCount;

  JsonLinesFormat(String field) {
    this.field = field;
  }

  @Override
  public void read(InputStream content, String name, Sink sink) throws IOException {
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                content,
                UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    byte[] bytes = new byte[1 << 12];
    long number = 0;
    String line;
    while ((line = next(lines, name, number)) != null) {
      number++;
      lineCount++;
      String text = text(line, name, number);
      if (text != null) {
        textCount++;
        char[] chars = text.toCharArray();
        if (bytes.length < 3L * chars.length) {
          bytes = new byte[Math.multiplyExact(3, chars.length)];
        }
        sink.text(bytes, 0, Utf8.encode(chars, 0, chars.length, bytes, 0));
      }
    }
  }

  /**
   * Refuses lines of which none had a text: the name of the field is wrong.
   *
   * @throws InputException if there were such lines
   */
  void checkField() throws InputException {
    if (lineCount > 0 && textCount == 0) {
      throw new InputException("--json-field: no line has a text in a field \"" + field + "\"");
    }
  }

  private static String next(BufferedReader lines, String name, long number) throws IOException {
    try {
      return lines.readLine();
    } catch (CharacterCodingException e) {
      throw new InputException(name + ": malformed UTF-8 after line " + number, e);
    }
  }

  private String text(String line, String name, long number) throws IOException {
    if (line.isBlank()) {
      return null;
    }
    String place = name + " line " + number + ": ";
    try (JsonParser json = Json.FACTORY.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new InputException(place + "expected a JSON object");
      }
      String text = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = json.currentName().equals(field);
        JsonToken value = json.nextToken();
        if (wanted && value != JsonToken.VALUE_STRING && value != JsonToken.VALUE_NULL) {
          throw new InputException(place + "expected a text in the field \"" + field + "\"");
        } else if (wanted) {
          text = value == JsonToken.VALUE_NULL ? null : json.getText();
        } else {
          json.skipChildren();
        }
      }
      return text;
    } catch (JsonProcessingException e) {
      throw new InputException(place + e.getOriginalMessage(), e);
    }
  }
}
