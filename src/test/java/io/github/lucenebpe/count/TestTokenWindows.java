package io.github.lucenebpe.count;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.lucene.SampleEncodings;
import io.github.lucenebpe.lucene.SampleTexts;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public class TestTokenWindows {
  private static final TokenCounter CL100K = new TokenCounter(Encodings.get("cl100k_base"));

  private static List<String> texts(
      String text, int maxTokens, int overlap, TextBoundary boundary) {
    return new TokenWindows(CL100K, maxTokens, overlap, boundary)
        .of(text).stream().map(TokenWindow::text).toList();
  }

  @Test
  public void testOneWindow() {
    assertEquals(
        List.of(new TokenWindow("hello world", 0, 11, 2)),
        new TokenWindows(CL100K, 4, 2, TextBoundary.SENTENCE).of("hello world"));
    assertEquals(List.of(), new TokenWindows(CL100K, 4, 2, TextBoundary.SENTENCE).of(""));
  }

  @Test
  public void testKindsOfBoundary() {
    String text = "One two three. Four five six seven.\n\nEight nine ten. Eleven twelve";
    assertEquals(
        List.of("One two three. Four five six seven.\n\n", "Eight nine ten. Eleven twelve"),
        texts(text, 13, 0, TextBoundary.PARAGRAPH));
    assertEquals(
        List.of("One two three. ", "Four five six seven.\n\n", "Eight nine ten. Eleven twelve"),
        texts(text, 6, 0, TextBoundary.SENTENCE));
    assertEquals(
        List.of("a\nbb cc\n", "dd ee ff\ngg"),
        texts("a\nbb cc\ndd ee ff\ngg", 7, 0, TextBoundary.LINE));
    assertEquals(
        List.of("one two three four", " five six"),
        texts("one two three four five six", 4, 0, TextBoundary.WORD));
  }

  @Test
  public void testSentencesOfOtherScripts() {
    assertEquals(
        List.of("今天天气很好。", "我们去公园吧！好的。"), texts("今天天气很好。我们去公园吧！好的。", 14, 0, TextBoundary.SENTENCE));
  }

  /** No sentence ends near enough, so words do. */
  @Test
  public void testFinerBoundaryWhereTheWantedIsFar() {
    List<String> windows =
        texts("Yes. one two three four five six seven eight nine", 8, 0, TextBoundary.SENTENCE);
    assertEquals("Yes. one two three four five six", windows.get(0));
  }

  @Test
  public void testOverlap() {
    String text = "one two three four five six seven eight nine ten eleven twelve";
    assertEquals(
        List.of(
            "one two three four five six",
            " five six seven eight nine ten",
            " nine ten eleven twelve"),
        texts(text, 6, 2, TextBoundary.WORD));
  }

  @Test
  public void testRandomTexts() {
    Random random = new Random(11);
    for (Encoding encoding : SampleEncodings.all()) {
      TokenCounter counter = new TokenCounter(encoding);
      for (int i = 0; i < 300; i++) {
        String text = SampleTexts.random(random, 60);
        int maxTokens = 4 + random.nextInt(30);
        int overlap = random.nextInt((maxTokens / 2) + 1);
        for (TextBoundary boundary : TextBoundary.values()) {
          check(counter, text, maxTokens, overlap, boundary);
        }
      }
    }
  }

  @Test
  public void testRealText() throws IOException {
    String text = String.join("\n\n", RealText.lines(60));
    for (Encoding encoding : SampleEncodings.all()) {
      TokenCounter counter = new TokenCounter(encoding);
      for (TextBoundary boundary : TextBoundary.values()) {
        List<TokenWindow> windows = check(counter, text, 200, 40, boundary);
        if (!encoding.name().endsWith("_base")) {
          continue;
        }
        for (TokenWindow window : windows.subList(0, windows.size() - 1)) {
          assertTrue(window.toString(), window.tokens() >= 40);
          if (boundary == TextBoundary.TOKEN) {
            assertTrue(window.toString(), window.tokens() >= 196);
          }
          if (boundary.compareTo(TextBoundary.WORD) >= 0) {
            boolean inWord =
                Character.isLetter(text.charAt(window.end() - 1))
                    && Character.isLetter(text.charAt(window.end()));
            assertFalse(window.toString(), inWord);
          }
        }
      }
    }
  }

  /** Long texts without any boundary: quadratic work would take minutes. */
  @Test
  public void testLongTextsOfOneKind() {
    for (String unit : List.of("a", " ", "\n", ".", "漢", "🌳", "a. ")) {
      String text = unit.repeat(60_000 / unit.length());
      for (TextBoundary boundary : List.of(TextBoundary.TOKEN, TextBoundary.SENTENCE)) {
        TokenWindows windows = new TokenWindows(CL100K, 256, 32, boundary);
        List<TokenWindow> all = windows.of(text);
        assertEquals(text.length(), all.getLast().end());
        assertTrue(all.size() <= 1 + 2 * CL100K.count(text) / (256 / 4));
      }
    }
  }

  private static List<TokenWindow> check(
      TokenCounter counter, String text, int maxTokens, int overlap, TextBoundary boundary) {
    List<TokenWindow> windows = new TokenWindows(counter, maxTokens, overlap, boundary).of(text);
    assertEquals(text.isEmpty(), windows.isEmpty());
    int start = -1;
    int reached = 0;
    for (TokenWindow window : windows) {
      assertEquals(text.substring(window.start(), window.end()), window.text());
      assertEquals(counter.count(window.text()), window.tokens());
      assertTrue(window.toString(), window.tokens() <= maxTokens);
      assertTrue("starts further than the one before", window.start() > start);
      assertTrue("leaves no gap", window.start() <= reached);
      assertTrue("reaches further", window.end() > reached);
      String shared = text.substring(window.start(), reached);
      assertTrue("overlap " + shared, counter.count(shared) <= overlap);
      assertFalse(TestTokenCounter.splitsPair(text, window.start()));
      assertFalse(TestTokenCounter.splitsPair(text, window.end()));
      start = window.start();
      reached = window.end();
    }
    assertEquals(text.length(), reached);
    return windows;
  }

  @Test
  public void testWrongArguments() {
    assertMessage("maxTokens must be at least 4, which one character may need, got 3", 3, 0);
    assertMessage("overlap must be from 0 to half of maxTokens, 5, got 6", 10, 6);
    assertMessage("overlap must be from 0 to half of maxTokens, 5, got -1", 10, -1);
  }

  private static void assertMessage(String message, int maxTokens, int overlap) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () -> new TokenWindows(CL100K, maxTokens, overlap, TextBoundary.WORD))
            .getMessage());
  }
}
