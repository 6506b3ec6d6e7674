package io.github.lucenebpe.bpe;

/** Merges the tokens of a piece by the algorithm that is right for it. Not thread-safe. */
final class Merger {
  /** Two windows of a long piece overlap by so much: twice the longest token, within reason. */
  private static final int MIN_OVERLAP = 1 << 8;

  private static final int MAX_OVERLAP = 1 << 13;

  private final int size;
  private final int overlap;
  private final boolean monotone;
  private final PairCache pairs;
  private final ShortMerge shortMerge;
  private WindowMerge windowMerge;

  /**
   * A worker for one thread.
   *
   * @param vocabulary the tokens
   * @param merges the merges that make them
   */
  Merger(Vocabulary vocabulary, MergeTable merges) {
    size = vocabulary.size();
    overlap = Math.clamp(2L * vocabulary.maxLength(), MIN_OVERLAP, MAX_OVERLAP);
    monotone = merges.isMonotone();
    pairs = new PairCache(merges);
    shortMerge = new ShortMerge(pairs);
  }

  /**
   * Applies all merges, smallest id first, leftmost first among equals.
   *
   * @param ids the tokens; they may be changed
   * @param n number of tokens
   * @param out where the merged tokens go from {@code at} on; another array
   * @return number of tokens left
   */
  int merge(int[] ids, int n, int[] out, int at) {
    if (n > ShortMerge.MAX_TOKENS && monotone) {
      return windows().merge(ids, n, out, at);
    }
    int left =
        n <= ShortMerge.MAX_TOKENS ? shortMerge.merge(ids, n) : new HeapMerge(n, pairs).merge(ids);
    System.arraycopy(ids, 0, out, at, left);
    return left;
  }

  private WindowMerge windows() {
    if (windowMerge == null) {
      windowMerge = new WindowMerge(new LongMerge(size, pairs), 16 * overlap, overlap);
    }
    return windowMerge;
  }
}
