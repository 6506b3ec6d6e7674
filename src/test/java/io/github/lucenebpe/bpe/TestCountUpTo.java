package io.github.lucenebpe.bpe;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.github.lucenebpe.model.Encodings;
import java.util.Random;
import org.junit.Test;

public class TestCountUpTo {
  private static final Encoding CL100K = Encodings.get("cl100k_base");

  @Test
  public void testExampleOfJavadoc() {
    assertEquals(new TokenPrefix(0, 0, false), CL100K.countUpTo("x 🌳 y", 0));
    assertEquals(new TokenPrefix(1, 1, false), CL100K.countUpTo("x 🌳 y", 3));
    assertEquals(new TokenPrefix(4, 4, false), CL100K.countUpTo("x 🌳 y", 4));
    assertEquals(new TokenPrefix(5, 6, true), CL100K.countUpTo("x 🌳 y", 5));
    assertEquals(new TokenPrefix(5, 6, true), CL100K.countUpTo("x 🌳 y", Integer.MAX_VALUE));
    assertEquals(new TokenPrefix(0, 0, true), CL100K.countUpTo("", 0));
  }

  @Test
  public void testSpecialTokens() {
    String text = "a<|endoftext|> b";
    assertEquals(new TokenPrefix(2, 14, false), CL100K.countUpTo(text, 2, SpecialTokens.ALL));
    assertEquals(new TokenPrefix(3, 16, true), CL100K.countUpTo(text, 3, SpecialTokens.ALL));
    assertThrows(
        IllegalArgumentException.class, () -> CL100K.countUpTo(text, 2, SpecialTokens.NONE));
  }

  @Test
  public void testNegativeLimit() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> CL100K.countUpTo("x", -1));
    assertEquals("limit must not be negative, got -1", e.getMessage());
  }

  /** For each limit: the most tokens that end where a character does, by the spans of them all. */
  @Test
  public void testAgainstSpansOfAllTokens() {
    Random random = new Random(7);
    String[] parts = {
      "word ", "🌳", "é", "中文", "\u0301", "\uD83C", "  \n", "123456", "aaaaaaa", "'s"
    };
    for (int round = 0; round < 300; round++) {
      StringBuilder builder = new StringBuilder();
      for (int i = random.nextInt(30); i >= 0; i--) {
        builder.append(parts[random.nextInt(parts.length)]);
      }
      String text = builder.toString();
      Tokens tokens = new Tokens();
      CL100K.tokenize(text, SpecialTokens.ORDINARY, tokens);
      for (int limit = 0; limit <= tokens.size() + 1; limit++) {
        assertEquals(text, expected(text, tokens, limit), CL100K.countUpTo(text, limit));
      }
    }
  }

  private static TokenPrefix expected(String text, Tokens tokens, int limit) {
    if (limit >= tokens.size()) {
      return new TokenPrefix(tokens.size(), text.length(), true);
    }
    int n = limit;
    while (n > 0 && tokens.end(n - 1) > tokens.start(n)) {
      n--;
    }
    return new TokenPrefix(n, n == 0 ? 0 : tokens.end(n - 1), false);
  }
}
