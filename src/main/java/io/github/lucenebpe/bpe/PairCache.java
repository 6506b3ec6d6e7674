package io.github.lucenebpe.bpe;

import java.util.Arrays;

/**
 * What pairs merge to, for those that were asked for lately: 128 KiB in front of a {@link
 * MergeTable} of megabytes, which is too big for the caches of a processor. Pairs that do not merge
 * are kept too, but for the nine in ten that {@link MergeTable#mayMergeBit} rules out.
 *
 * <p>Direct-mapped; a slot is one long, laid out as in the table, where {@link #NONE} stands for
 * "does not merge". Not thread-safe.
 */
final class PairCache {
  private static final int BITS = 14;
  private static final int ID_BITS = 21;

  /** What {@link #find} returns for a pair that does not merge: greater than any id. */
  static final int NONE = (1 << ID_BITS) - 1;

  private final MergeTable table;
  private final long[] slots = new long[1 << BITS];

  PairCache(MergeTable table) {
    this.table = table;
    Arrays.fill(slots, -1);
  }

  /** The id that the pair merges to, or {@link MergeTable#NONE}. */
  int get(int left, int right) {
    int id = find(left, right);
    return id == NONE ? MergeTable.NONE : id;
  }

  /**
   * The id that the pair merges to, or {@link #NONE}. Nobody can foresee whether two tokens merge,
   * so no branch hangs on that: one slot and one bit of the filter answer nearly always.
   */
  int find(int left, int right) {
    long pair = ((long) left << ID_BITS) | right;
    int at = (int) ((pair * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - BITS));
    long slot = slots[at];
    // All its bits are set if the slot has another pair, else none.
    long isOther = -(slot >>> ID_BITS ^ pair) >> (Long.SIZE - 1);
    if ((table.mayMergeBit(left, right) & isOther) != 0) {
      return findInTable(left, right, at);
    }
    return (int) (slot | isOther) & NONE;
  }

  private int findInTable(int left, int right, int at) {
    int id = Math.min(table.get(left, right), NONE);
    slots[at] = (long) left << (2 * ID_BITS) | (long) right << ID_BITS | id;
    return id;
  }
}
