package io.github.lucenebpe.count;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * Finds boundaries near a place in a text.
 *
 * <p>Words and sentences are those of the JDK's {@link BreakIterator} for the root locale: a dot
 * ends a sentence if a space and no small letter follows, a full-width mark always does. Only the
 * part of the text between the two bounds of a search is looked at, and a little around it.
 */
final class BoundaryFinder {
  /** Chars after a place that decide whether it is a boundary, quotes and brackets included. */
  private static final int LOOK_AHEAD = 32;

  private final String text;
  private final BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
  private final BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);

  BoundaryFinder(String text) {
    this.text = text;
  }

  /**
   * The last boundary of a kind.
   *
   * @param from where a window starts
   * @param first the first place that is near enough, after {@code from}
   * @param last the last place to look at
   * @return a place from {@code first} to {@code last}, -1 if there is none
   */
  int last(TextBoundary kind, int from, int first, int last) {
    if (last < first || last == text.length()) {
      return last < first ? -1 : last;
    }
    int found =
        switch (kind) {
          case TOKEN -> last;
          case WORD -> lastOf(words, from, last);
          case LINE -> lastLine(first, last);
          case SENTENCE -> Math.max(lastOf(sentences, from, last), lastParagraph(first, last));
          case PARAGRAPH -> lastParagraph(first, last);
        };
    return found < first ? -1 : found;
  }

  /**
   * The first boundary of a kind.
   *
   * @param from a boundary, or the start of a window
   * @param first the first place to look at, after {@code from}
   * @param last the last place that is near enough
   * @return a place from {@code first} to {@code last}, -1 if there is none
   */
  int first(TextBoundary kind, int from, int first, int last) {
    int found =
        switch (kind) {
          case TOKEN -> first;
          case WORD -> firstOf(words, from, first, last);
          case LINE -> text.indexOf('\n', first - 1, last) + 1;
          case SENTENCE -> firstOf(sentences, from, first, last);
          case PARAGRAPH -> firstParagraph(first, last);
        };
    return found < first || found > last ? -1 : found;
  }

  private int lastOf(BreakIterator boundaries, int from, int last) {
    boundaries.setText(text.substring(from, Math.min(last + LOOK_AHEAD, text.length())));
    return from + boundaries.preceding(last - from + 1);
  }

  private int firstOf(BreakIterator boundaries, int from, int first, int last) {
    boundaries.setText(text.substring(from, Math.min(last + LOOK_AHEAD, text.length())));
    return from + boundaries.following(first - from - 1);
  }

  private int lastLine(int first, int last) {
    for (int i = last; i >= first; i--) {
      if (text.charAt(i - 1) == '\n') {
        return i;
      }
    }
    return -1;
  }

  private int lastParagraph(int first, int last) {
    for (int i = last; i >= first; i--) {
      if (startsParagraph(i)) {
        return i;
      }
    }
    return -1;
  }

  private int firstParagraph(int first, int last) {
    for (int i = first; i <= last; i++) {
      if (startsParagraph(i)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a line starts here that is not blank, after one that is. */
  private boolean startsParagraph(int index) {
    if (index < 2 || text.charAt(index - 1) != '\n' || isBlank(index)) {
      return false;
    }
    int i = index - 2;
    while (i >= 0 && text.charAt(i) != '\n' && Character.isWhitespace(text.charAt(i))) {
      i--;
    }
    return i < 0 || text.charAt(i) == '\n';
  }

  /** Whether nothing but white space stands from here to the end of the line. */
  private boolean isBlank(int index) {
    int i = index;
    while (i < text.length() && text.charAt(i) != '\n') {
      if (!Character.isWhitespace(text.charAt(i))) {
        return false;
      }
      i++;
    }
    return true;
  }
}
