package io.github.lucenebpe.split;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.tests.util.LuceneTestCase;

/** Classes for java.util.regex mean Unicode 16.0, also where the JDK means something else. */
public class TestHostClasses extends LuceneTestCase {

  public void testEveryCategory() {
    assertClasses(
        HostClasses.get(),
        UnicodeCategories.RUNS,
        ("L LC Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po"
                + " S Sm Sc Sk So Z Zs Zl Zp C Cc Cf Co Cn")
            .split(" ", -1));
  }

  /** The short cut for the JDKs that have our version is right. */
  public void testHostOfOurVersion() {
    assertEquals(
        UnicodeTables.hostHasOurVersion(),
        new HostClasses(UnicodeCategories.RUNS).agreesWithHost());
    assertEquals(UnicodeTables.hostHasOurVersion(), HostClasses.get().agreesWithHost());
  }

  /** A table that differs from the JDK's in all directions stands for another Unicode version. */
  public void testOtherUnicodeVersion() {
    CodePointRuns other =
        runs(
            codePoint ->
                switch (codePoint) {
                  case 'A', 'B', 'C', 0x10400 -> Character.OTHER_SYMBOL;
                  case '€', 'z', 0x378, 0x10FFFF -> Character.UPPERCASE_LETTER;
                  case '1' -> Character.UNASSIGNED;
                  default -> UnicodeCategories.category(codePoint);
                });
    HostClasses classes = new HostClasses(other);
    assertClasses(classes, other, "L", "Lu", "Ll", "N", "So", "S", "Cn", "C", "P");
    assertEquals(List.of("€", "D"), Pieces.of(new RegexSplitter("\\p{Lu}", classes), "A€1D"));
    assertEquals(List.of("A", "1"), Pieces.of(new RegexSplitter("[^\\p{Lu}]", classes), "A€1D"));
  }

  private static CodePointRuns runs(IntUnaryOperator categoryOf) {
    return CodePointRuns.parse(UnicodeTables.runs(categoryOf));
  }

  private static void assertClasses(HostClasses classes, CodePointRuns table, String... names) {
    byte[] categories = new byte[Character.MAX_CODE_POINT + 1];
    for (int run = 0; run < table.count(); run++) {
      Arrays.fill(categories, table.start(run), table.end(run), (byte) table.value(run));
    }
    for (String name : names) {
      int mask = UnicodeProperties.categories(name);
      IntPredicate expected = codePoint -> ((mask >>> categories[codePoint]) & 1) != 0;
      assertClass(name, classes.categories(mask), expected);
      assertClass("not " + name, "[^" + classes.categories(mask) + "]", expected.negate());
    }
  }

  private static void assertClass(String name, String javaClass, IntPredicate expected) {
    int[] codePoints = new int[Character.MAX_CODE_POINT + 1 - 2048];
    Arrays.setAll(codePoints, i -> i < Character.MIN_SURROGATE ? i : i + 2048);
    String all = new String(codePoints, 0, codePoints.length);
    Matcher matcher = Pattern.compile(javaClass + "+").matcher(all);
    int index = 0;
    while (matcher.find()) {
      assertAll(name, all, index, matcher.start(), expected.negate());
      assertAll(name, all, matcher.start(), matcher.end(), expected);
      index = matcher.end();
    }
    assertAll(name, all, index, all.length(), expected.negate());
  }

  private static void assertAll(String name, String text, int from, int to, IntPredicate expected) {
    for (int i = from; i < to; i += Character.charCount(text.codePointAt(i))) {
      if (!expected.test(text.codePointAt(i))) {
        fail(name + " is wrong for U+" + Integer.toHexString(text.codePointAt(i)));
      }
    }
  }

  public void testSpaceAndWord() {
    assertClass("\\s", HostClasses.SPACE, UnicodeCategories::isWhiteSpace);
    assumeTrue("isAlphabetic is of another version", UnicodeTables.hostHasOurVersion());
    int mask =
        UnicodeProperties.MARK
            | UnicodeProperties.categories("Nd")
            | UnicodeProperties.categories("Pc");
    assertClass(
        "\\w",
        HostClasses.get().word(),
        codePoint ->
            Character.isAlphabetic(codePoint)
                || ((mask >>> Character.getType(codePoint)) & 1) != 0
                || codePoint == 0x200C
                || codePoint == 0x200D);
  }

  public void testScripts() {
    assumeTrue("scripts are of another version", UnicodeTables.hostHasOurVersion());
    for (String name : List.of("HAN", "HIRAGANA", "KATAKANA", "HANGUL", "LATIN", "CYRILLIC")) {
      assertClass(
          name,
          HostClasses.script(UnicodeProperties.script("Script=" + name)),
          codePoint -> Character.UnicodeScript.of(codePoint).name().equals(name));
    }
    for (Character.UnicodeScript script : Character.UnicodeScript.values()) {
      assertTrue(script.name(), UnicodeProperties.script("Script=" + script.name()) >= 0);
    }
  }

  public void testLooseNames() {
    int letter = UnicodeProperties.categories("Lu");
    assertEquals(letter, UnicodeProperties.categories("Uppercase_Letter"));
    assertEquals(letter, UnicodeProperties.categories("uppercase letter"));
    assertEquals(letter, UnicodeProperties.categories("gc=Lu"));
    assertEquals(letter, UnicodeProperties.categories("General_Category=UPPERCASE-LETTER"));
    assertEquals(0, UnicodeProperties.categories("Upper"));
    assertEquals(UnicodeProperties.script("Han"), UnicodeProperties.script("sc=han"));
    assertEquals(
        UnicodeProperties.script("OldNorthArabian"),
        UnicodeProperties.script("Script=Old_North_Arabian"));
    assertEquals(-1, UnicodeProperties.script("Klingon"));
  }
}
