package io.github.lucenebpe.split;

/** Placeholder. */
public final class RegexSplitter implements Splitter {
  private final String pattern;

  RegexSplitter(String pattern) {
    this.pattern = pattern;
  }

  @Override
  public String pattern() {
    return pattern;
  }

  @Override
  public int pieceEnd(char[] text, int from, int to) {
    throw new UnsupportedOperationException();
  }
}
