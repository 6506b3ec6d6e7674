package io.github.lucenebpe.bpe;

/**
 * Merges the tokens of a long piece with any merges: a binary heap of the possible ones over a
 * linked list of tokens. O(n log n), no recursion. {@link LongMerge} is quicker, but needs merges
 * that make greater ids than those of their parts.
 *
 * <p>A heap entry is {@code merged id << 32 | position}, so that the smallest entry is the smallest
 * merge and the leftmost among equals. Entries are not removed when a neighbour changes; an entry
 * counts only if it is still what {@link #merged} says of its position. There are never more than
 * 2n entries: each merge takes one out and puts at most two in.
 *
 * <p>Takes 28 bytes of arrays for each byte of the piece. Not thread-safe.
 */
final class HeapMerge {
  private static final int DEAD = -1;

  private final PairCache pairs;
  private final int n;
  private final int[] merged;
  private final int[] previous;
  private final int[] next;
  private final long[] heap;
  private int heapSize;

  /**
   * Room for one merge.
   *
   * @param n number of tokens
   */
  HeapMerge(int n, PairCache pairs) {
    this.pairs = pairs;
    this.n = n;
    merged = new int[n];
    previous = new int[n];
    next = new int[n];
    heap = new long[Math.multiplyExact(2, n)];
  }

  /**
   * Applies all merges, smallest id first, leftmost first among equals.
   *
   * @param ids the tokens, merged in place
   * @return number of tokens left
   */
  int merge(int[] ids) {
    for (int i = 0; i < n; i++) {
      previous[i] = i - 1;
      next[i] = i + 1;
    }
    for (int i = 0; i < n; i++) {
      offer(i, ids);
    }
    int left = n;
    while (heapSize > 0) {
      long entry = poll();
      int at = (int) entry;
      int id = (int) (entry >>> 32);
      if (merged[at] != id) {
        continue;
      }
      int right = next[at];
      ids[at] = id;
      merged[right] = DEAD;
      next[at] = next[right];
      if (next[at] < n) {
        previous[next[at]] = at;
      }
      left--;
      offer(at, ids);
      if (previous[at] >= 0) {
        offer(previous[at], ids);
      }
    }
    for (int i = 0, at = 0; at < n; i++, at = next[at]) {
      ids[i] = ids[at];
    }
    return left;
  }

  /** Notes what the token at a position and the one after it merge to. */
  private void offer(int at, int[] ids) {
    int id = next[at] < n ? pairs.get(ids[at], ids[next[at]]) : MergeTable.NONE;
    merged[at] = id;
    if (id != MergeTable.NONE) {
      push(((long) id << 32) | at);
    }
  }

  private void push(long entry) {
    int at = heapSize++;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (heap[parent] <= entry) {
        break;
      }
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = entry;
  }

  private long poll() {
    long top = heap[0];
    long entry = heap[--heapSize];
    int at = 0;
    for (int child = 1; child < heapSize; child = 2 * at + 1) {
      if (child + 1 < heapSize && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= entry) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = entry;
    return top;
  }
}
