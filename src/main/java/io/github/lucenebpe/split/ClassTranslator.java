package io.github.lucenebpe.split;

/**
 * Writes what matches one character, a literal, an escape or a class in brackets, for
 * java.util.regex; a part of {@link PatternTranslator}.
 *
 * <p>Letters under {@code (?i)} become the set of the letters that fold to the same one: {@code s}
 * is {@code [sS\x{17F}]}, {@code k} is {@code [kK\x{212A}]}. That is done for ASCII only.
 */
final class ClassTranslator {
  private final PatternSource source;
  private final HostClasses host;

  ClassTranslator(PatternSource source, HostClasses host) {
    this.source = source;
    this.host = host;
  }

  /** A literal outside of brackets. */
  String literal(int start, int codePoint, boolean ignoreCase) {
    String item = literalItem(start, codePoint, ignoreCase);
    return item.equals(HostClasses.codePoint(codePoint)) ? item : "[" + item + "]";
  }

  /** An escape outside of brackets. */
  String escape(boolean ignoreCase) {
    int start = source.index();
    String set = set(ignoreCase);
    return set != null ? set : literal(start, escapedLiteral(), ignoreCase);
  }

  /** {@code […]} or {@code [^…]}. */
  String bracketed(boolean ignoreCase) {
    int start = source.index();
    StringBuilder out = new StringBuilder("[");
    source.take("[");
    if (source.take("^")) {
      out.append('^');
    }
    boolean first = true;
    do {
      if (source.atEnd()) {
        throw source.refuse(start, "has no closing ]");
      }
      out.append(item(first, ignoreCase));
      first = false;
    } while (!source.take("]"));
    return out.append(']').toString();
  }

  /** A set, a literal or a range inside brackets. */
  private String item(boolean first, boolean ignoreCase) {
    int start = source.index();
    refuseAmbiguous(first);
    if (source.isNext("\\")) {
      String set = set(ignoreCase);
      if (set != null) {
        return set;
      }
    }
    int low = literalInBrackets();
    if (!source.isNext("-") || source.isNext("-]")) {
      return literalItem(start, low, ignoreCase);
    }
    refuseAmbiguous(true);
    source.take("-");
    if (source.atEnd()) {
      return literalItem(start, low, ignoreCase);
    }
    int high = rangeEnd(start);
    if (low > high) {
      throw source.refuse(start, "is a range that ends before it starts");
    }
    return rangeItem(start, low, high, ignoreCase);
  }

  private int rangeEnd(int start) {
    if (source.isNext("[")) {
      source.take(1);
      throw source.refuse(start, "is no range");
    }
    if (source.isNext("\\") && set(false) != null) {
      throw source.refuse(start, "is no range: a class has no place in an order");
    }
    return literalInBrackets();
  }

  private int literalInBrackets() {
    return source.isNext("\\") ? escapedLiteral() : source.next();
  }

  /** Refuses what the engines read differently inside brackets. */
  private void refuseAmbiguous(boolean hyphenAllowed) {
    int start = source.index();
    if (source.take("[")) {
      throw source.refuse(
          start, "inside a class is read differently by the engines; the character is \\[");
    }
    for (String operator : new String[] {"&&", "--", "~~", "||"}) {
      if (source.take(operator)) {
        throw source.refuse(
            start,
            "inside a class is read differently by the engines; write the characters with \\");
      }
    }
    if (hyphenAllowed && source.take("]")) {
      throw source.refuse(start, "at the start of a class is read differently; write \\]");
    }
    if (!hyphenAllowed && source.isNext("-") && !source.isNext("-]")) {
      source.take("-");
      throw source.refuse(start, "is not between two characters; the character is \\-");
    }
  }

  /** {@code \s \S \d \D \w \W \p{…} \P{…} \pL}, or null if the escape is another one. */
  private String set(boolean ignoreCase) {
    int start = source.index();
    if (source.takeEscape("s")) {
      return HostClasses.SPACE;
    }
    if (source.takeEscape("S")) {
      return not(HostClasses.SPACE);
    }
    if (source.takeEscape("d")) {
      return host.categories(UnicodeProperties.categories("Nd"));
    }
    if (source.takeEscape("D")) {
      return not(host.categories(UnicodeProperties.categories("Nd")));
    }
    if (source.takeEscape("w")) {
      return host.word();
    }
    if (source.takeEscape("W")) {
      return not(host.word());
    }
    if (source.takeEscape("p")) {
      return property(start, ignoreCase);
    }
    if (source.takeEscape("P")) {
      return not(property(start, ignoreCase));
    }
    return null;
  }

