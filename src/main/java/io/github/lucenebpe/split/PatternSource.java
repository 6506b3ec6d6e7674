package io.github.lucenebpe.split;

/** The text of a split pattern, read from left to right. */
final class PatternSource {
  private final String pattern;
  private int index;

  PatternSource(String pattern) {
    this.pattern = pattern;
  }

  /** The index of the next char. */
  int index() {
    return index;
  }

  boolean atEnd() {
    return index == pattern.length();
  }

  /** Whether a text comes next. */
  boolean isNext(String text) {
    return pattern.startsWith(text, index);
  }

  /** Whether one of some ASCII characters comes next. */
  boolean isNextOneOf(String characters) {
    return !atEnd() && characters.indexOf(pattern.charAt(index)) >= 0;
  }

  /** Takes a text if it comes next. */
  boolean take(String text) {
    if (!isNext(text)) {
      return false;
    }
    index += text.length();
    return true;
  }

  /** Takes a backslash and the letter after it if that is one of some letters. */
  boolean takeEscape(String letters) {
    if (isNext("\\")
        && index + 1 < pattern.length()
        && letters.indexOf(pattern.charAt(index + 1)) >= 0) {
      index += 2;
      return true;
    }
    return false;
  }

  /** Takes the next code point. There must be one. */
  int next() {
    int codePoint = pattern.codePointAt(index);
    if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
      throw refuse(index, "is an unpaired surrogate, which no text has");
    }
    index += Character.charCount(codePoint);
    return codePoint;
  }

  /** Takes what comes before a terminator, and the terminator. */
  String upTo(char terminator, int constructStart) {
    int end = pattern.indexOf(terminator, index);
    if (end < 0) {
      index = pattern.length();
      throw refuse(constructStart, "has no closing " + terminator);
    }
    String taken = pattern.substring(index, end);
    index = end + 1;
    return taken;
  }

  /** Takes ASCII digits; empty if none comes next. */
  String digits() {
    int start = index;
    while (isNextOneOf("0123456789")) {
      index++;
    }
    return pattern.substring(start, index);
  }

  /** Takes a number of chars, or fewer where the pattern ends. */
  String take(int chars) {
    int end = Math.min(pattern.length(), index + chars);
    String taken = pattern.substring(index, end);
    index = end;
    return taken;
  }

  /** What was taken from an index on. */
  String since(int start) {
    return pattern.substring(start, index);
  }

  /**
   * The exception for a construct, from its first char to the last one that was taken.
   *
   * @param reason a clause whose subject is the construct
   */
  IllegalArgumentException refuse(int constructStart, String reason) {
    int end = Math.max(index, Math.min(constructStart + 1, pattern.length()));
    StringBuilder construct = new StringBuilder();
    for (int i = constructStart; i < end; i++) {
      char c = pattern.charAt(i);
      construct.append(c >= ' ' && c < 0x7F ? String.valueOf(c) : "\\u" + hex(c));
    }
    if (construct.isEmpty()) {
      construct.append("the end");
    }
    return new IllegalArgumentException(
        "split pattern: " + construct + " at index " + constructStart + " " + reason);
  }

  private static String hex(char c) {
    return Integer.toHexString(0x10000 | c).substring(1);
  }
}
