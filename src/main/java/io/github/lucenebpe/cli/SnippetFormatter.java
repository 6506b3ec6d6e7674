package io.github.lucenebpe.cli;

import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;

/**
 * Passages of a text to one line, with marks around what was found. The blank that a token starts
 * with stays outside of the marks, and any white space becomes one blank.
 */
final class SnippetFormatter extends PassageFormatter {
  /** Marks for plain text. */
  static final SnippetFormatter ASTERISKS = new SnippetFormatter("**", "**");

  /** Marks for a terminal: bold. */
  static final SnippetFormatter BOLD = new SnippetFormatter("\u001b[1m", "\u001b[0m");

  private static final String GAP = " … ";

  private final String before;
  private final String after;

  private SnippetFormatter(String before, String after) {
    this.before = before;
    this.after = after;
  }

  @Override
  public String format(Passage[] passages, String text) {
    StringBuilder snippet = new StringBuilder();
    int end = 0;
    for (Passage passage : passages) {
      if (passage.getStartOffset() > end) {
        snippet.append(GAP);
      }
      append(passage, text, snippet);
      end = passage.getEndOffset();
    }
    if (end < text.length()) {
      snippet.append(GAP);
    }
    return snippet.toString().strip().replaceAll("\\s+", " ");
  }

  private void append(Passage passage, String text, StringBuilder snippet) {
    int done = passage.getStartOffset();
    for (int i = 0; i < passage.getNumMatches(); i++) {
      int start = Math.max(done, passage.getMatchStarts()[i]);
      int end = Math.min(passage.getMatchEnds()[i], passage.getEndOffset());
      while (start < end && Character.isWhitespace(text.charAt(start))) {
        start++;
      }
      if (start < end) {
        snippet.append(text, done, start).append(before).append(text, start, end).append(after);
        done = end;
      }
    }
    snippet.append(text, done, Math.max(done, passage.getEndOffset()));
  }
}
