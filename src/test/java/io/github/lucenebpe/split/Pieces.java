package io.github.lucenebpe.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The pieces of a whole text, for tests. */
final class Pieces {
  private Pieces() {}

  static List<String> of(Splitter splitter, String text) {
    List<String> pieces = new ArrayList<>();
    char[] chars = text.toCharArray();
    int end = 0;
    while (end < chars.length) {
      int start = index(splitter.pieceStart(chars, end, chars.length));
      if (start == chars.length) {
        break;
      }
      end = index(splitter.pieceEnd(chars, start, chars.length));
      if (end <= start || end > chars.length) {
        throw new AssertionError(splitter + " gives " + start + ".." + end + " in " + show(text));
      }
      pieces.add(text.substring(start, end));
    }
    return pieces;
  }

  /** The index of an answer for the whole text. */
  static int index(int answer) {
    return answer < 0 ? ~answer : answer;
  }

  /** A text as a Java literal in US-ASCII, for messages. */
  static String show(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7F && c != '"' && c != '\\') {
        literal.append(c);
      } else {
        literal.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      }
    }
    return literal.append('"').toString();
  }
}
