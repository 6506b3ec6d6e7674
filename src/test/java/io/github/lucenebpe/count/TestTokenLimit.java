package io.github.lucenebpe.count;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.count.TokenLimit.Action;
import io.github.lucenebpe.count.TokenLimit.Checked;
import io.github.lucenebpe.lucene.SampleTexts;
import io.github.lucenebpe.model.Encodings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public class TestTokenLimit {
  private static final TokenCounter CL100K = new TokenCounter(Encodings.get("cl100k_base"));
  private static final List<String> TEXTS = List.of("hello world", "hello world", "hello");

  @Test
  public void testTextsThatFit() {
    for (Action action : Action.values()) {
      assertEquals(new Checked(TEXTS, 5, false), new TokenLimit(CL100K, 5, action).check(TEXTS));
    }
  }

  @Test
  public void testFail() {
    TokenLimit limit = new TokenLimit(CL100K, 4, Action.FAIL);
    TokenLimitException e = assertThrows(TokenLimitException.class, () -> limit.check(TEXTS));
    assertEquals("the text has 5 tokens of cl100k_base, the limit is 4", e.getMessage());
    assertEquals(5, e.tokens());
    assertEquals(4, e.limit());
  }

  @Test
  public void testFlag() {
    assertEquals(new Checked(TEXTS, 5, true), new TokenLimit(CL100K, 4, Action.FLAG).check(TEXTS));
  }

  @Test
  public void testCut() {
    assertEquals(
        new Checked(List.of("hello world", "hello", ""), 3, true),
        new TokenLimit(CL100K, 3, Action.CUT).check(TEXTS));
    assertEquals(
        new Checked(List.of("", "", ""), 0, true),
        new TokenLimit(CL100K, 0, Action.CUT).check(TEXTS));
  }

  @Test
  public void testCutOfRandomTexts() {
    Random random = new Random(9);
    for (int i = 0; i < 1000; i++) {
      List<String> texts = new ArrayList<>();
      for (int n = random.nextInt(5); n > 0; n--) {
        texts.add(SampleTexts.random(random, 20));
      }
      int limit = random.nextInt(50);
      Checked checked = new TokenLimit(CL100K, limit, Action.CUT).check(texts);
      assertEquals(CL100K.total(checked.texts()), checked.tokens());
      assertTrue(checked.tokens() <= limit);
      assertEquals(CL100K.total(texts) > limit, checked.over());
      for (int t = 0; t < texts.size(); t++) {
        assertTrue(texts.get(t).startsWith(checked.texts().get(t)));
      }
    }
  }

  @Test
  public void testNegativeLimit() {
    assertEquals(
        "limit must not be negative, got -1",
        assertThrows(IllegalArgumentException.class, () -> new TokenLimit(CL100K, -1, Action.FAIL))
            .getMessage());
  }
}
