package io.github.lucenebpe.count;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.bpe.TokenPrefix;
import io.github.lucenebpe.count.TokenBudget.Selection;
import io.github.lucenebpe.count.TokenBudget.Sized;
import io.github.lucenebpe.count.TokenBudget.WhenFull;
import io.github.lucenebpe.model.Encodings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;

public class TestTokenBudget {
  private static final TokenCounter CL100K = new TokenCounter(Encodings.get("cl100k_base"));

  @Test
  public void testDrop() {
    TokenBudget budget = new TokenBudget(12, 2, WhenFull.DROP);
    assertEquals(
        new Selection<>(List.of(3, 4), List.of(4, 1), 10, 7, false),
        budget.select(List.of(3, 4, 4, 1), size -> size));
    assertEquals(
        new Selection<>(List.of(3, 7), List.of(), 10, 10, false),
        budget.select(List.of(3, 7), size -> size));
    assertEquals(
        new Selection<>(List.of(), List.of(), 10, 0, false),
        budget.select(List.<Integer>of(), size -> size));
  }

  @Test
  public void testSkip() {
    assertEquals(
        new Selection<>(List.of(3, 4, 1, 2), List.of(4, 9), 10, 10, false),
        new TokenBudget(10, 0, WhenFull.SKIP).select(List.of(3, 4, 4, 1, 9, 2), size -> size));
  }

  @Test
  public void testCut() {
    TokenBudget budget = new TokenBudget(4, 1, WhenFull.CUT);
    assertEquals(
        new Selection<>(List.of("hello world", "hello"), List.of("hello world"), 3, 3, true),
        budget.select(
            List.of("hello world", "hello world", "hello world"),
            CL100K::count,
            TestTokenBudget::cut));
    // Nothing is asked to be cut where no room is left.
    assertEquals(
        new Selection<>(List.of(3), List.of(1), 3, 3, false),
        budget.select(
            List.of(3, 1),
            size -> size,
            (size, room) -> {
              throw new AssertionError("no room to cut to: " + room);
            }));
    // A tree does not fit into what is left.
    assertEquals(
        new Selection<>(List.of("hello"), List.of("🌳"), 3, 1, false),
        budget.select(List.of("hello", "🌳"), CL100K::count, TestTokenBudget::cut));
  }

  private static Optional<Sized<String>> cut(String text, long room) {
    TokenPrefix prefix = CL100K.cut(text, (int) room);
    return prefix.end() == 0
        ? Optional.empty()
        : Optional.of(new Sized<>(text.substring(0, prefix.end()), prefix.tokens()));
  }

  /** After the first item that does not fit, no text is counted any more. */
  @Test
  public void testCountsNoMoreThanNeeded() {
    List<String> counted = new ArrayList<>();
    new TokenBudget(3, 0, WhenFull.DROP)
        .select(
            List.of("hello world", "two words", "never"),
            text -> {
              counted.add(text);
              return CL100K.count(text);
            });
    assertEquals(List.of("hello world", "two words"), counted);
  }

  @Test
  public void testRandomBudgets() {
    Random random = new Random(10);
    for (int round = 0; round < 2000; round++) {
      List<Integer> sizes = random.ints(random.nextInt(12), 0, 20).boxed().toList();
      int tokens = random.nextInt(60);
      int reserve = random.nextInt(tokens + 1);
      for (WhenFull whenFull : WhenFull.values()) {
        Selection<Integer> s =
            new TokenBudget(tokens, reserve, whenFull)
                .select(
                    sizes,
                    size -> size,
                    (size, room) -> Optional.of(new Sized<>((int) room, room)));
        assertEquals(s.used(), s.kept().stream().mapToInt(size -> size).sum());
        assertEquals(sizes.size(), s.kept().size() + s.leftOut().size());
        assertTrue(s.used() <= tokens - reserve);
        int total = sizes.stream().mapToInt(size -> size).sum();
        assertEquals(total <= tokens - reserve, s.leftOut().isEmpty() && !s.lastIsCut());
        if (whenFull == WhenFull.CUT && total > tokens - reserve) {
          assertEquals("a budget that cuts is used up", tokens - reserve, s.used());
        }
      }
    }
  }

  @Test
  public void testWrongArguments() {
    assertMessage(
        "tokens must not be negative, got -1", () -> new TokenBudget(-1, 0, WhenFull.DROP));
    assertMessage(
        "reserve must be from 0 to the budget, 5, got 6",
        () -> new TokenBudget(5, 6, WhenFull.DROP));
    assertMessage(
        "reserve must be from 0 to the budget, 5, got -1",
        () -> new TokenBudget(5, -1, WhenFull.DROP));
    TokenBudget cuts = new TokenBudget(5, 0, WhenFull.CUT);
    assertMessage(
        "a cut item has 9 tokens, there is room for 5",
        () ->
            cuts.select(List.of(7), size -> size, (size, room) -> Optional.of(new Sized<>(9, 9))));
    List<Integer> items = List.of(1);
    assertThrows(IllegalStateException.class, () -> cuts.select(items, size -> size));
  }

  private static void assertMessage(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
