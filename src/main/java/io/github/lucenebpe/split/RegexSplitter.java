package io.github.lucenebpe.split;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits by any pattern, with java.util.regex, and with the meaning that the reference engines give
 * to the pattern ({@link PatternTranslator}).
 *
 * <p>A piece is a match as a whole, whatever groups the pattern has. Text that no match covers
 * belongs to no piece; a stream of such text is held until a match begins. A pattern that can match
 * the empty text is refused.
 *
 * <p>Repeats of one character or class take no stack, and time in proportion to the text: a
 * megabyte of {@code [a-z]+} is fine. A group that repeats, such as {@code (?:a|bc)*}, takes stack
 * for each round in java.util.regex: a match of some thousand rounds ends in an {@link
 * IllegalStateException}. Patterns that nest repeats may take exponential time, and patterns that
 * look far ahead for what is not there quadratic time, as in every engine that backtracks.
 */
public final class RegexSplitter implements Splitter {
  private final String pattern;
  private final Pattern translated;

  /**
   * @throws IllegalArgumentException if the pattern is refused, see {@link Splitter#of}
   */
  RegexSplitter(String pattern) {
    this(pattern, HostClasses.get());
  }

  RegexSplitter(String pattern, HostClasses host) {
    this.pattern = pattern;
    this.translated = Pattern.compile(PatternTranslator.translate(pattern, host));
  }

  @Override
  public String pattern() {
    return pattern;
  }

  @Override
  public boolean mayLeaveText() {
    return true;
  }

  @Override
  public int pieceStart(char[] text, int from, int to) {
    TextView view = new TextView(text, from, to);
    Matcher matcher = translated.matcher(view);
    try {
      if (!matcher.find()) {
        return ~to;
      }
    } catch (StackOverflowError e) {
      throw tooDeep(e);
    }
    int start = from + matcher.start();
    return isOpen(matcher, view) ? ~start : start;
  }

  @Override
  public int pieceEnd(char[] text, int from, int to) {
    TextView view = new TextView(text, from, to);
    Matcher matcher = translated.matcher(view);
    try {
      if (!matcher.lookingAt()) {
        throw new IllegalArgumentException("no piece starts at " + from);
      }
    } catch (StackOverflowError e) {
      throw tooDeep(e);
    }
    int end = from + matcher.end();
    return isOpen(matcher, view) ? ~end : end;
  }

  /** Whether the matcher looked at the end of the text. */
  @SuppressWarnings("JdkObsolete") // this is the streaming that hitEnd is for
  private static boolean isOpen(Matcher matcher, TextView view) {
    return matcher.hitEnd() || view.openCharacterSeen();
  }

  private IllegalStateException tooDeep(StackOverflowError e) {
    return new IllegalStateException(
        "split pattern " + pattern + " repeats a group too often for the stack", e);
  }

  @Override
  public String toString() {
    return pattern;
  }
}
