package io.github.lucenebpe.plugin;

import static io.github.lucenebpe.plugin.TestProcessorSettings.settings;
import static io.github.lucenebpe.plugin.TestTokenCountProcessor.document;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.count.TokenBudget.WhenFull;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;

/** What hits cost, and how they are cut. */
public class TestHitBudget {

  private static HitBudget budget(Object... more) {
    List<Object> all = new ArrayList<>(List.of("llm", "gpt-4", "field", List.of("title", "body")));
    all.addAll(Arrays.asList(more));
    return HitBudget.of(settings(all.toArray()), null);
  }

  private static String wrong(Object... more) {
    SettingException e = assertThrows(SettingException.class, () -> budget(more));
    return "[" + e.setting() + "] " + e.getMessage();
  }

  @Test
  public void testSettings() {
    HitBudget budget = budget("budget", 10);
    assertEquals(0, budget.reserve());
    assertEquals(WhenFull.DROP, budget.whenFull());
    assertEquals(
        "[1, 2]", budget.budget().select(List.of(1, 2, 8), n -> (long) n).kept().toString());
    assertEquals(
        "[1]",
        budget("budget", 10, "reserve", 8, "when_full", "skip")
            .budget()
            .select(List.of(1, 2), n -> (long) n)
            .kept()
            .toString());
  }

  @Test
  public void testWrongSettings() {
    assertEquals("[budget] required property is missing", wrong());
    assertEquals("[budget] tokens must not be negative, got -1", wrong("budget", -1));
    assertEquals(
        "[reserve] reserve must be from 0 to the budget, 5, got 6",
        wrong("budget", 5, "reserve", 6));
    assertEquals(
        "[reserve] reserve must be from 0 to the budget, 5, got -1",
        wrong("budget", 5, "reserve", -1));
    assertEquals(
        "[when_full] must be one of [drop, cut, skip], got [stop]",
        wrong("budget", 5, "when_full", "stop"));
    assertEquals(
        "[budget] must be a whole number of at most 2147483647, got [lots]",
        wrong("budget", "lots"));
    assertEquals(
        "[encoding] exactly one of [encoding], [llm] and [model] must be set",
        wrong("budget", 5, "encoding", "cl100k_base"));
  }

  @Test
  public void testTokens() {
    HitBudget texts = budget("budget", 10);
    assertEquals(3, texts.tokens(document("title", "hello", "body", "hello world")));
    assertEquals(2, texts.tokens(document("body", List.of("hello", "world"))));
    assertEquals(0, texts.tokens(document()));
    HitBudget counted = budget("budget", 10, "count_field", "tokens");
    assertEquals("the count goes first", 7, counted.tokens(document("body", "hello", "tokens", 7)));
    assertEquals("a count that is none", 1, counted.tokens(document("body", "a", "tokens", "7")));
    assertEquals(1, counted.tokens(document("body", "hello")));
    assertEquals(
        "field [body] must be a text or a list of texts, got 7",
        assertThrows(IllegalArgumentException.class, () -> counted.tokens(document("body", 7)))
            .getMessage());
  }

  @Test
  public void testIsCountable() {
    HitBudget budget = budget("budget", 10, "count_field", "tokens");
    assertTrue(budget.isCountable(document("tokens", 0)));
    assertTrue(budget.isCountable(document("body", "x")));
    assertFalse(budget.isCountable(document("chunks", List.of())));
    assertFalse(budget("budget", 10).isCountable(document("tokens", 5)));
  }

  @Test
  public void testCut() {
    HitBudget budget = budget("budget", 10, "count_field", "tokens");
    MapFields hit = document("title", "one two", "body", List.of("three four", "five"));
    assertEquals(3, budget.cut(hit, 3));
    assertEquals("{title=one two, body=[three, ]}", hit.source().toString());
    MapFields counted = document("body", "one two three", "tokens", 3);
    assertEquals(2, budget.cut(counted, 2));
    assertEquals("{body=one two, tokens=2}", counted.source().toString());
    MapFields whole = document("body", "one", "tokens", 1);
    assertEquals(1, budget.cut(whole, Long.MAX_VALUE));
    assertEquals("{body=one, tokens=1}", whole.source().toString());
  }
}
