package io.github.lucenebpe.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.lucenebpe.train.Document;
import io.github.lucenebpe.train.Malformed;
import java.io.BufferedReader;
import java.io.IOException;

/**
 * JSON lines in, JSON lines out: each line of input is an object of which one field matters, each
 * line of output an object made of it.
 *
 * <p>An unpaired surrogate reaches the program through an escape: {@code {"text": "\ud800"}}.
 * Output is handed on before the program waits for more input, so that another program can talk to
 * it line by line.
 */
final class JsonLines {
  private final Console console;
  private final String field;

  /** Lines whose field of this name matters. */
  JsonLines(Console console, String field) {
    this.console = console;
    this.field = field;
  }

  /** Makes of a value the fields of a line of output. */
  interface Answer {
    /**
     * Reads the value that the parser stands on, and nothing behind it.
     *
     * @throws InputException if it is not of the right kind; without the place of the line
     */
    Json.Fields to(JsonParser value) throws IOException;
  }

  /**
   * Answers each line.
   *
   * @throws InputException if a line is not as it should be; the message names input and line
   */
  void answer(Document input, Answer answer) throws IOException {
    try (BufferedReader lines = new BufferedReader(input.open(Malformed.REPORT))) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        Json.writeLine(console.text, fields(line, input.name() + " line " + number, answer));
        if (!lines.ready()) {
          console.flush();
        }
      }
    }
  }

  private Json.Fields fields(String line, String place, Answer answer) throws IOException {
    try {
      return parse(line, answer);
    } catch (InputException | IllegalArgumentException e) {
      throw new InputException(place + ": " + e.getMessage(), e);
    } catch (JsonProcessingException e) {
      throw new InputException(place + ": " + e.getOriginalMessage(), e);
    }
  }

  private Json.Fields parse(String line, Answer answer) throws IOException {
    Json.Fields fields = null;
    try (JsonParser json = Json.FACTORY.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new InputException("expected a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = json.currentName().equals(field);
        json.nextToken();
        if (wanted) {
          fields = answer.to(json);
        } else {
          json.skipChildren();
        }
      }
      if (json.nextToken() != null) {
        throw new InputException("expected nothing behind the JSON object");
      }
    }
    if (fields == null) {
      throw new InputException("expected a field \"" + field + "\"");
    }
    return fields;
  }
}
