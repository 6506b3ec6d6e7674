package io.github.lucenebpe.bpe;

import java.io.IOException;

/**
 * Pair of token ids to the id of their merge.
 *
 * <p>Open addressing with linear probing at a load of at most two thirds; a slot is one long:
 *
 * <pre>
 * 0  left (21 bits)  right (21 bits)  merged (21 bits)      an empty slot is 0
 * </pre>
 *
 * <p>No pair makes that 0: a token is longer than its parts, and so is not one of them.
 *
 * <p>Immutable once filled, and then thread-safe.
 */
final class MergeTable {
  /** What {@link #get} returns for a pair that does not merge: worse than any id. */
  static final int NONE = Integer.MAX_VALUE;

  private static final int ID_BITS = 21;
  private static final long ID_MASK = (1L << ID_BITS) - 1;
  private static final long EMPTY = 0;

  private final long[] slots;

  private int size;
  private boolean monotone;

  /** The pairs that merge. */
  private final HashFilter filter;

  /**
   * An empty table.
   *
   * @param capacity number of pairs that it can take
   */
  private MergeTable(int capacity) {
    // No power of two, which with the header of the array would not fit into regions of G1.
    slots = new long[Math.max(16, capacity + capacity / 2)];
    filter = HashFilter.ofCapacity(capacity);
    monotone = true;
  }

  private MergeTable(PackedArrays in) throws IOException {
    slots = in.readLongs();
    monotone = true;
    filter = HashFilter.read(in);
  }

  /** The table that {@link #write} wrote. */
  static MergeTable read(PackedArrays in) throws IOException {
    return new MergeTable(in);
  }

  /** Writes a table that is {@link #isMonotone}. */
  void write(PackedArrays.Writer out) throws IOException {
    out.writeLongs(slots);
    filter.write(out);
  }

  static MergeTable of(Merges merges) {
    int size = merges.size();
    MergeTable table = new MergeTable(merges.count());
    for (int from = 0; from < size; from = Blocks.end(from, size)) {
      table.putAll(merges, from, Blocks.end(from, size));
    }
    return table;
  }

  private void putAll(Merges merges, int from, int to) {
    for (int id = from; id < to; id++) {
      if (merges.isMerge(id)) {
        put(merges.left(id), merges.right(id), id);
      }
    }
  }

  /**
   * Every pair of tokens whose concatenation is a token: what tiktoken merges, which looks at the
   * bytes only.
   */
  static MergeTable of(Vocabulary vocabulary, TokenTable tokens) {
    byte[] bytes = new byte[vocabulary.maxLength()];
    MergeTable table = new MergeTable(Math.max(16, vocabulary.size()));
    for (int id = 0; id < vocabulary.size(); id++) {
      int length = vocabulary.length(id);
      vocabulary.copy(id, bytes, 0);
      for (int split = 1; split < length; split++) {
        int left = tokens.get(bytes, 0, split);
        int right = left < 0 ? -1 : tokens.get(bytes, split, length);
        if (right >= 0) {
          table = table.withRoom();
          table.put(left, right, id);
        }
      }
    }
    return table;
  }

  private MergeTable withRoom() {
    if (size + 1 + (size + 1) / 2 <= slots.length) {
      return this;
    }
    MergeTable larger = new MergeTable(2 * size);
    for (long slot : slots) {
      if (slot != EMPTY) {
        larger.put(
            (int) (slot >>> (2 * ID_BITS)),
            (int) ((slot >>> ID_BITS) & ID_MASK),
            (int) (slot & ID_MASK));
      }
    }
    return larger;
  }

  private void put(int left, int right, int merged) {
    long pair = pair(left, right);
    int at = slot(pair);
    while (slots[at] != EMPTY) {
      if (slots[at] >>> ID_BITS == pair) {
        throw new IllegalArgumentException(
            "tokens "
                + (slots[at] & ID_MASK)
                + " and "
                + merged
                + " both merge "
                + left
                + " and "
                + right);
      }
      at = next(at);
    }
    slots[at] = (pair << ID_BITS) | merged;
    size++;
    filter.add(pair);
    monotone &= merged > left && merged > right;
  }

  /**
   * The pair of each id.
   *
   * @param left by id, filled with the left part of each token that is a merge
   * @param right likewise the right part
   */
  void copyPairs(int[] left, int[] right) {
    for (long slot : slots) {
      if (slot != EMPTY) {
        int merged = (int) (slot & ID_MASK);
        left[merged] = (int) (slot >>> (2 * ID_BITS));
        right[merged] = (int) ((slot >>> ID_BITS) & ID_MASK);
      }
    }
  }

  /** Whether every merge makes a greater id than those of its parts. */
  boolean isMonotone() {
    return monotone;
  }

  /**
   * 1 if a pair may merge, else 0: of the pairs that do not, one in ten is let through. They are
   * most of those that are asked for where letters stand at random.
   */
  long mayMergeBit(int left, int right) {
    return filter.mayContainBit(pair(left, right));
  }

  /** The id that the pair merges to, or {@link #NONE}. */
  int get(int left, int right) {
    long pair = pair(left, right);
    for (int at = slot(pair); ; at = next(at)) {
      long slot = slots[at];
      if (slot == EMPTY) {
        return NONE;
      }
      if (slot >>> ID_BITS == pair) {
        return (int) (slot & ID_MASK);
      }
    }
  }

  private static long pair(int left, int right) {
    return ((long) left << ID_BITS) | right;
  }

  /**
   * Fibonacci hashing (Knuth, TAOCP 3, 6.4): the top bits of a multiple of 2^64 / golden ratio,
   * scaled to the number of slots.
   */
  private int slot(long pair) {
    return (int) (((hash(pair) >>> Integer.SIZE) * slots.length) >>> Integer.SIZE);
  }

  private static long hash(long pair) {
    return pair * 0x9E3779B97F4A7C15L;
  }

  private int next(int slot) {
    return slot + 1 == slots.length ? 0 : slot + 1;
  }
}
