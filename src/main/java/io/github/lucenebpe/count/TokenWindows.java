package io.github.lucenebpe.count;

import io.github.lucenebpe.bpe.TokenPrefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Cuts texts into windows of at most so many tokens, which may overlap: chunks for an embedding
 * model.
 *
 * <ul>
 *   <li>The text of a window, encoded by itself, never has more tokens than asked. It is not enough
 *       to cut between two tokens of the whole text: a cut through a piece changes its tokens.
 *   <li>Windows cover the text from start to end, and each reaches further than the one before.
 *       None starts or ends inside a character; an empty text has none.
 *   <li>A window ends at a boundary of the kind that is asked for if there is one in its second
 *       half; else at one of the next finer kind.
 *   <li>The overlap is text at the end of a window with which the next one starts again. It has at
 *       most so many tokens and starts at a boundary in the same way; it may be shorter than asked,
 *       and there is none where it would keep the next window from getting further.
 * </ul>
 *
 * <p>The time is linear in the length of the text, whatever it is. Immutable and thread-safe.
 *
 * <pre class="prettyprint">
 * TokenCounter counter = new TokenCounter(Encodings.forModel("text-embedding-3-small"));
 * TokenWindows windows = new TokenWindows(counter, 512, 64, TextBoundary.SENTENCE);
 * for (TokenWindow window : windows.of(text)) { … }
 * </pre>
 */
public final class TokenWindows {
  private final TokenCounter counter;
  private final int maxTokens;
  private final int overlap;

  /** The kinds of boundary to look for, the coarsest first; a token is what remains. */
  private final List<TextBoundary> kinds;

  /**
   * Windows.
   *
   * @param maxTokens greatest number of tokens of a window, at least 4: what one character may need
   * @param overlap greatest number of tokens of an overlap, at most half of {@code maxTokens}
   * @param boundary where windows end and overlaps start if they can
   * @throws IllegalArgumentException if a number is out of its range
   */
  public TokenWindows(TokenCounter counter, int maxTokens, int overlap, TextBoundary boundary) {
    this.counter = Objects.requireNonNull(counter, "counter");
    Objects.requireNonNull(boundary, "boundary");
    if (maxTokens < TokenCounter.MAX_TOKENS_OF_A_CHARACTER) {
      throw new IllegalArgumentException(
          "maxTokens must be at least 4, which one character may need, got " + maxTokens);
    }
    if (overlap < 0 || overlap > maxTokens / 2) {
      throw new IllegalArgumentException(
          "overlap must be from 0 to half of maxTokens, " + maxTokens / 2 + ", got " + overlap);
    }
    this.maxTokens = maxTokens;
    this.overlap = overlap;
    this.kinds =
        Arrays.stream(TextBoundary.values())
            .filter(kind -> kind != TextBoundary.TOKEN && kind.compareTo(boundary) <= 0)
            .sorted(Comparator.reverseOrder())
            .toList();
  }

  /** The windows of a text, in its order. */
  public List<TokenWindow> of(CharSequence text) {
    return new Cutter(text.toString()).windows();
  }

  /** Cuts one text. */
  private final class Cutter {
    private final String text;
    private final BoundaryFinder boundaries;

    Cutter(String text) {
      this.text = text;
      this.boundaries = new BoundaryFinder(text);
    }

    List<TokenWindow> windows() {
      List<TokenWindow> windows = new ArrayList<>();
      int start = 0;
      int reached = 0;
      while (reached < text.length()) {
        TokenWindow window = window(start, reached);
        if (window.end() <= reached) {
          window = window(reached, reached);
        }
        windows.add(window);
        reached = window.end();
        start = overlapStart(window);
      }
      return windows;
    }

    /**
     * The window from {@code start} on; its end is moved back to nothing before {@code reached}.
     */
    private TokenWindow window(int start, int reached) {
      TokenPrefix reach = counter.reach(text, start, maxTokens);
      int last = start + reach.end();
      if (reach.whole()) {
        return new TokenWindow(text.substring(start), start, last, reach.tokens());
      }
      int first = Math.max(middle(start, last), reached + 1);
      for (TextBoundary kind : kinds) {
        int end = boundaries.last(kind, start, first, last);
        if (end >= 0) {
          String part = text.substring(start, end);
          int tokens = counter.count(part);
          if (tokens <= maxTokens) {
            return new TokenWindow(part, start, end, tokens);
          }
        }
      }
      TokenPrefix cut = counter.cut(text, start, maxTokens, reach);
      int end = start + cut.end();
      return new TokenWindow(text.substring(start, end), start, end, cut.tokens());
    }

    /** Where the window after this one starts. */
    private int overlapStart(TokenWindow window) {
      int end = window.end();
      if (overlap == 0 || end == text.length()) {
        return end;
      }
      int before = window.tokens() - overlap;
      int start =
          window.start() + counter.encoding().countUpTo(window.text(), Math.max(0, before)).end();
      // A quarter of the window at least is left behind, so that all take linear time together.
      int quarter = window.start() + (end - window.start() + 3) / 4;
      start = Math.max(start, characterStart(quarter));
      start = fitting(start, end);
      if (start == end) {
        return end;
      }
      int last = middle(start, end);
      for (TextBoundary kind : kinds) {
        int moved = boundaries.first(kind, window.start(), start, last);
        if (moved >= 0 && counter.count(text.substring(moved, end)) <= overlap) {
          return moved;
        }
      }
      return start;
    }

    /** Moves a start forward until the text from there has few enough tokens by itself. */
    private int fitting(int from, int end) {
      int start = from;
      for (int tries = 0; tries < 3; tries++) {
        String part = text.substring(start, end);
        int excess = counter.count(part) - overlap;
        if (excess <= 0) {
          return start;
        }
        start += counter.encoding().countUpTo(part, excess).end();
      }
      return end;
    }

    private int characterStart(int index) {
      boolean inside = Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
      return inside ? index + 1 : index;
    }
  }

  private static int middle(int start, int end) {
    return start + (end - start + 1) / 2;
  }
}