  private String property(int start, boolean ignoreCase) {
    String name = source.take("{") ? source.upTo('}', start) : source.take(1);
    int categories = UnicodeProperties.categories(name);
    if (categories != 0) {
      if (ignoreCase && !isClosedUnderFolding(categories)) {
        throw source.refuse(start, "under (?i) is read differently by the engines");
      }
      return host.categories(categories);
    }
    int script = UnicodeProperties.script(name);
    if (script < 0) {
      throw source.refuse(
          start, "is no general category and no script of Unicode " + UnicodeCategories.VERSION);
    }
    if (ignoreCase) {
      throw source.refuse(start, "under (?i) is read differently by the engines");
    }
    return HostClasses.script(script);
  }

  /** Letters fold to letters, but U+0345, a mark, folds to a letter. */
  private static boolean isClosedUnderFolding(int categories) {
    int cased = UnicodeProperties.LETTER | UnicodeProperties.MARK;
    return (categories & cased) == 0 || (categories & cased) == cased;
  }

  private static String not(String set) {
    return "[^" + set + "]";
  }

  /** The character of an escape such as {@code \n}, {@code \.} or {@code \x{1F600}}. */
  private int escapedLiteral() {
    int start = source.index();
    source.take("\\");
    if (source.atEnd()) {
      throw source.refuse(start, "escapes nothing");
    }
    int escaped = source.next();
    return switch (escaped) {
      case 'a' -> 0x07;
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'v' -> 0x0B;
      case 'f' -> '\f';
      case 'r' -> '\r';
      case 'x' -> hex(start, 2);
      case 'u' -> hex(start, 4);
      case 'U' -> hex(start, 8);
      default -> {
        if (escaped >= 0x80 || Character.isLetterOrDigit(escaped) || "<>".indexOf(escaped) >= 0) {
          throw source.refuse(start, "is no escape that all engines read as this character");
        }
        yield escaped;
      }
    };
  }

  private int hex(int start, int digits) {
    boolean braces = source.take("{");
    String hex = braces ? source.upTo('}', start) : source.take(digits);
    boolean valid = hex.matches("[0-9A-Fa-f]{1,8}") && (braces || hex.length() == digits);
    long codePoint = valid ? Long.parseLong(hex, 16) : -1;
    if (codePoint < 0
        || codePoint > Character.MAX_CODE_POINT
        || UnicodeCategories.category((int) codePoint) == Character.SURROGATE) {
      throw source.refuse(start, "is no code point of a text");
    }
    return (int) codePoint;
  }

  private String literalItem(int start, int codePoint, boolean ignoreCase) {
    return rangeItem(start, codePoint, codePoint, ignoreCase);
  }

  /** A range as items of a class, with what folds to the same under {@code (?i)}. */
  private String rangeItem(int start, int low, int high, boolean ignoreCase) {
    StringBuilder items = new StringBuilder(HostClasses.range(low, high));
    if (ignoreCase) {
      if (high >= 0x80 && !(low == high && hasNoCase(low))) {
        throw source.refuse(start, "under (?i) is not ASCII, and the engines fold it differently");
      }
      for (int c = low; c <= high; c++) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
          items.append(HostClasses.codePoint(c ^ 0x20));
        }
        if (c == 's' || c == 'S') {
          items.append("\\x{17F}");
        }
        if (c == 'k' || c == 'K') {
          items.append("\\x{212A}");
        }
      }
    }
    return items.toString();
  }

  /** Punctuation and separators: no character with another case is one. */
  private static boolean hasNoCase(int codePoint) {
    int mask = UnicodeProperties.categories("P") | UnicodeProperties.categories("Z");
    return ((mask >>> UnicodeCategories.category(codePoint)) & 1) != 0;
  }
}
