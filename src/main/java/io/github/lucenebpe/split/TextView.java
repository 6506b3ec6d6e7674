package io.github.lucenebpe.split;

/**
 * A part of a char array as java.util.regex reads it: unpaired surrogates are U+FFFD, and whoever
 * looks at a high surrogate at the end, which more text might make whole, leaves a trace.
 *
 * <p>Not thread-safe.
 */
final class TextView implements CharSequence {
  private final char[] text;
  private final int from;
  private final int to;
  private boolean openCharacterSeen;

  TextView(char[] text, int from, int to) {
    this.text = text;
    this.from = from;
    this.to = to;
  }

  @Override
  public int length() {
    return to - from;
  }

  @Override
  public char charAt(int index) {
    int i = from + index;
    char c = text[i];
    if (!Character.isSurrogate(c)) {
      return c;
    }
    boolean paired;
    if (Character.isHighSurrogate(c)) {
      openCharacterSeen |= i + 1 == to;
      paired = i + 1 < to && Character.isLowSurrogate(text[i + 1]);
    } else {
      paired = i > from && Character.isHighSurrogate(text[i - 1]);
    }
    return paired ? c : '\uFFFD';
  }

  /** Whether a high surrogate at the end was looked at. */
  boolean openCharacterSeen() {
    return openCharacterSeen;
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new TextView(text, from + start, from + end);
  }

  @Override
  public String toString() {
    char[] chars = new char[length()];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = charAt(i);
    }
    return new String(chars);
  }
}
