package io.github.lucenebpe.bpe;

/** Placeholder. */
public final class SpecialTokens {
  /** Every special token of the encoding that stands in the text becomes its id. */
  public static final SpecialTokens ALL = new SpecialTokens();

  /** Text that holds a special token is rejected: an exception names the token and its place. */
  public static final SpecialTokens NONE = new SpecialTokens();

  /** Special tokens are plain text. */
  public static final SpecialTokens ORDINARY = new SpecialTokens();

  private SpecialTokens() {}

  /** The named tokens become their ids, all others are plain text; unknown names are ignored. */
  public static SpecialTokens only(String... tokens) {
    throw new UnsupportedOperationException();
  }
}
