package io.github.lucenebpe.bpe;

import java.util.Arrays;

/**
 * The tokens of longer pieces that were seen lately, such as a long word of Russian: a ring of 1
 * MiB at most in which new pieces overwrite the oldest.
 *
 * <p>An entry in the ring is a long of the number of bytes and of tokens, the bytes eight to a
 * long, and the ids two to a long. A table by hash has the position of an entry, counted from the
 * first long ever written, so that an entry that has been overwritten is known by its age. Not
 * thread-safe.
 */
final class LongPieceCache {
  /** Longest piece in bytes; any other is rare and merged anew. */
  static final int MAX_LENGTH = 512;

  private static final int INITIAL_BITS = 11;
  private static final int MAX_BITS = 17;

  /** A place in the table for so many longs in the ring, as a power of two. */
  private static final int ENTRY_BITS = 2;

  private int bits;
  private long[] ring;
  private long[] positions;
  private long head;

  LongPieceCache() {
    allocate(INITIAL_BITS);
  }

  private void allocate(int newBits) {
    bits = newBits;
    ring = new long[1 << bits];
    positions = new long[1 << (bits - ENTRY_BITS)];
    Arrays.fill(positions, -1);
    head = ring.length;
  }

  /**
   * Copies the tokens of a piece.
   *
   * @param bytes holds the piece, and {@link PieceKeys#PADDING} bytes after it
   * @return number of tokens, 0 if the piece is not here
   */
  int get(byte[] bytes, int from, int length, int[] out, int at) {
    long position = positions[slot(bytes, from, length)];
    if (position < head - ring.length) {
      return 0;
    }
    int next = (int) position & (ring.length - 1);
    int count = (int) ring[next];
    if (ring[next++] >>> 32 != length) {
      return 0;
    }
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      if (ring[next++] != PieceKeys.longAt(bytes, from + i)) {
        return 0;
      }
    }
    if (ring[next++] != PieceKeys.low(bytes, from + i, length - i)) {
      return 0;
    }
    for (int id = 0; id < count; id += 2) {
      long two = ring[next++];
      out[at + id] = (int) two;
      if (id + 1 < count) {
        out[at + id + 1] = (int) (two >>> 32);
      }
    }
    return count;
  }

  /** Enters a piece of at most {@link #MAX_LENGTH} bytes that is not here. */
  void put(byte[] bytes, int from, int length, int[] ids, int at, int count) {
    int size = 2 + length / Long.BYTES + (count + 1) / 2;
    int next = (int) head & (ring.length - 1);
    if (next + size > ring.length) {
      if (bits < MAX_BITS) {
        allocate(bits + 2);
      } else {
        head += ring.length - next;
      }
      next = 0;
    }
    positions[slot(bytes, from, length)] = head;
    head += size;
    ring[next++] = (long) length << 32 | count;
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      ring[next++] = PieceKeys.longAt(bytes, from + i);
    }
    ring[next++] = PieceKeys.low(bytes, from + i, length - i);
    for (int id = 0; id < count; id += 2) {
      long second = id + 1 < count ? ids[at + id + 1] : 0;
      ring[next++] = second << 32 | ids[at + id];
    }
  }

  private int slot(byte[] bytes, int from, int length) {
    long h = length;
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      h = (h ^ PieceKeys.longAt(bytes, from + i)) * 0x9E3779B97F4A7C15L;
      h ^= h >>> 32;
    }
    h = (h ^ PieceKeys.low(bytes, from + i, length - i)) * 0x9E3779B97F4A7C15L;
    return (int) (h >>> (Long.SIZE + ENTRY_BITS - bits));
  }
}
