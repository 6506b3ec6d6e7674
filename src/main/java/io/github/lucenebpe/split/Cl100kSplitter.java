package io.github.lucenebpe.split;

/** Placeholder. */
public final class Cl100kSplitter implements Splitter {
  @Override
  public String pattern() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int pieceEnd(char[] text, int from, int to) {
    throw new UnsupportedOperationException();
  }
}
