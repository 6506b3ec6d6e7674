package io.github.lucenebpe.split;

/** Does not split: the whole text is one piece, as in minbpe's {@code BasicTokenizer}. */
public final class WholeTextSplitter implements Splitter {

  /** The only instance. */
  public static final WholeTextSplitter INSTANCE = new WholeTextSplitter();

  private WholeTextSplitter() {}

  @Override
  public String pattern() {
    return "";
  }

  @Override
  public int pieceEnd(char[] text, int from, int to) {
    return ~to;
  }

  @Override
  public String toString() {
    return "none";
  }
}
