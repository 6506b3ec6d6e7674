package io.github.lucenebpe.bpe;

import java.util.Arrays;

/** Ids that grow. Not thread-safe. */
final class IntList {
  private static final int INITIAL = 1 << 10;

  /** An array of 4 MiB, the ids of a text of some five megabytes, is kept for the next text. */
  private static final int KEPT = 1 << 20;

  private int[] ints = new int[INITIAL];
  private int size;

  void add(int id) {
    grow(1);
    ints[size++] = id;
  }

  /** Adds the first {@code count} of some ids. */
  void add(int[] ids, int count) {
    grow(count);
    if (count == 1) {
      ints[size] = ids[0];
    } else {
      System.arraycopy(ids, 0, ints, size, count);
    }
    size += count;
  }

  /** The array of the ids, with room for some more after {@link #size}. */
  int[] reserve(int count) {
    grow(count);
    return ints;
  }

  int size() {
    return size;
  }

  /** Takes over what has been written into the array of {@link #reserve}. */
  void setSize(int newSize) {
    size = newSize;
  }

  private void grow(int count) {
    int needed = size + count;
    if (needed > ints.length) {
      // Not beyond what is kept for the next text, if that is enough.
      int doubled = 2 * ints.length;
      int ample = needed <= KEPT ? Math.min(doubled, KEPT) : doubled;
      ints = Arrays.copyOf(ints, Math.max(needed, ample));
    }
  }

  int[] toArray() {
    return Arrays.copyOf(ints, size);
  }

  /** Forgets all, and lets go of an array that a long text has made big. */
  void reset() {
    size = 0;
    if (ints.length > KEPT) {
      ints = new int[INITIAL];
    }
  }
}
