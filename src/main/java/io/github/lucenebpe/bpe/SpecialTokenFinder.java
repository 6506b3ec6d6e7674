package io.github.lucenebpe.bpe;

import io.github.lucenebpe.split.Delimiters;

/** Placeholder. */
public final class SpecialTokenFinder implements Delimiters {
  @Override
  public int maxLength() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int find(char[] text, int from, int to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int length(char[] text, int start, int to) {
    throw new UnsupportedOperationException();
  }

  /**
   * The id of the special token {@code text[start, start + length)} that was found.
   *
   * @param place index of its first char in the whole text, for the message
   * @throws IllegalArgumentException if the policy rejects it; the message names token and place
   */
  public int id(char[] text, int start, int length, long place) {
    throw new UnsupportedOperationException();
  }
}
