package io.github.lucenebpe.bpe;

import java.util.Arrays;

/**
 * The tokens of longer pieces that were seen lately, such as a clause of Chinese: a ring of 1 MiB
 * at most in which new pieces overwrite the oldest.
 *
 * <p>An entry in the ring is the number of chars and of tokens, the chars two to an int, the ids. A
 * table by hash has the position of an entry, counted from the first int ever written, so that an
 * entry that has been overwritten is known by its age. Not thread-safe.
 */
final class LongPieceCache {
  /** Longest piece in chars; any other is rare and merged anew. */
  static final int MAX_CHARS = 255;

  private static final int INITIAL_BITS = 12;
  private static final int MAX_BITS = 18;

  /** A place in the table for so many ints in the ring, as a power of two. */
  private static final int ENTRY_BITS = 3;

  private int bits;
  private int[] ring;
  private long[] positions;
  private long head;

  LongPieceCache() {
    allocate(INITIAL_BITS);
  }

  private void allocate(int newBits) {
    bits = newBits;
    ring = new int[1 << bits];
    positions = new long[1 << (bits - ENTRY_BITS)];
    Arrays.fill(positions, -1);
    head = ring.length;
  }

  /** Index of the entry of the piece {@code text[from, to)} in the ring, or -1. */
  int find(char[] text, int from, int to) {
    long position = positions[slot(text, from, to)];
    if (position < head - ring.length) {
      return -1;
    }
    int at = (int) position & (ring.length - 1);
    int chars = to - from;
    if (ring[at] >>> 16 != chars) {
      return -1;
    }
    int i = from;
    int packed = at + 1;
    for (; i + 1 < to; i += 2) {
      if (ring[packed++] != (text[i] << 16 | text[i + 1])) {
        return -1;
      }
    }
    return i == to || ring[packed] == text[i] ? at : -1;
  }

  /** Number of tokens of an entry. */
  int count(int entry) {
    return ring[entry] & 0xFFFF;
  }

  /** Copies the tokens of an entry to the start of an array. */
  void copyIds(int entry, int count, int[] ids) {
    System.arraycopy(ring, entry + 1 + ((ring[entry] >>> 16) + 1) / 2, ids, 0, count);
  }

  /** Enters a piece of at most {@link #MAX_CHARS}. */
  void put(char[] text, int from, int to, int[] ids, int count) {
    int size = 1 + (to - from + 1) / 2 + count;
    int at = (int) head & (ring.length - 1);
    if (at + size > ring.length) {
      if (bits < MAX_BITS) {
        allocate(bits + 2);
      } else {
        head += ring.length - at;
      }
      at = 0;
    }
    positions[slot(text, from, to)] = head;
    head += size;
    ring[at++] = (to - from) << 16 | count;
    int i = from;
    for (; i + 1 < to; i += 2) {
      ring[at++] = text[i] << 16 | text[i + 1];
    }
    if (i < to) {
      ring[at++] = text[i];
    }
    System.arraycopy(ids, 0, ring, at, count);
  }

  private int slot(char[] text, int from, int to) {
    long h = 0;
    for (int i = from; i < to; i++) {
      h = h * 31 + text[i];
    }
    return (int) ((h * 0x9E3779B97F4A7C15L) >>> (Long.SIZE + ENTRY_BITS - bits));
  }
}
