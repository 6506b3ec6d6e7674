package io.github.lucenebpe.split;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.tests.util.LuceneTestCase;

/** What holds for every splitter, and the hand-written ones against their patterns. */
public class TestSplitters extends LuceneTestCase {
  private static final String FIRST_GPT4 =
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}"
          + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

  private static final String FIRST_GPT2 =
      "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

  private static final List<String> PATTERNS =
      List.of(
          SplitPatterns.GPT2,
          SplitPatterns.R50K,
          FIRST_GPT2,
          SplitPatterns.GPT4_MINBPE,
          FIRST_GPT4,
          SplitPatterns.CL100K,
          SplitPatterns.O200K);

  /** Patterns without a hand-written splitter; some leave text out. */
  static final List<String> OTHER_PATTERNS =
      List.of(
          "\\w+|[^\\w\\s]+|\\s+",
          "[a-z]+(?i:'s|'ll)?|\\p{Lu}\\p{Ll}*+",
          " ?\\p{L}+(?=!)|\\p{N}|.",
          "(?:ab|a|'ll|ss){2,3}|\\S",
          "(?i)'(?:re|ve)|[^a-m]{1,4}?\\p{N}|(?s:.)",
          "(?>a*)b|\\s+(?!\\S)|\\s+$|\\p{Han}+",
          "[^\\r\\n\\p{L}\\p{N}]?+\\p{L}+|(?!')[\\p{P}\\p{S}]+");

  public void testEachIsHandWritten() {
    for (String pattern : PATTERNS) {
      Splitter splitter = Splitter.of(pattern);
      assertFalse(pattern, splitter instanceof RegexSplitter);
      assertEquals(pattern, splitter.pattern());
    }
  }

  /** A hand-written splitter makes the pieces of its pattern. */
  public void testHandWrittenEqualsRegex() {
    for (String pattern : PATTERNS) {
      Splitter handWritten = Splitter.of(pattern);
      Splitter regex = new RegexSplitter(pattern);
      for (int n = 0; n < RandomTexts.COUNT; n++) {
        String text = RandomTexts.next(random(), 12);
        assertEquals(
            pattern + " " + Pieces.show(text),
            Pieces.of(regex, text),
            Pieces.of(handWritten, text));
      }
    }
  }

  /**
   * What a splitter says of the start of a text without reservation holds for the text, and what it
   * says with reservation is right if nothing follows.
   */
  public void testAnswersHoldWhenTextIsAdded() {
    for (Splitter splitter : splitters()) {
      for (int n = 0; n < RandomTexts.COUNT / 4; n++) {
        String text = RandomTexts.next(random(), 10);
        char[] chars = text.toCharArray();
        for (int length = 1; length < chars.length; length++) {
          assertHolds(splitter, chars, length, text);
        }
      }
    }
  }

  private static void assertHolds(Splitter splitter, char[] chars, int length, String text) {
    String message = splitter + " " + Pieces.show(text) + " at " + length;
    int start = splitter.pieceStart(chars, 0, length);
    if (start < 0) {
      return;
    }
    assertEquals(message, start, Pieces.index(splitter.pieceStart(chars, 0, chars.length)));
    int end = splitter.pieceEnd(chars, start, length);
    if (end >= 0) {
      assertEquals(message, end, Pieces.index(splitter.pieceEnd(chars, start, chars.length)));
    }
  }

  /** The chars after {@code to} and before {@code from} have no influence. */
  public void testLooksAtNothingElse() {
    for (Splitter splitter : splitters()) {
      for (int n = 0; n < RandomTexts.COUNT / 10; n++) {
        String text = RandomTexts.next(random(), 8);
        if (text.isEmpty()) {
          continue;
        }
        String before = RandomTexts.next(random(), 3);
        String after = RandomTexts.next(random(), 3);
        char[] alone = text.toCharArray();
        char[] within = (before + text + after).toCharArray();
        int from = before.length();
        int to = from + alone.length;
        String message = splitter + " " + Pieces.show(text);
        int start = splitter.pieceStart(alone, 0, alone.length);
        assertEquals(message, moved(start, from), splitter.pieceStart(within, from, to));
        if (Pieces.index(start) < alone.length) {
          int end = splitter.pieceEnd(alone, Pieces.index(start), alone.length);
          assertEquals(
              message, moved(end, from), splitter.pieceEnd(within, from + Pieces.index(start), to));
        }
      }
    }
  }

  /** What the short cut for ASCII does not decline is the piece of any text that goes on so. */
  public void testAsciiShortCut() {
    String alphabet = "abzAZ@[`{'slLtvedrRmM019   \n\r\t\u000B\u001C//!._\0\u007F";
    for (String pattern : PATTERNS) {
      Splitter splitter = Splitter.of(pattern);
      int taken = 0;
      for (int n = 0; n < RandomTexts.COUNT; n++) {
        StringBuilder ascii = new StringBuilder();
        for (int length = 1 + random().nextInt(20); length > 0; length--) {
          String unit = String.valueOf(alphabet.charAt(random().nextInt(alphabet.length())));
          ascii.append(unit.repeat(random().nextInt(10) == 0 ? 12 : 1));
        }
        byte[] bytes = new byte[ascii.length() + Splitter.ASCII_PADDING];
        random().nextBytes(bytes);
        for (int i = 0; i < ascii.length(); i++) {
          bytes[i] = (byte) ascii.charAt(i);
        }
        int from = random().nextInt(ascii.length());
        int end = splitter.asciiPieceEnd(bytes, from, ascii.length());
        if (end >= 0) {
          char[] text = (ascii + RandomTexts.next(random(), 3)).toCharArray();
          assertEquals(
              splitter + " " + Pieces.show(new String(text)) + " from " + from,
              Pieces.index(splitter.pieceEnd(text, from, text.length)),
              end);
          taken++;
        }
      }
      assertTrue("the short cut is hardly ever taken", taken > RandomTexts.COUNT / 2);
    }
  }

  /** An apostrophe near the end of the text may still begin a contraction, or no more. */
  public void testAsciiContractionsAtTheEnd() {
    assertEquals(List.of(2, -1), asciiEnds("ab''"));
    assertEquals(List.of(2, -1), asciiEnds("ab'x"));
    assertEquals(List.of(4, 4), asciiEnds("ab's"));
    assertEquals(List.of(-1, -1), asciiEnds("ab'"));
    assertEquals(List.of(-1, -1), asciiEnds("ab'l"));
    assertEquals(List.of(5, 5), asciiEnds("ab'LL"));
  }

  /** Where o200k ends the word {@code ab}, and cl100k what follows it; -1 if that is open. */
  private static List<Integer> asciiEnds(String ascii) {
    byte[] bytes =
        Arrays.copyOf(
            ascii.getBytes(StandardCharsets.US_ASCII), ascii.length() + Splitter.ASCII_PADDING);
    int word = Splitter.of(SplitPatterns.O200K).asciiPieceEnd(bytes, 0, ascii.length());
    int next = Splitter.of(SplitPatterns.CL100K).asciiPieceEnd(bytes, 2, ascii.length());
    return List.of(Math.max(-1, word), Math.max(-1, next));
  }

  private static int moved(int answer, int by) {
    return answer < 0 ? ~(~answer + by) : answer + by;
  }

  /** An unpaired surrogate counts as U+FFFD. */
  public void testUnpairedSurrogates() {
    for (Splitter splitter : splitters()) {
      for (int n = 0; n < RandomTexts.COUNT / 10; n++) {
        String text = RandomTexts.next(random(), 10);
        List<Integer> expected = lengths(Pieces.of(splitter, wellFormed(text)));
        assertEquals(
            splitter + " " + Pieces.show(text), expected, lengths(Pieces.of(splitter, text)));
      }
    }
  }

  private static String wellFormed(String text) {
    return text.replaceAll("[\\x{D800}-\\x{DFFF}]", "\uFFFD");
  }

  private static List<Integer> lengths(List<String> pieces) {
    return pieces.stream().map(String::length).toList();
  }

  /** The first piece is certain as soon as what follows can no longer change it. */
  public void testOpenAnswers() {
    assertAnswer("gpt2", "word ", 4);
    assertAnswer("gpt2", "word", ~4);
    assertAnswer("gpt2", "'s", 2);
    assertAnswer("gpt2", "'l", ~1);
    assertAnswer("gpt2", "'ll", 3);
    assertAnswer("gpt2", "'lx", 1);
    assertAnswer("gpt2", "   ", ~3);
    assertAnswer("gpt2", "   x", 2);
    assertAnswer("cl100k", "1234", 3);
    assertAnswer("cl100k", "123", 3);
    assertAnswer("cl100k", "12", ~2);
    assertAnswer("cl100k", " \n ", ~3);
    assertAnswer("gpt4-minbpe", " \n ", ~2);
    assertAnswer("cl100k", " \n x", 2);
    assertAnswer("cl100k", "\t\uD801", ~1);
    assertAnswer("cl100k", "'\u017F", 2);
    assertAnswer("o200k", "they'l", ~4);
    assertAnswer("o200k", "they'll", 7);
    assertAnswer("o200k", "they'x", 4);
    assertAnswer("o200k", "WORD", ~4);
    assertAnswer("o200k", "WORD ", 4);
    assertAnswer("o200k", "\u0301WORD ", 1);
    assertAnswer("o200k", "!WORD ", 5);
    assertAnswer("o200k", "あXY ", 1);
    assertAnswer("o200k", "//\n/x", 4);
    assertAnswer("none", "one two", ~7);
  }

  private static void assertAnswer(String name, String text, int expected) {
    char[] chars = text.toCharArray();
    assertEquals(
        name + " " + Pieces.show(text),
        expected,
        SplitPatterns.parse(name).pieceEnd(chars, 0, chars.length));
  }

  public void testNames() {
    assertEquals(List.of("none", "gpt2", "gpt4-minbpe", "cl100k", "o200k"), SplitPatterns.names());
    for (String name : SplitPatterns.names()) {
      Splitter splitter = SplitPatterns.parse(name);
      assertEquals(name, splitter.toString());
      assertEquals(name, Splitter.of(splitter.pattern()).toString());
    }
    assertEquals("gpt3", SplitPatterns.parse("gpt3").pattern());
  }

  /** A megabyte that one piece could be, or that a scanner could look at again for each piece. */
  public void testMegabytes() {
    List<String> units =
        List.of(
            "a",
            "A",
            "あ",
            "\u0301",
            "𐐀",
            "1",
            " ",
            "\n",
            "\t",
            "'",
            "!",
            "/",
            " \n ",
            "\n ",
            "a ",
            "A\u0301",
            "\u0301AA",
            "あA",
            "'l",
            "!'",
            "\uD801",
            "\uDC00",
            "😀");
    for (String pattern : PATTERNS) {
      for (String unit : units) {
        assertCovers(Splitter.of(pattern), "あ" + unit.repeat(1_000_000 / unit.length()) + "x");
      }
    }
    for (String unit : List.of("a", " ", "\n ", "1", "\uD801")) {
      String text = "あ" + unit.repeat(1_000_000 / unit.length()) + "x";
      assertCovers(new RegexSplitter(SplitPatterns.CL100K), text);
      assertCovers(new RegexSplitter(SplitPatterns.O200K), text);
    }
  }

  private static void assertCovers(Splitter splitter, String text) {
    int length = Pieces.of(splitter, text).stream().mapToInt(String::length).sum();
    assertEquals(text.length(), length);
  }

  private static List<Splitter> splitters() {
    List<Splitter> splitters = new ArrayList<>();
    for (String pattern : PATTERNS) {
      splitters.add(Splitter.of(pattern));
      splitters.add(new RegexSplitter(pattern));
    }
    for (String pattern : OTHER_PATTERNS) {
      splitters.add(Splitter.of(pattern));
    }
    return splitters;
  }
}
