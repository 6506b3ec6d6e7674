package io.github.lucenebpe.bpe;

import java.util.Arrays;

/**
 * Merges the tokens of a long piece: the possible merges wait in one list for each token that they
 * make, and the lists are emptied in the order of ids. No recursion.
 *
 * <p>Every merge has to make a greater id than those of its parts ({@link MergeTable#isMonotone}):
 * then emptying a list fills only lists that are still to come. Tokens are a doubly linked list
 * over the positions of their first bytes. Each position is in the list of what it and its right
 * neighbour merge to, and leaves that list when a neighbour changes. A bit for each list that is
 * not empty finds the next one. Within a list the leftmost position goes first, which matters for
 * runs: {@code aaa} becomes {@code Xa}; a list that is not in order is sorted.
 *
 * <p>O(n + vocabulary / 64), or O(n log n) where lists have to be sorted. Takes 24 bytes of arrays
 * for each byte of the piece, of which those of a very long one are not kept, and 4 bytes for each
 * id. Not thread-safe.
 */
final class LongMerge {
  private static final int NONE = -1;

  /** Arrays for longer pieces, in tokens, are not kept. */
  private static final int KEPT = 1 << 12;

  private final PairCache pairs;

  private int[] ids;
  private int n;

  /** The tokens: positions of the neighbours. */
  private int[] previous = {};

  private int[] next = {};

  /** What the token at a position and its right neighbour merge to. */
  private int[] merged = {};

  /** The lists: neighbours of a position in its list, first position by merged id. */
  private int[] before = {};

  private int[] after = {};
  private final int[] first;

  /** A bit for each id whose list is not empty. All lists are empty between two pieces. */
  private final long[] nonEmpty;

  /** Number of lists that are not empty. */
  private int lists;

  /** All lists of smaller ids than this are empty. */
  private int lowest;

  /** The list that is being emptied, in ascending order, and its id. */
  private int[] batch = new int[64];

  private int taken = NONE;

  /**
   * A worker for one thread.
   *
   * @param size greatest id + 1
   */
  LongMerge(int size, PairCache pairs) {
    this.pairs = pairs;
    first = new int[size];
    nonEmpty = new long[(size + 63) / 64];
    Arrays.fill(first, NONE);
  }

  /**
   * Applies all merges, smallest id first, leftmost first among equals.
   *
   * @param tokens the tokens, merged in place
   * @param count number of tokens
   * @param starts takes for each token left the index of the first token that went into it
   * @return number of tokens left
   */
  int merge(int[] tokens, int count, int[] starts) {
    ids = tokens;
    n = count;
    if (next.length < n) {
      allocate(n);
    }
    for (int i = 0; i < n; i++) {
      previous[i] = i - 1;
      next[i] = i + 1;
    }
    lowest = 0;
    taken = NONE;
    for (int i = n - 1; i >= 0; i--) {
      enter(i);
    }
    int left = n;
    for (int id = lowestId(); id != NONE; id = lowestId()) {
      int size = takeList(id);
      for (int i = 0; i < size; i++) {
        // An earlier merge of this batch may have taken one of the two: aa of aaa.
        if (merged[batch[i]] == id) {
          merge(batch[i], id);
          left--;
        }
      }
    }
    for (int i = 0, at = 0; at < n; i++, at = next[at]) {
      ids[i] = ids[at];
      starts[i] = at;
    }
    ids = null;
    if (n > KEPT) {
      allocate(0);
      batch = new int[64];
    }
    return left;
  }

  private void allocate(int capacity) {
    previous = new int[capacity];
    next = new int[capacity];
    merged = new int[capacity];
    before = new int[capacity];
    after = new int[capacity];
  }

  private void merge(int at, int id) {
    int right = next[at];
    leave(right);
    ids[at] = id;
    next[at] = next[right];
    if (next[at] < n) {
      previous[next[at]] = at;
    }
    merged[at] = MergeTable.NONE;
    enter(at);
    if (previous[at] >= 0) {
      leave(previous[at]);
      enter(previous[at]);
    }
  }

  /** Finds out what a position merges to, and puts it at the head of the list of that. */
  private void enter(int at) {
    int id = next[at] < n ? pairs.get(ids[at], ids[next[at]]) : MergeTable.NONE;
    merged[at] = id;
    if (id != MergeTable.NONE) {
      enter(at, id);
    }
  }

  private void enter(int at, int id) {
    int head = first[id];
    before[at] = NONE;
    after[at] = head;
    first[id] = at;
    if (head == NONE) {
      nonEmpty[id >>> 6] |= 1L << id;
      lists++;
    } else {
      before[head] = at;
    }
  }

  /** Takes a position out of its list, or out of the batch. */
  private void leave(int at) {
    int id = merged[at];
    if (id == MergeTable.NONE) {
      return;
    }
    merged[at] = MergeTable.NONE;
    if (id == taken) {
      return;
    }
    int left = before[at];
    int right = after[at];
    if (right != NONE) {
      before[right] = left;
    }
    if (left != NONE) {
      after[left] = right;
    } else {
      first[id] = right;
      if (right == NONE) {
        nonEmpty[id >>> 6] &= ~(1L << id);
        lists--;
      }
    }
  }

  /** Moves a list to the batch and returns its size. */
  private int takeList(int id) {
    int size = 0;
    boolean ascending = true;
    for (int at = first[id]; at != NONE; at = after[at]) {
      if (size == batch.length) {
        batch = Arrays.copyOf(batch, 2 * size);
      }
      ascending &= size == 0 || batch[size - 1] < at;
      batch[size++] = at;
    }
    if (!ascending) {
      Arrays.sort(batch, 0, size);
    }
    first[id] = NONE;
    nonEmpty[id >>> 6] &= ~(1L << id);
    lists--;
    taken = id;
    return size;
  }

  /** The smallest id whose list is not empty. */
  private int lowestId() {
    if (lists == 0) {
      return NONE;
    }
    int word = lowest >>> 6;
    while (nonEmpty[word] == 0) {
      word++;
    }
    lowest = (word << 6) + Long.numberOfTrailingZeros(nonEmpty[word]);
    return lowest;
  }
}
