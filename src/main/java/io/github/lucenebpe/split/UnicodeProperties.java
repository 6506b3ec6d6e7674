package io.github.lucenebpe.split;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The names that may stand in {@code \p{…}}: general categories, their groups, and scripts of
 * Unicode 16.0. As in the reference engines, case, {@code _}, {@code -} and spaces do not matter.
 *
 * <p>A set of categories is a bit mask in which bit {@code c} is the category that {@link
 * Character#getType(int)} calls {@code c}.
 */
final class UnicodeProperties {
  static final int LETTER = mask("Lu", "Ll", "Lt", "Lm", "Lo");
  static final int MARK = mask("Mn", "Mc", "Me");
  static final int NUMBER = mask("Nd", "Nl", "No");

  private static final Map<String, Integer> CATEGORIES = categories();

  private UnicodeProperties() {}

  /** The two-letter name of a category. */
  static String shortName(int category) {
    return switch (category) {
      case Character.UNASSIGNED -> "Cn";
      case Character.UPPERCASE_LETTER -> "Lu";
      case Character.LOWERCASE_LETTER -> "Ll";
      case Character.TITLECASE_LETTER -> "Lt";
      case Character.MODIFIER_LETTER -> "Lm";
      case Character.OTHER_LETTER -> "Lo";
      case Character.NON_SPACING_MARK -> "Mn";
      case Character.ENCLOSING_MARK -> "Me";
      case Character.COMBINING_SPACING_MARK -> "Mc";
      case Character.DECIMAL_DIGIT_NUMBER -> "Nd";
      case Character.LETTER_NUMBER -> "Nl";
      case Character.OTHER_NUMBER -> "No";
      case Character.SPACE_SEPARATOR -> "Zs";
      case Character.LINE_SEPARATOR -> "Zl";
      case Character.PARAGRAPH_SEPARATOR -> "Zp";
      case Character.CONTROL -> "Cc";
      case Character.FORMAT -> "Cf";
      case Character.PRIVATE_USE -> "Co";
      case Character.SURROGATE -> "Cs";
      case Character.DASH_PUNCTUATION -> "Pd";
      case Character.START_PUNCTUATION -> "Ps";
      case Character.END_PUNCTUATION -> "Pe";
      case Character.CONNECTOR_PUNCTUATION -> "Pc";
      case Character.OTHER_PUNCTUATION -> "Po";
      case Character.MATH_SYMBOL -> "Sm";
      case Character.CURRENCY_SYMBOL -> "Sc";
      case Character.MODIFIER_SYMBOL -> "Sk";
      case Character.OTHER_SYMBOL -> "So";
      case Character.INITIAL_QUOTE_PUNCTUATION -> "Pi";
      case Character.FINAL_QUOTE_PUNCTUATION -> "Pf";
      default -> throw new IllegalArgumentException("no category has the number " + category);
    };
  }

  /** The categories of a name such as {@code L}, {@code Lu} or {@code gc=Letter}, 0 if unknown. */
  static int categories(String name) {
    String loose = loose(name).replaceFirst("^(gc|generalcategory)=", "");
    return CATEGORIES.getOrDefault(loose, 0);
  }

  /** The number of a script in {@link Scripts#RUNS} by its name such as Han or sc=Han, else -1. */
  static int script(String name) {
    return Scripts.NAMES.indexOf(loose(name).replaceFirst("^(sc|script)=", ""));
  }

  private static String loose(String name) {
    return name.replaceAll("[ _-]", "").toLowerCase(Locale.ROOT);
  }

  private static int mask(String... shortNames) {
    int mask = 0;
    for (int category = 0; category < 31; category++) {
      // The constants of Character leave 17 out.
      if (category != 17 && List.of(shortNames).contains(shortName(category))) {
        mask |= 1 << category;
      }
    }
    return mask;
  }

  private static Map<String, Integer> categories() {
    Map<String, Integer> byName = new HashMap<>();
    add(byName, LETTER, "l", "letter");
    add(byName, mask("Lu", "Ll", "Lt"), "lc", "casedletter");
    add(byName, mask("Lu"), "lu", "uppercaseletter");
    add(byName, mask("Ll"), "ll", "lowercaseletter");
    add(byName, mask("Lt"), "lt", "titlecaseletter");
    add(byName, mask("Lm"), "lm", "modifierletter");
    add(byName, mask("Lo"), "lo", "otherletter");
    add(byName, MARK, "m", "mark", "combiningmark");
    add(byName, mask("Mn"), "mn", "nonspacingmark");
    add(byName, mask("Mc"), "mc", "spacingmark");
    add(byName, mask("Me"), "me", "enclosingmark");
    add(byName, NUMBER, "n", "number");
    add(byName, mask("Nd"), "nd", "decimalnumber", "digit");
    add(byName, mask("Nl"), "nl", "letternumber");
    add(byName, mask("No"), "no", "othernumber");
    add(byName, mask("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po"), "p", "punctuation", "punct");
    add(byName, mask("Pc"), "pc", "connectorpunctuation");
    add(byName, mask("Pd"), "pd", "dashpunctuation");
    add(byName, mask("Ps"), "ps", "openpunctuation");
    add(byName, mask("Pe"), "pe", "closepunctuation");
    add(byName, mask("Pi"), "pi", "initialpunctuation");
    add(byName, mask("Pf"), "pf", "finalpunctuation");
    add(byName, mask("Po"), "po", "otherpunctuation");
    add(byName, mask("Sm", "Sc", "Sk", "So"), "s", "symbol");
    add(byName, mask("Sm"), "sm", "mathsymbol");
    add(byName, mask("Sc"), "sc", "currencysymbol");
    add(byName, mask("Sk"), "sk", "modifiersymbol");
    add(byName, mask("So"), "so", "othersymbol");
    add(byName, mask("Zs", "Zl", "Zp"), "z", "separator");
    add(byName, mask("Zs"), "zs", "spaceseparator");
    add(byName, mask("Zl"), "zl", "lineseparator");
    add(byName, mask("Zp"), "zp", "paragraphseparator");
    add(byName, mask("Cc", "Cf", "Cs", "Co", "Cn"), "c", "other");
    add(byName, mask("Cc"), "cc", "control", "cntrl");
    add(byName, mask("Cf"), "cf", "format");
    add(byName, mask("Cs"), "cs", "surrogate");
    add(byName, mask("Co"), "co", "privateuse");
    add(byName, mask("Cn"), "cn", "unassigned");
    return byName;
  }

  private static void add(Map<String, Integer> byName, int mask, String... names) {
    for (String name : names) {
      byName.put(name, mask);
    }
  }

  /** Loaded only for a pattern that names a script. */
  static final class Scripts {
    /** For each code point the index of its script in {@link #NAMES}. */
    static final CodePointRuns RUNS = CodePointRuns.load("unicode16-scripts.bin");

    /** Names in lower case without {@code _}: {@code han}, {@code oldnortharabian}. */
    static final List<String> NAMES = names("unicode16-scripts.txt");

    private Scripts() {}

    private static List<String> names(String resource) {
      byte[] names = Resources.bytes(Scripts.class, resource);
      return new String(names, StandardCharsets.US_ASCII).lines().toList();
    }
  }
}
