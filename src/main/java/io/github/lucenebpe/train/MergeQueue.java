package io.github.lucenebpe.train;

import java.util.Arrays;

/**
 * Hands out the pairs of a {@link PairTable}, the one with the highest count first.
 *
 * <p>A binary heap that is put in order lazily. The key of a pair (its count, and among equals its
 * first position or its ids) only ever gets worse, so the pair on top, once its count has proved
 * true, is the best of all: every other one is at most as good as its key says. A pair on top that
 * turns out to be stale gets its true key and sinks.
 */
final class MergeQueue {
  private final PairTable pairs;
  private final Ties ties;
  private int[] heap = new int[1024];
  private int size;

  MergeQueue(PairTable pairs, Ties ties) {
    this.pairs = pairs;
    this.ties = ties;
  }

  /**
   * Adds the pairs from a number on.
   *
   * @param maxLength pairs that make a token of more bytes are left out: they get no shorter
   */
  void addAll(int first, int maxLength) {
    for (int pair = first; pair < pairs.size(); pair++) {
      if (pairs.byteLength(pair) <= maxLength) {
        add(pair);
      }
    }
  }

  private void add(int pair) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    int child = size++;
    while (child > 0) {
      int parent = (child - 1) >>> 1;
      if (!before(pair, heap[parent])) {
        break;
      }
      heap[child] = heap[parent];
      child = parent;
    }
    heap[child] = pair;
  }

  /**
   * Takes out the pair to merge next; its record is true then.
   *
   * @param now id of the newest token
   * @return -1 if no pair is left
   */
  int next(int now) {
    while (size > 0) {
      int pair = heap[0];
      if (!pairs.maybeStale(pair) || !pairs.refresh(pair, now)) {
        replaceTop(heap[--size]);
        return pair;
      }
      replaceTop(pairs.count(pair) == 0 ? heap[--size] : pair);
    }
    return -1;
  }

  private void replaceTop(int pair) {
    int parent = 0;
    int child;
    while ((child = 2 * parent + 1) < size) {
      if (child + 1 < size && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], pair)) {
        break;
      }
      heap[parent] = heap[child];
      parent = child;
    }
    heap[parent] = pair;
  }

  private boolean before(int a, int b) {
    long countA = pairs.count(a);
    long countB = pairs.count(b);
    if (countA != countB) {
      return countA > countB;
    }
    if (ties == Ties.FIRST_SEEN) {
      return pairs.firstPosition(a) < pairs.firstPosition(b);
    }
    int leftA = pairs.left(a);
    int leftB = pairs.left(b);
    return leftA != leftB ? leftA < leftB : pairs.right(a) < pairs.right(b);
  }
}
