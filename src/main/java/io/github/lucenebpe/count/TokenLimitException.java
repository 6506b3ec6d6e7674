package io.github.lucenebpe.count;

/** A text has more tokens than it may have. */
public final class TokenLimitException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final long tokens;
  private final int limit;

  TokenLimitException(long tokens, int limit, String encoding) {
    super("the text has " + tokens + " tokens of " + encoding + ", the limit is " + limit);
    this.tokens = tokens;
    this.limit = limit;
  }

  /** Number of tokens that the text has. */
  public long tokens() {
    return tokens;
  }

  /** Greatest number of tokens that it may have. */
  public int limit() {
    return limit;
  }
}
