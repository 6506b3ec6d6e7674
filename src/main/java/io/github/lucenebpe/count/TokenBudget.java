package io.github.lucenebpe.count;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Picks as many hits as fit into a prompt: items are kept in rank order while their tokens fit into
 * a budget. Immutable and thread-safe.
 *
 * <p>Works on hits of any kind. With the Java client of Elasticsearch, which has no place for it in
 * the engine:
 *
 * <pre class="prettyprint">
 * TokenCounter counter = new TokenCounter(Encodings.forModel("gpt-4o"));
 * TokenBudget budget = new TokenBudget(8000, 1000, TokenBudget.WhenFull.DROP);
 * SearchResponse&lt;Passage&gt; response = client.search(request, Passage.class);
 * TokenBudget.Selection&lt;Hit&lt;Passage&gt;&gt; prompt =
 *     budget.select(response.hits().hits(), hit -&gt; counter.count(hit.source().text()));
 * </pre>
 */
public final class TokenBudget {

  /** What happens at the first item that does not fit. */
  public enum WhenFull {
    /** It is left out, and so is everything behind it. */
    DROP,
    /** It is cut to what is left of the budget; everything behind it is left out. */
    CUT,
    /** It is left out, and smaller items behind it are still taken. */
    SKIP
  }

  /**
   * An item with its size.
   *
   * @param item the item
   * @param tokens number of its tokens
   */
  public record Sized<T>(T item, long tokens) {}

  /** Makes an item smaller. */
  public interface Cutter<T> {
    /**
     * The start of an item.
     *
     * @param item has more tokens than there is room for
     * @param room greatest number of tokens that the result may have, at least 1
     * @return empty if nothing useful is left
     */
    Optional<Sized<T>> cut(T item, long room);
  }

  /**
   * What was picked.
   *
   * @param kept the items that fit, in rank order
   * @param leftOut the items that do not, in rank order
   * @param available number of tokens that there was room for
   * @param used number of tokens of the kept items, at most {@code available}
   * @param lastIsCut whether the last kept item was cut
   */
  public record Selection<T>(
      List<T> kept, List<T> leftOut, long available, long used, boolean lastIsCut) {}

  private final long available;
  private final WhenFull whenFull;

  /**
   * A budget.
   *
   * @param tokens number of tokens of the whole budget, 0 or more
   * @param reserve number of them that is kept free, for the question and the answer; from 0 to
   *     {@code tokens}
   * @throws IllegalArgumentException if a number is out of its range
   */
  public TokenBudget(long tokens, long reserve, WhenFull whenFull) {
    if (tokens < 0) {
      throw new IllegalArgumentException("tokens must not be negative, got " + tokens);
    }
    if (reserve < 0 || reserve > tokens) {
      throw new IllegalArgumentException(
          "reserve must be from 0 to the budget, " + tokens + ", got " + reserve);
    }
    this.available = tokens - reserve;
    this.whenFull = Objects.requireNonNull(whenFull, "whenFull");
  }

  /**
   * Picks items that need not be cut.
   *
   * @param items in rank order
   * @param tokens number of tokens of an item; not asked for items behind the first that does not
   *     fit, except with {@link WhenFull#SKIP}
   * @throws IllegalStateException if this budget is to cut
   */
  public <T> Selection<T> select(List<? extends T> items, ToLongFunction<? super T> tokens) {
    if (whenFull == WhenFull.CUT) {
      throw new IllegalStateException("a budget that cuts needs to know how: give a Cutter");
    }
    return select(items, tokens, (item, room) -> Optional.empty());
  }

  /**
   * Picks items.
   *
   * @param items in rank order
   * @param tokens as above
   * @param cutter cuts the first item that does not fit, with {@link WhenFull#CUT}
   * @throws IllegalArgumentException if the cutter returns more than there is room for
   */
  public <T> Selection<T> select(
      List<? extends T> items, ToLongFunction<? super T> tokens, Cutter<T> cutter) {
    List<T> kept = new ArrayList<>();
    List<T> leftOut = new ArrayList<>();
    long used = 0;
    boolean full = false;
    boolean cut = false;
    for (T item : items) {
      if (full) {
        leftOut.add(item);
        continue;
      }
      long size = tokens.applyAsLong(item);
      long room = available - used;
      if (size <= room) {
        kept.add(item);
        used += size;
        continue;
      }
      full = whenFull != WhenFull.SKIP;
      Optional<Sized<T>> part =
          whenFull == WhenFull.CUT && room > 0 ? cutter.cut(item, room) : Optional.empty();
      if (part.isEmpty()) {
        leftOut.add(item);
        continue;
      }
      used += requireRoom(part.get().tokens(), room);
      kept.add(part.get().item());
      cut = true;
    }
    return new Selection<>(List.copyOf(kept), List.copyOf(leftOut), available, used, cut);
  }

  private static long requireRoom(long tokens, long room) {
    if (tokens > room) {
      throw new IllegalArgumentException(
          "a cut item has " + tokens + " tokens, there is room for " + room);
    }
    return tokens;
  }
}
