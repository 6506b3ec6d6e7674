package io.github.lucenebpe.bpe;

/**
 * Merges the tokens of a short piece: looks for the pair with the smallest merge again after each
 * merge. O(n · merges), and the fastest for small n, where all of it stays in the first-level
 * cache.
 */
final class ShortMerge {
  private ShortMerge() {}

  /**
   * Applies all merges, smallest id first, leftmost first among equals.
   *
   * <p>Example: with the merges {@code a a → 256}, {@code 256 a → 257} the tokens {@code a a a a}
   * become {@code 256 256}.
   *
   * @param ids the tokens, merged in place
   * @param merged room for as many ints, overwritten
   * @param n number of tokens
   * @return number of tokens left
   */
  static int merge(int[] ids, int[] merged, int n, MergeTable table) {
    for (int i = 0; i + 1 < n; i++) {
      merged[i] = table.get(ids[i], ids[i + 1]);
    }
    while (n > 1) {
      int best = 0;
      for (int i = 1; i < n - 1; i++) {
        if (merged[i] < merged[best]) {
          best = i;
        }
      }
      if (merged[best] == MergeTable.NONE) {
        break;
      }
      ids[best] = merged[best];
      n--;
      System.arraycopy(ids, best + 2, ids, best + 1, n - best - 1);
      System.arraycopy(merged, best + 1, merged, best, n - best);
      if (best > 0) {
        merged[best - 1] = table.get(ids[best - 1], ids[best]);
      }
      if (best + 1 < n) {
        merged[best] = table.get(ids[best], ids[best + 1]);
      }
    }
    return n;
  }
}
