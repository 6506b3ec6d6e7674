package io.github.lucenebpe.bpe;

/** Placeholder. Not thread-safe. */
public final class PieceEncoder {
  PieceEncoder() {}

  /**
   * Appends the tokens of the piece {@code text[from, to)}; their places are indices of {@code
   * text}.
   */
  public void encode(char[] text, int from, int to, Tokens out) {
    throw new UnsupportedOperationException();
  }

  /** Number of tokens of the piece {@code text[from, to)}. */
  public int count(char[] text, int from, int to) {
    throw new UnsupportedOperationException();
  }
}
