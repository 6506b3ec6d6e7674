package io.github.lucenebpe.train;

import java.util.Arrays;

/**
 * Sorts pieces by their bytes as unsigned numbers: into buckets by one byte, and each bucket by the
 * next byte. This is the radix sort of McIlroy, Bostic and McIlroy, "Engineering Radix Sort"
 * (1993), with a stack of its own, for pieces may have a million bytes in common.
 */
final class PieceOrder {
  /** So few are sorted by insertion. */
  private static final int FEW = 16;

  /** One for each byte, and the first one for pieces that have no byte more. */
  private static final int BUCKETS = 1 + (1 << Byte.SIZE);

  private final PieceCounts pieces;
  private final int[] order;

  /** What is about to be moved to buckets, and the bucket of each. */
  private final int[] moved;

  private final short[] buckets;

  /** Groups to be sorted: start, end and how many bytes their pieces have in common. */
  private int[] groups = new int[1 << 10];

  private int groupsEnd;

  private PieceOrder(PieceCounts pieces) {
    this.pieces = pieces;
    order = new int[pieces.size()];
    moved = new int[order.length];
    buckets = new short[order.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
  }

  /** The numbers of the pieces in ascending order of their bytes. */
  static int[] byBytes(PieceCounts pieces) {
    PieceOrder sorted = new PieceOrder(pieces);
    sorted.sort();
    return sorted.order;
  }

  private void sort() {
    push(0, order.length, 0);
    while (groupsEnd > 0) {
      groupsEnd -= 3;
      int from = groups[groupsEnd];
      int to = groups[groupsEnd + 1];
      int depth = groups[groupsEnd + 2];
      if (to - from <= FEW) {
        insert(from, to, depth);
      } else {
        distribute(from, to, depth);
      }
    }
  }

  private void push(int from, int to, int depth) {
    if (groupsEnd + 3 > groups.length) {
      groups = Arrays.copyOf(groups, 2 * groups.length);
    }
    groups[groupsEnd] = from;
    groups[groupsEnd + 1] = to;
    groups[groupsEnd + 2] = depth;
    groupsEnd += 3;
  }

  /** Puts pieces into buckets by their byte {@code depth}. */
  private void distribute(int from, int to, int depth) {
    int[] next = new int[BUCKETS];
    for (int i = from; i < to; i++) {
      int bucket = bucket(order[i], depth);
      buckets[i] = (short) bucket;
      next[bucket]++;
    }
    int start = from;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      int size = next[bucket];
      next[bucket] = start;
      start += size;
      if (size > 1) {
        push(start - size, start, depth + 1);
      }
    }
    System.arraycopy(order, from, moved, from, to - from);
    for (int i = from; i < to; i++) {
      order[next[buckets[i]]++] = moved[i];
    }
  }

  private int bucket(int piece, int depth) {
    int at = pieces.start(piece) + depth;
    return at == pieces.start(piece + 1) ? 0 : 1 + pieces.byteAt(at);
  }

  private void insert(int from, int to, int depth) {
    for (int i = from + 1; i < to; i++) {
      int piece = order[i];
      int at = i;
      while (at > from && pieces.isBefore(piece, order[at - 1], depth)) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = piece;
    }
  }
}
