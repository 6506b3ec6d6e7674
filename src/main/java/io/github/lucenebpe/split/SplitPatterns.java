package io.github.lucenebpe.split;

/** The known split patterns: their short names, their texts and who implements them. */
public final class SplitPatterns {
  private SplitPatterns() {}

  static Splitter splitter(String pattern) {
    throw new UnsupportedOperationException(pattern);
  }

  /**
   * The splitter for what a user types: a short name ({@code none}, {@code gpt2}, {@code
   * gpt4-minbpe}, {@code cl100k}, {@code o200k}) or a regular expression.
   */
  public static Splitter parse(String nameOrPattern) {
    throw new UnsupportedOperationException(nameOrPattern);
  }
}
