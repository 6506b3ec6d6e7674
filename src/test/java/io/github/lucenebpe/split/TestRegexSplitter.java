package io.github.lucenebpe.split;

import io.github.lucenebpe.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.apache.lucene.tests.util.LuceneTestCase;

/** Patterns that have no hand-written splitter. */
public class TestRegexSplitter extends LuceneTestCase {

  /**
   * The pieces of tiktoken 0.14.0 for patterns of other models and of our own. They were computed
   * by its CoreBPE over a vocabulary that has each substring of the text, so that a token is a
   * piece; Python's regex gives the same ones.
   */
  public void testReference() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/golden/split-patterns.jsonl")) {
      for (Map<String, Object> line : SharedData.jsonLines(in)) {
        String pattern = (String) line.get("pattern");
        String text = (String) line.get("text");
        assertEquals(
            pattern + " " + Pieces.show(text),
            line.get("pieces"),
            Pieces.of(new RegexSplitter(pattern), text));
      }
    }
  }

  public void testSkipsWhatIsNotMatched() {
    Splitter words = Splitter.of("[a-z]+");
    assertEquals(List.of("one", "two"), Pieces.of(words, "  one, two 3"));
    char[] text = "  one, two 3".toCharArray();
    assertEquals(2, words.pieceStart(text, 0, text.length));
    assertEquals(5, words.pieceEnd(text, 2, text.length));
    assertEquals(7, words.pieceStart(text, 5, text.length));
    assertEquals(~12, words.pieceStart(text, 10, text.length));
    assertEquals(~4, words.pieceEnd(text, 2, 4));
  }

  /** The example of {@link PatternTranslator}. */
  public void testTranslation() {
    assumeTrue("the JDK has another Unicode version", UnicodeTables.hostHasOurVersion());
    assertEquals(
        "\\x{27}(?:[sS\\x{17F}]|[lL][lL])|[\\p{N}]{1,3}+|" + HostClasses.SPACE + "+\\z",
        PatternTranslator.translate("'(?i:s|ll)|\\p{N}{1,3}+|\\s+$", HostClasses.get()));
  }

  /** Java reads these otherwise. */
  public void testWhereJavaDiffers() {
    assertEquals(List.of("aba"), Pieces.of(Splitter.of("(?:a|ab){2}+"), "aba"));
    assertEquals(List.of(), Pieces.of(Splitter.of("a$"), "a\n"));
    assertEquals(List.of("a"), Pieces.of(Splitter.of("a$"), "aa"));
    assertEquals(List.of("\r", "\u2028"), Pieces.of(Splitter.of("."), "\r\n\u2028"));
  }

  public void testNoPieceThere() {
    IllegalArgumentException e =
        expectThrows(
            IllegalArgumentException.class,
            () -> Splitter.of("[a-z]+").pieceEnd("12".toCharArray(), 1, 2));
    assertEquals("no piece starts at 1", e.getMessage());
  }

  /** A group that repeats takes stack; that ends in an exception, not in an error. */
  public void testTooDeep() {
    Splitter splitter = Splitter.of("(?:a|bc)+");
    assertEquals(List.of("abca"), Pieces.of(splitter, "abca"));
    char[] text = "abc".repeat(2_000_000).toCharArray();
    IllegalStateException e =
        expectThrows(IllegalStateException.class, () -> splitter.pieceEnd(text, 0, text.length));
    assertEquals("split pattern (?:a|bc)+ repeats a group too often for the stack", e.getMessage());
  }

  public void testCaseInsensitive() {
    assertMatches("(?i:s)", "sSſ");
    assertMatches("(?i:[r-t])", "rstRSTſ");
    assertMatches("(?i)k", "kK\u212A");
    assertMatches("(?i)[^a-jl-z]", "kK\u212A!");
    assertMatches("(?i:’|!)", "’!");
  }

  public void testEscapes() {
    assertMatches("[\\t\\n\\v\\f\\r\\a]", "\t\n\u000B\f\r\u0007");
    assertMatches("\\x41|\\x{1F600}|\\u0042|\\U00000043|\\u{44}", "A😀BCD");
    assertMatches("[\\-\\]\\^\\\\\\[&]", "-]^\\[&");
    assertMatches("[-a]", "-a");
    assertMatches("[a-]", "-a");
    assertMatches("[a^]", "^a");
    assertMatches("\\.|\\*|]|}|\\{|\\$", ".*]}{$");
    assertMatches("(?P<name>a)|(?<other>b)|(c)", "abc");
    assertMatches("(?s-i:.)", "a\n");
  }

  /** Each character of a text is a piece by the pattern. */
  private static void assertMatches(String pattern, String text) {
    List<String> characters = text.codePoints().mapToObj(Character::toString).toList();
    assertEquals(pattern, characters, Pieces.of(Splitter.of(pattern), text));
  }

  public void testRefusesWhatLooksBack() {
    String reason = "looks at the text before it, which a piece may not see";
    assertRefused("a\\b", "\\b at index 1 " + reason);
    assertRefused("\\Ba", "\\B at index 0 " + reason);
    assertRefused("\\Aa", "\\A at index 0 " + reason);
    assertRefused("x|\\Ga", "\\G at index 2 " + reason);
    assertRefused("a\\Kb", "\\K at index 1 " + reason);
    assertRefused("a(?<=a)b", "(?<= at index 1 " + reason);
    assertRefused("(?<!a)b", "(?<! at index 0 " + reason);
    assertRefused("^a", "^ at index 0 is the start of the text, which a piece does not see");
    assertRefused("(a)\\1", "\\1 at index 3 refers to a group, which is not supported");
    assertRefused("(?<n>a)\\k<n>", "\\k at index 7 refers to a group, which is not supported");
  }

  public void testRefusesWhatTheEnginesReadDifferently() {
    String inClass = "inside a class is read differently by the engines; ";
    assertRefused("[a[b]]", "[ at index 2 " + inClass + "the character is \\[");
    assertRefused("[[:alpha:]]", "[ at index 1 " + inClass + "the character is \\[");
    assertRefused("[a&&b]", "&& at index 2 " + inClass + "write the characters with \\");
    assertRefused("[a--b]", "-- at index 2 " + inClass + "write the characters with \\");
    assertRefused("[a||b]", "|| at index 2 " + inClass + "write the characters with \\");
    assertRefused("[a~~b]", "~~ at index 2 " + inClass + "write the characters with \\");
    assertRefused("[]a]", "] at index 1 at the start of a class is read differently; write \\]");
    assertRefused("[a-c-e]", "- at index 4 is not between two characters; the character is \\-");
    assertRefused("[\\w-e]", "- at index 3 is not between two characters; the character is \\-");
    assertRefused(
        "a\\Z", "\\Z at index 1 is read differently by the engines; the end of the text is $");
    assertRefused("a**", "** at index 1 repeats a repeat, which the engines read differently");
    assertRefused(
        "a{2}{3}", "{2}{ at index 1 repeats a repeat, which the engines read differently");
    assertRefused(
        "(a?)+b",
        "(a?)+ at index 0 repeats what can match no text, which the engines do differently");
    assertRefused(
        "a|b*", "b* at index 2 can match no text, after which the engines go on differently");
    assertRefused(
        "a|", "the end at index 2 can match no text, after which the engines go on differently");
    assertRefused("$", "$ at index 0 can match no text, after which the engines go on differently");
    assertRefused(
        "a(?i)b",
        "(?i) at index 1 sets flags inside a pattern, which the engines read differently; use (?i:…)");
    assertRefused(
        "(?i:\\p{Lu})", "\\p{Lu} at index 4 under (?i) is read differently by the engines");
    assertRefused(
        "(?i:[\\p{Han}])", "\\p{Han} at index 5 under (?i) is read differently by the engines");
    assertRefused(
        "(?i)é", "\\u00e9 at index 4 under (?i) is not ASCII, and the engines fold it differently");
    assertRefused(
        "(?i)[a-é]",
        "a-\\u00e9 at index 5 under (?i) is not ASCII, and the engines fold it differently");
    assertRefused("a{,3}", "{, at index 1 is no repeat {n}, {n,} or {n,m}; the character is \\{");
    assertRefused("\\h", "\\h at index 0 is no escape that all engines read as this character");
    assertRefused("\\<", "\\< at index 0 is no escape that all engines read as this character");
    assertRefused("\\Qa\\E", "\\Q at index 0 is no escape that all engines read as this character");
    assertRefused("(?m:a)", "(?m at index 0 is no group that a split pattern may have");
    assertRefused("(?#c)a", "(?# at index 0 is no group that a split pattern may have");
    assertRefused("(?P=n)", "(?P at index 0 is no group that a split pattern may have");
  }

  public void testRefusesWhatIsMalformed() {
    assertRefused("a(b", "(b at index 1 has no closing )");
    assertRefused("a)b", ") at index 1 closes no group");
    assertRefused("[ab", "[ab at index 0 has no closing ]");
    assertRefused("[a-", "[a- at index 0 has no closing ]");
    assertRefused("[^", "[^ at index 0 has no closing ]");
    assertRefused("[z-a]", "z-a at index 1 is a range that ends before it starts");
    assertRefused("[a-\\d]", "a-\\d at index 1 is no range: a class has no place in an order");
    assertRefused("*a", "* at index 0 has nothing to repeat");
    assertRefused("a|+", "+ at index 2 has nothing to repeat");
    assertRefused("a|{2}", "{ at index 2 has nothing to repeat");
    assertRefused("(?=a)*b", "(?=a)* at index 0 repeats what matches no text");
    assertRefused("a{3,2}", "{3,2} at index 1 has bounds in the wrong order");
    assertRefused("a{2", "{2 at index 1 is no repeat {n}, {n,} or {n,m}; the character is \\{");
    assertRefused("a{1001}", "{1001 at index 1 repeats more than 1000 times");
    assertRefused("a\\", "\\ at index 1 escapes nothing");
    assertRefused("\\x4", "\\x4 at index 0 is no code point of a text");
    assertRefused("\\x{110000}", "\\x{110000} at index 0 is no code point of a text");
    assertRefused("\\uD800", "\\uD800 at index 0 is no code point of a text");
    assertRefused("a\uD800", "\\ud800 at index 1 is an unpaired surrogate, which no text has");
    assertRefused(
        "\\p{Foo}", "\\p{Foo} at index 0 is no general category and no script of Unicode 16.0");
    assertRefused("\\p{L", "\\p{L at index 0 has no closing }");
    assertRefused("(?<1>a)", "(?<1> at index 0 has no valid name");
    assertRefused("(".repeat(101) + "a", "( at index 100 is nested more than 100 deep");
  }

  private static void assertRefused(String pattern, String message) {
    IllegalArgumentException e =
        expectThrows(IllegalArgumentException.class, () -> Splitter.of(pattern));
    assertEquals("split pattern: " + message, e.getMessage());
  }
}
