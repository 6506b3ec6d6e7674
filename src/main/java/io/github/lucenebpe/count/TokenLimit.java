package io.github.lucenebpe.count;

import io.github.lucenebpe.bpe.TokenPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Holds the texts of a document to a number of tokens, such as the context of an embedding model.
 * Immutable and thread-safe.
 */
public final class TokenLimit {

  /** What happens to texts that have more tokens than the limit. */
  public enum Action {
    /** They are refused with an exception. */
    FAIL,
    /** They stay as they are; the result says that they are too long. */
    FLAG,
    /** They are cut, the last first, until all together keep the limit. */
    CUT
  }

  /**
   * Texts after a check.
   *
   * @param texts the texts, cut where that was asked and needed; unmodifiable
   * @param tokens number of tokens that these texts have
   * @param over whether the texts, as they were given, have more tokens than the limit
   */
  public record Checked(List<String> texts, long tokens, boolean over) {}

  private final TokenCounter counter;
  private final int limit;
  private final Action action;

  /**
   * A limit.
   *
   * @param limit greatest number of tokens of all texts of a document together, 0 or more
   * @throws IllegalArgumentException if the limit is negative
   */
  public TokenLimit(TokenCounter counter, int limit, Action action) {
    this.counter = Objects.requireNonNull(counter, "counter");
    this.action = Objects.requireNonNull(action, "action");
    if (limit < 0) {
      throw new IllegalArgumentException("limit must not be negative, got " + limit);
    }
    this.limit = limit;
  }

  /**
   * Counts texts and does what is to be done if they have too many tokens.
   *
   * @throws TokenLimitException if they have too many and the action is {@link Action#FAIL}
   */
  public Checked check(List<String> texts) {
    long tokens = counter.total(texts);
    boolean over = tokens > limit;
    if (over && action == Action.FAIL) {
      throw new TokenLimitException(tokens, limit, counter.encoding().name());
    }
    return over && action == Action.CUT
        ? cut(texts)
        : new Checked(List.copyOf(texts), tokens, over);
  }

  private Checked cut(List<String> texts) {
    List<String> kept = new ArrayList<>(texts.size());
    int used = 0;
    for (String text : texts) {
      TokenPrefix prefix = counter.cut(text, limit - used);
      used += prefix.tokens();
      kept.add(text.substring(0, prefix.end()));
      if (!prefix.whole()) {
        break;
      }
    }
    while (kept.size() < texts.size()) {
      kept.add("");
    }
    return new Checked(List.copyOf(kept), used, true);
  }
}
