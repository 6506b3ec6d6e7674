package io.github.lucenebpe.count;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.TokenPrefix;
import io.github.lucenebpe.lucene.SampleEncodings;
import io.github.lucenebpe.lucene.SampleTexts;
import io.github.lucenebpe.model.Encodings;
import io.github.lucenebpe.split.SplitPatterns;
import io.github.lucenebpe.split.Splitter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Test;

public class TestTokenCounter {
  private static final TokenCounter CL100K = new TokenCounter(Encodings.get("cl100k_base"));

  @Test
  public void testCounts() {
    assertEquals(2, CL100K.count("hello world"));
    assertEquals(0, CL100K.count(""));
    assertEquals(5, CL100K.total(List.of("hello world", "", "hello123!!!")));
    assertEquals(0, CL100K.total(List.of()));
  }

  @Test
  public void testCutExamples() {
    assertEquals(new TokenPrefix(2, 11, true), CL100K.cut("hello world", 2));
    assertEquals(new TokenPrefix(1, 5, false), CL100K.cut("hello world", 1));
    assertEquals(new TokenPrefix(0, 0, false), CL100K.cut("hello world", 0));
    assertEquals(new TokenPrefix(0, 0, true), CL100K.cut("", 0));
    // The tree has three tokens; two of them are no character.
    assertEquals(new TokenPrefix(1, 1, false), CL100K.cut("x 🌳", 3));
    assertEquals(new TokenPrefix(4, 4, true), CL100K.cut("x 🌳", 4));
    assertEquals(
        "limit must not be negative, got -1",
        assertThrows(IllegalArgumentException.class, () -> CL100K.cut("", -1)).getMessage());
  }

  /** What is left, encoded by itself, keeps the limit, and no character is halved. */
  @Test
  public void testCutOfRandomTexts() {
    Random random = new Random(6);
    for (Encoding encoding : SampleEncodings.all()) {
      TokenCounter counter = new TokenCounter(encoding);
      for (int i = 0; i < 400; i++) {
        checkCut(counter, SampleTexts.random(random, 40), random.nextInt(60));
      }
    }
  }

  @Test
  public void testCutOfRealText() throws IOException {
    Random random = new Random(7);
    for (Encoding encoding : SampleEncodings.all()) {
      TokenCounter counter = new TokenCounter(encoding);
      for (String line : RealText.lines(200)) {
        int limit = random.nextInt(100);
        TokenPrefix cut = checkCut(counter, line, limit);
        if (encoding.name().endsWith("_base") && !cut.whole()) {
          // In text of whole words next to nothing is given away.
          assertTrue(cut + " of " + limit, cut.tokens() >= limit - 4);
        }
      }
    }
  }

  private static TokenPrefix checkCut(TokenCounter counter, String text, int limit) {
    TokenPrefix cut = counter.cut(text, limit);
    String prefix = text.substring(0, cut.end());
    assertEquals(counter.count(prefix), cut.tokens());
    assertTrue(cut + " of " + limit, cut.tokens() <= limit);
    assertEquals(counter.count(text) <= limit, cut.whole());
    assertEquals(cut.whole(), cut.end() == text.length());
    assertFalse(splitsPair(text, cut.end()));
    return cut;
  }

  static boolean splitsPair(String text, int index) {
    return index > 0
        && index < text.length()
        && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
  }

  /**
   * The first tokens of a text can be more tokens when they stand alone: {@code 'll} is one piece
   * of GPT-2's pattern, {@code 'l} is two.
   */
  @Test
  public void testCutThroughPieceThatGivesMoreTokens() {
    byte[][] tokens = new byte[257][];
    for (int b = 0; b < 256; b++) {
      tokens[b] = new byte[] {(byte) b};
    }
    tokens[256] = new byte[] {'\'', 'l'};
    Encoding encoding = Encoding.ofRanks("tiny", Splitter.of(SplitPatterns.R50K), tokens, Map.of());
    assertArrayEquals(new int[] {'a', 256, 'l'}, encoding.encodeOrdinary("a'll"));
    assertArrayEquals(new int[] {'a', '\'', 'l'}, encoding.encodeOrdinary("a'l"));
    assertEquals(new TokenPrefix(2, 3, false), encoding.countUpTo("a'll", 2));

    TokenCounter counter = new TokenCounter(encoding);
    assertEquals(new TokenPrefix(2, 2, false), checkCut(counter, "a'll", 2));
    assertEquals(new TokenPrefix(3, 4, true), checkCut(counter, "a'll", 3));
    checkCut(counter, "a" + "'ll".repeat(100), 200);
  }
}
