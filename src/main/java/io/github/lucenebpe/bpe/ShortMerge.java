package io.github.lucenebpe.bpe;

/**
 * Merges the tokens of a short piece: looks for the smallest merge again after each one. O(n ·
 * merges), and the fastest for small n: all of it stays in the first-level cache, and there is
 * hardly a branch that cannot be foreseen.
 *
 * <p>A possible merge is one int, {@code merged id << 6 | position}, so that the smallest of them
 * is the smallest id and the leftmost among equals; it stands at the position of its right token.
 * Tokens stay at their positions, a bit for each of those that are left. Not thread-safe: the
 * arrays are reused.
 */
final class ShortMerge {
  private static final int POSITION_BITS = 6;
  private static final int POSITION_MASK = (1 << POSITION_BITS) - 1;

  /** Merges that are looked at together. */
  private static final int BLOCK = 8;

  /** Most tokens: a bit for each in a long, and a block of merges after them. */
  static final int MAX_TOKENS = Long.SIZE - BLOCK;

  /** No merge; greater than any. */
  private static final int NONE = PairCache.NONE << POSITION_BITS;

  private final PairCache pairs;

  /** By position + 1, so that the first token has a place before it, and the last one after it. */
  private final int[] ids = new int[1 + Long.SIZE + 1];

  /** Likewise by the right one of two tokens. In the places before and after is anything. */
  private final int[] merges = new int[1 + Long.SIZE + 1];

  ShortMerge(PairCache pairs) {
    this.pairs = pairs;
  }

  /**
   * Applies all merges, smallest id first, leftmost first among equals.
   *
   * <p>Example: with the merges {@code a a → 256}, {@code 256 a → 257} the tokens {@code a a a a}
   * become {@code 256 256}.
   *
   * @param tokens the tokens, merged in place
   * @param n number of tokens, at most {@link #MAX_TOKENS}
   * @return number of tokens left
   */
  int merge(int[] tokens, int n) {
    System.arraycopy(tokens, 0, ids, 1, n);
    for (int i = 1; i < n; i++) {
      merges[i + 1] = entry(i - 1, i);
    }
    for (int i = n + 1; i <= n + BLOCK; i++) {
      merges[i] = NONE;
    }
    long alive = (1L << n) - 1;
    for (int best = smallest(n); best < NONE; best = smallest(n)) {
      int right = best & POSITION_MASK;
      int left = before(right, alive);
      alive ^= 1L << right;
      merges[right + 1] = NONE;
      ids[left + 1] = best >>> POSITION_BITS;
      merges[left + 1] = entry(before(left, alive), left);
      int after = Long.numberOfTrailingZeros(alive & (-2L << right));
      merges[after + 1] = entry(left, after);
    }
    int count = Long.bitCount(alive);
    for (int i = 0; i < count; i++) {
      tokens[i] = ids[Long.numberOfTrailingZeros(alive) + 1];
      alive &= alive - 1;
    }
    return count;
  }

  /** The position of the last token before another, -1 if there is none. */
  private static int before(int position, long alive) {
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(alive & ~(-1L << position));
  }

  /** The smallest of the merges that end after the first token. */
  private int smallest(int n) {
    int smallest = NONE;
    for (int i = 2; i <= n; i += BLOCK) {
      int a = Math.min(merges[i], merges[i + 1]);
      int b = Math.min(merges[i + 2], merges[i + 3]);
      int c = Math.min(merges[i + 4], merges[i + 5]);
      int d = Math.min(merges[i + 6], merges[i + 7]);
      smallest = Math.min(smallest, Math.min(Math.min(a, b), Math.min(c, d)));
    }
    return smallest;
  }

  private int entry(int left, int right) {
    return pairs.find(ids[left + 1], ids[right + 1]) << POSITION_BITS | right;
  }
}
