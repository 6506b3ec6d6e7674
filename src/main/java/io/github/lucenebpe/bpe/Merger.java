package io.github.lucenebpe.bpe;

/** Merges the tokens of a piece by the algorithm that is right for it. Not thread-safe. */
final class Merger {
  private final int size;
  private final boolean monotone;
  private final PairCache pairs;
  private final ShortMerge shortMerge;
  private LongMerge longMerge;

  /**
   * A worker for one thread.
   *
   * @param size greatest id + 1
   */
  Merger(int size, MergeTable merges) {
    this.size = size;
    monotone = merges.isMonotone();
    pairs = new PairCache(merges);
    shortMerge = new ShortMerge(pairs);
  }

  /**
   * Applies all merges, smallest id first, leftmost first among equals.
   *
   * @param ids the tokens, merged in place
   * @param n number of tokens
   * @return number of tokens left
   */
  int merge(int[] ids, int n) {
    if (n <= ShortMerge.MAX_TOKENS) {
      return shortMerge.merge(ids, n);
    }
    if (!monotone) {
      return new HeapMerge(n, pairs).merge(ids);
    }
    if (longMerge == null) {
      longMerge = new LongMerge(size, pairs);
    }
    return longMerge.merge(ids, n);
  }
}
