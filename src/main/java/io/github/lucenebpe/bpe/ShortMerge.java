package io.github.lucenebpe.bpe;

/**
 * Merges the tokens of a short piece: looks for the smallest merge again after each one. O(n ·
 * merges), and the fastest for small n: all of it stays in the first-level cache, and the search is
 * a loop without a branch that the JVM turns into vector instructions.
 *
 * <p>A possible merge is one int, {@code merged id << 7 | position}, so that the smallest of them
 * is the smallest id and the leftmost among equals. Tokens stay at their positions, linked to their
 * neighbours. Not thread-safe: the arrays are reused.
 */
final class ShortMerge {
  /** Most tokens that a position of 7 bits can tell apart. */
  static final int MAX_TOKENS = 1 << 7;

  private static final int POSITION_BITS = 7;
  private static final int POSITION_MASK = MAX_TOKENS - 1;
  private static final int NONE = Integer.MAX_VALUE;

  private final PairCache pairs;
  private final int[] merges = new int[MAX_TOKENS];
  private final int[] previous = new int[MAX_TOKENS + 1];
  private final int[] next = new int[MAX_TOKENS];

  ShortMerge(PairCache pairs) {
    this.pairs = pairs;
  }

  /**
   * Applies all merges, smallest id first, leftmost first among equals.
   *
   * <p>Example: with the merges {@code a a → 256}, {@code 256 a → 257} the tokens {@code a a a a}
   * become {@code 256 256}.
   *
   * @param ids the tokens, merged in place
   * @param n number of tokens, at most {@link #MAX_TOKENS}
   * @return number of tokens left
   */
  int merge(int[] ids, int n) {
    for (int i = 0; i < n; i++) {
      previous[i] = i - 1;
      next[i] = i + 1;
      merges[i] = i + 1 < n ? entry(ids[i], ids[i + 1], i) : NONE;
    }
    int left = n;
    for (int best = smallest(n); best != NONE; best = smallest(n)) {
      int at = best & POSITION_MASK;
      int right = next[at];
      int after = next[right];
      ids[at] = best >>> POSITION_BITS;
      next[at] = after;
      previous[after] = at;
      merges[right] = NONE;
      merges[at] = after < n ? entry(ids[at], ids[after], at) : NONE;
      int before = previous[at];
      if (before >= 0) {
        merges[before] = entry(ids[before], ids[at], before);
      }
      left--;
    }
    if (left < n) {
      for (int i = 0, at = 0; at < n; i++, at = next[at]) {
        ids[i] = ids[at];
      }
    }
    return left;
  }

  private int smallest(int n) {
    int smallest = NONE;
    for (int i = 0; i < n; i++) {
      smallest = Math.min(smallest, merges[i]);
    }
    return smallest;
  }

  private int entry(int left, int right, int position) {
    int id = pairs.get(left, right);
    return id == MergeTable.NONE ? NONE : (id << POSITION_BITS) | position;
  }
}
