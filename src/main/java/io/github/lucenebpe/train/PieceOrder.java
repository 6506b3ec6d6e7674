package io.github.lucenebpe.train;

import java.util.Arrays;

/**
 * Sorts pieces by their bytes as unsigned numbers: by three bytes at a time as the keys of a sort
 * of longs, and what is equal in these by the next three. Few pieces are compared as a whole.
 */
final class PieceOrder {
  /** So few are sorted by insertion. */
  private static final int FEW = 16;

  /** Bytes in a key. */
  private static final int KEY = 3;

  /** Pieces that have so many bytes in common are compared as a whole, lest the stack grow. */
  private static final int MAX_DEPTH = 3000;

  private static final int NUMBER_BITS = 32;

  private final PieceCounts pieces;

  private PieceOrder(PieceCounts pieces) {
    this.pieces = pieces;
  }

  /** The numbers of the pieces in ascending order of their bytes. */
  static int[] byBytes(PieceCounts pieces) {
    long[] entries = new long[pieces.size()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = i;
    }
    new PieceOrder(pieces).sort(entries, 0, entries.length, 0);
    int[] order = new int[entries.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) entries[i];
    }
    return order;
  }

  /** Sorts entries whose pieces have their first {@code depth} bytes in common. */
  private void sort(long[] entries, int from, int to, int depth) {
    if (to - from <= FEW || depth > MAX_DEPTH) {
      sortAsWhole(entries, from, to);
      return;
    }
    for (int i = from; i < to; i++) {
      int piece = (int) entries[i];
      entries[i] = (key(piece, depth) << NUMBER_BITS) | piece;
    }
    Arrays.sort(entries, from, to);
    int start = from;
    for (int i = from + 1; i <= to; i++) {
      if (i == to || entries[i] >>> NUMBER_BITS != entries[start] >>> NUMBER_BITS) {
        if (i - start > 1) {
          sort(entries, start, i, depth + KEY);
        }
        start = i;
      }
    }
  }

  /** Three bytes and how many of them there are: {@code a} comes before {@code a0}. */
  private long key(int piece, int depth) {
    int start = pieces.start(piece) + depth;
    int length = Math.min(KEY, pieces.start(piece + 1) - start);
    long key = 0;
    for (int i = 0; i < KEY; i++) {
      key = (key << Byte.SIZE) | (i < length ? pieces.byteAt(start + i) : 0);
    }
    return (key << 2) | length;
  }

  private void sortAsWhole(long[] entries, int from, int to) {
    if (to - from > FEW) {
      Long[] boxed = new Long[to - from];
      Arrays.setAll(boxed, i -> entries[from + i]);
      Arrays.sort(boxed, (a, b) -> pieces.compare(a.intValue(), b.intValue()));
      for (int i = from; i < to; i++) {
        entries[i] = boxed[i - from];
      }
      return;
    }
    for (int i = from + 1; i < to; i++) {
      long entry = entries[i];
      int at = i;
      while (at > from && pieces.compare((int) entries[at - 1], (int) entry) > 0) {
        entries[at] = entries[at - 1];
        at--;
      }
      entries[at] = entry;
    }
  }
}
