package io.github.lucenebpe.bpe;

import java.util.Arrays;

/**
 * What pairs merge to, for those that were asked for lately: 128 KiB in front of a {@link
 * MergeTable} of megabytes, which is too big for the caches of a processor. Pairs that do not merge
 * are kept too, but for the nine in ten that {@link MergeTable#mayMerge} rules out.
 *
 * <p>Direct-mapped; a slot is one long, laid out as in the table, where the greatest id stands for
 * "does not merge". Not thread-safe.
 */
final class PairCache {
  private static final int BITS = 14;
  private static final int ID_BITS = 21;
  private static final int NONE = (1 << ID_BITS) - 1;

  private final MergeTable table;
  private final long[] slots = new long[1 << BITS];

  PairCache(MergeTable table) {
    this.table = table;
    Arrays.fill(slots, -1);
  }

  /** The id that the pair merges to, or {@link MergeTable#NONE}. */
  int get(int left, int right) {
    long pair = ((long) left << ID_BITS) | right;
    int at = (int) ((pair * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - BITS));
    long slot = slots[at];
    if (slot >>> ID_BITS == pair) {
      int id = (int) slot & NONE;
      return id == NONE ? MergeTable.NONE : id;
    }
    if (!table.mayMerge(left, right)) {
      return MergeTable.NONE;
    }
    int id = table.get(left, right);
    slots[at] = (pair << ID_BITS) | Math.min(id, NONE);
    return id;
  }
}
