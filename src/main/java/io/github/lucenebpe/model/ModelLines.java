package io.github.lucenebpe.model;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.bpe.Utf8;
import java.nio.charset.StandardCharsets;

/** The lines of a model file, with the errors that name them. */
final class ModelLines {
  /** A value in a message is cut to this many chars. */
  private static final int SHOWN = 60;

  private final byte[] content;
  private final String name;
  private int at;
  private int number;

  ModelLines(byte[] content, String name) {
    this.content = content;
    this.name = name;
  }

  /**
   * The next line without its end, LF or CR LF; null after the last.
   *
   * @throws ModelFormatException if it is not UTF-8
   */
  String next() throws ModelFormatException {
    if (at == content.length) {
      return null;
    }
    number++;
    int start = at;
    int end = start;
    while (end < content.length && content[end] != '\n') {
      end++;
    }
    at = Math.min(end + 1, content.length);
    int malformed = Utf8.firstMalformed(content, start, end);
    if (malformed >= 0) {
      throw new ModelFormatException(
          where() + ": expected UTF-8, malformed at byte " + malformed + " of the file");
    }
    if (end > start && content[end - 1] == '\r') {
      end--;
    }
    return new String(content, start, end - start, StandardCharsets.UTF_8);
  }

  /**
   * The next line.
   *
   * @throws ModelFormatException if there is none, or if it is not UTF-8
   */
  String next(String expected) throws ModelFormatException {
    String line = next();
    if (line == null) {
      number++;
      throw new ModelFormatException(where() + ": expected " + expected + ", but the file ends");
    }
    return line;
  }

  /** The number in {@code text}, which has to be the id of an ordinary token. */
  int id(String text) throws ModelFormatException {
    return number(text, "a token id", Merges.MAX_SIZE - 1);
  }

  /** The number in {@code text}, which has to be the id of a special token. */
  int specialId(String text) throws ModelFormatException {
    return number(text, "the id of a special token", Encoding.MAX_SPECIAL_ID);
  }

  private int number(String text, String what, int greatest) throws ModelFormatException {
    int number;
    try {
      number = text.startsWith("+") ? -1 : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw expected(what, text);
    }
    if (number < 0 || number > greatest) {
      throw expected(what + " from 0 to " + greatest, text);
    }
    return number;
  }

  ModelFormatException expected(String what, String got) {
    String shown = got.length() > SHOWN ? got.substring(0, SHOWN) + "…" : got;
    shown = shown.replaceAll("\\p{Cntrl}", "?");
    return new ModelFormatException(where() + ": expected " + what + ", got \"" + shown + "\"");
  }

  private String where() {
    return name + " line " + number;
  }
}
