package io.github.lucenebpe.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes sets of code points as classes of java.util.regex, such that they mean Unicode 16.0 on a
 * JDK of any Unicode version.
 *
 * <p>The classes of the JDK are fast, and a list of all ranges of {@code \p{L}} is not. So a class
 * is the one of the JDK, with what the two versions disagree on added and taken away. Where U+10D50
 * is not yet a letter, {@code \p{L}} becomes {@code [\p{L}\x{10D50}-\x{10D65}&&[^…]]}; on a JDK
 * with Unicode 16.0 it stays {@code \p{L}}.
 *
 * <p>Every text that is returned can stand alone or as an item inside {@code […]}. Immutable.
 */
final class HostClasses {
  /** The groups that java.util.regex has a name for, which is faster than a list of categories. */
  private static final String[] GROUPS = {"L", "M", "N", "P", "S", "Z", "C"};

  /** {@code \s}: the code points with the property White_Space. */
  static final String SPACE =
      "[\\x{9}-\\x{D}\\x{20}\\x{85}\\x{A0}\\x{1680}\\x{2000}-\\x{200A}"
          + "\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}]";

  /**
   * What {@code \w} has besides letters, marks, decimal and letter numbers and connectors: the two
   * Join_Control and the circled and squared letters, which are Alphabetic.
   */
  private static final String WORD_EXTRAS =
      "\\x{200C}\\x{200D}\\x{24B6}-\\x{24E9}"
          + "\\x{1F130}-\\x{1F149}\\x{1F150}-\\x{1F169}\\x{1F170}-\\x{1F189}";

  /** A range of code points for which the JDK has another category than Unicode 16.0. */
  private record Difference(int first, int last, int ours, int host) {}

  private final List<Difference> differences = new ArrayList<>();

  /**
   * Finds what the running JDK disagrees on.
   *
   * @param ours the category of each code point that the classes shall follow
   */
  HostClasses(CodePointRuns ours) {
    for (int run = 0; run < ours.count(); run++) {
      for (int first = ours.start(run); first < ours.end(run); ) {
        int host = Character.getType(first);
        int end = first + 1;
        while (end < ours.end(run) && Character.getType(end) == host) {
          end++;
        }
        if (host != ours.value(run)) {
          differences.add(new Difference(first, end - 1, ours.value(run), host));
        }
        first = end;
      }
    }
  }

  /** Classes for a JDK that has Unicode 16.0. */
  private HostClasses() {}

  /** The classes for the running JDK, made when the first pattern needs them. */
  static HostClasses get() {
    return Running.INSTANCE;
  }

  boolean agreesWithHost() {
    return differences.isEmpty();
  }

  /** The class of the code points whose category is in a mask. */
  String categories(int mask) {
    StringBuilder added = new StringBuilder();
    StringBuilder removed = new StringBuilder();
    for (Difference difference : differences) {
      boolean inOurs = ((mask >>> difference.ours) & 1) != 0;
      boolean inHosts = ((mask >>> difference.host) & 1) != 0;
      if (inOurs != inHosts) {
        (inOurs ? added : removed).append(range(difference.first, difference.last));
      }
    }
    String host = hostCategories(mask);
    return removed.isEmpty()
        ? "[" + host + added + "]"
        : "[" + host + added + "&&[^" + removed + "]]";
  }

  /** {@code \w}. */
  String word() {
    int mask =
        UnicodeProperties.LETTER
            | UnicodeProperties.MARK
            | UnicodeProperties.categories("Nd")
            | UnicodeProperties.categories("Nl")
            | UnicodeProperties.categories("Pc");
    return "[" + categories(mask) + WORD_EXTRAS + "]";
  }

  /** The class of the code points of a script; it does not lean on the JDK. */
  static String script(int script) {
    StringBuilder ranges = new StringBuilder("[");
    CodePointRuns runs = UnicodeProperties.Scripts.RUNS;
    for (int run = 0; run < runs.count(); run++) {
      if ((runs.value(run) & 0xFF) == script) {
        ranges.append(range(runs.start(run), runs.end(run) - 1));
      }
    }
    return ranges.append(']').toString();
  }

  /** An item of a class: {@code range('a', 'z')} is {@code \x{61}-\x{7A}}. */
  static String range(int first, int last) {
    return first == last ? codePoint(first) : codePoint(first) + "-" + codePoint(last);
  }

  /** A code point as a literal; letters and digits of ASCII stay as they are. */
  static String codePoint(int codePoint) {
    return codePoint < 0x80 && Character.isLetterOrDigit(codePoint)
        ? Character.toString(codePoint)
        : "\\x{" + Integer.toHexString(codePoint).toUpperCase(Locale.ROOT) + "}";
  }

  private static String hostCategories(int mask) {
    StringBuilder names = new StringBuilder();
    int rest = mask;
    for (String group : GROUPS) {
      int groupMask = UnicodeProperties.categories(group);
      if ((rest & groupMask) == groupMask) {
        names.append("\\p{").append(group).append('}');
        rest &= ~groupMask;
      }
    }
    for (; rest != 0; rest &= rest - 1) {
      int category = Integer.numberOfTrailingZeros(rest);
      names.append("\\p{").append(UnicodeProperties.shortName(category)).append('}');
    }
    return names.toString();
  }

  private static final class Running {
    /** The JDKs 24 and 25 have Unicode 16.0, so that a million look-ups can be spared. */
    static final HostClasses INSTANCE =
        Runtime.version().feature() == 24 || Runtime.version().feature() == 25
            ? new HostClasses()
            : new HostClasses(UnicodeCategories.RUNS);
  }
}
