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
  private final BytePairs bytePairs;
  private final ShortMerge shortMerge;
  private WindowMerge windowMerge;

  /**
   * A worker for one thread.
   *
   * @param vocabulary the tokens
   * @param bytePairs the merges that make tokens of two bytes
   * @param merges the merges that make them all
   */
  Merger(Vocabulary vocabulary, BytePairs bytePairs, MergeTable merges) {
    size = vocabulary.size();
    overlap = Math.clamp(2L * vocabulary.maxLength(), MIN_OVERLAP, MAX_OVERLAP);
    monotone = merges.isMonotone();
    this.bytePairs = bytePairs;
    pairs = new PairCache(merges);
    shortMerge = new ShortMerge(bytePairs, pairs);
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

  /**
   * Applies all merges to the bytes of a piece.
   *
   * @param bytes holds the piece from {@code from} on
   * @param n number of bytes
   * @param work scratch with room for as many tokens
   * @param out where the merged tokens go from {@code at} on; another array
   * @return number of tokens
   */
  int merge(byte[] bytes, int from, int n, int[] work, int[] out, int at) {
    if (n <= ShortMerge.MAX_TOKENS) {
      int left = shortMerge.merge(bytes, from, n, work);
      System.arraycopy(work, 0, out, at, left);
      return left;
    }
    for (int i = 0; i < n; i++) {
      work[i] = bytePairs.id(bytes[from + i]);
    }
    return merge(work, n, out, at);
  }

  private WindowMerge windows() {
    if (windowMerge == null) {
      windowMerge = new WindowMerge(new LongMerge(size, pairs), 8 * overlap, overlap);
    }
    return windowMerge;
  }
}
