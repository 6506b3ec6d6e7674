package io.github.lucenebpe.bpe;

/**
 * The tokens of short pieces of ASCII, and of parts of other pieces, that were seen lately: keys of
 * 16 bytes, {@link PieceKeys} or {@link CharKeys}, to up to six ids, in one flat array that grows
 * to 4 MiB. Of a piece of more tokens it is kept that there are more. A slot is four longs:
 *
 * <pre>
 * key, low   key, high, and the number of ids << 60   ids 0 1 2 (21 bits each)   ids 3 4 5
 * </pre>
 *
 * <p>Four slots make a set; a new piece goes to the first that is free, so that pieces which recur,
 * and come early, are found at first glance. In a full set it pushes the others on by one, and the
 * last out. There are at most three pieces to two sets until the array has its full size. So the
 * cache is bounded, and no text can make a look-up longer than four comparisons.
 *
 * <p>A key is never zero in its high half, where the length of the piece is, and has room for the
 * number of ids. Not thread-safe.
 */
final class PieceCache {
  /** Number of ids that a slot has room for. */
  static final int MAX_TOKENS = 6;

  /** Stands for any greater number of tokens, which are not here. */
  private static final int MANY = MAX_TOKENS + 1;

  private static final int INITIAL_BITS = 9;
  private static final int MAX_BITS = 15;
  private static final int SLOT = 4;
  private static final int WAYS = 4;
  private static final int SET = WAYS * SLOT;
  private static final int ID_BITS = 21;
  private static final int ID_MASK = (1 << ID_BITS) - 1;
  private static final int COUNT_SHIFT = 60;
  private static final long COUNT_MASK = 7L << COUNT_SHIFT;

  private int setBits = INITIAL_BITS;
  private long[] slots = new long[SET << INITIAL_BITS];

  /** Pieces entered, those that were pushed out too. */
  private int entered;

  /** The slot of a key, or -1. */
  int find(long low, long high) {
    int set = set(low, high);
    if (isKey(set, low, high)) {
      return set;
    }
    return findLater(set, low, high);
  }

  private int findLater(int set, long low, long high) {
    for (int slot = set + SLOT; slot < set + SET; slot += SLOT) {
      if (isKey(slot, low, high)) {
        return slot;
      }
    }
    return -1;
  }

  private boolean isKey(int slot, long low, long high) {
    return ((slots[slot] ^ low) | ((slots[slot + 1] ^ high) & ~COUNT_MASK)) == 0;
  }

  /**
   * Copies the tokens of a slot.
   *
   * @param ids has room for {@link #MAX_TOKENS}, which are all written, for want of a branch
   * @return number of tokens; if greater than {@link #MAX_TOKENS}, they are not here
   */
  int copyIds(int slot, int[] ids, int at) {
    long first = slots[slot + 2];
    long rest = slots[slot + 3];
    ids[at] = (int) first & ID_MASK;
    ids[at + 1] = (int) (first >>> ID_BITS) & ID_MASK;
    ids[at + 2] = (int) (first >>> (2 * ID_BITS)) & ID_MASK;
    ids[at + 3] = (int) rest & ID_MASK;
    ids[at + 4] = (int) (rest >>> ID_BITS) & ID_MASK;
    ids[at + 5] = (int) (rest >>> (2 * ID_BITS)) & ID_MASK;
    return (int) (slots[slot + 1] >>> COUNT_SHIFT) & 7;
  }

  /**
   * Enters a piece.
   *
   * @param count number of tokens, which are kept if they are at most {@link #MAX_TOKENS}
   */
  void put(long low, long high, int[] ids, int at, int count) {
    long first = 0;
    long rest = 0;
    for (int i = 0; i < Math.min(count, MAX_TOKENS); i++) {
      if (i < 3) {
        first |= (long) ids[at + i] << (i * ID_BITS);
      } else {
        rest |= (long) ids[at + i] << ((i - 3) * ID_BITS);
      }
    }
    if (entered >= 3 << (setBits - 1) && setBits < MAX_BITS) {
      grow();
    }
    put(low, high | (long) Math.min(count, MANY) << COUNT_SHIFT, first, rest);
    entered++;
  }

  private void put(long low, long high, long first, long rest) {
    int slot = slotFor(set(low, high & ~COUNT_MASK));
    slots[slot] = low;
    slots[slot + 1] = high;
    slots[slot + 2] = first;
    slots[slot + 3] = rest;
  }

  /** The first slot of a set that is free; if none is, the first after pushing out the last. */
  private int slotFor(int set) {
    for (int slot = set; slot < set + SET; slot += SLOT) {
      if (slots[slot + 1] == 0) {
        return slot;
      }
    }
    System.arraycopy(slots, set, slots, set + SLOT, SET - SLOT);
    return set;
  }

  private void grow() {
    long[] old = slots;
    setBits++;
    slots = new long[SET << setBits];
    for (int i = 0; i < old.length; i += SLOT) {
      if (old[i + 1] != 0) {
        put(old[i], old[i + 1], old[i + 2], old[i + 3]);
      }
    }
  }

  private int set(long low, long high) {
    long h = (low ^ Long.rotateLeft(high, 29)) * 0x9E3779B97F4A7C15L;
    return (int) (h >>> (Long.SIZE - setBits)) * SET;
  }
}
