package io.github.lucenebpe.bpe;

/**
 * The tokens of longer pieces that were seen lately, such as a clause of Chinese, and of pieces of
 * many tokens: a ring that grows to 4 MiB, and in which new pieces then overwrite the oldest, and a
 * table of 1 MiB.
 *
 * <p>An entry in the ring is a long of the number of chars and of tokens, the chars four to a long,
 * and the ids two to a long. A table by hash has the positions of entries, counted from the first
 * long ever written, so that an entry that has been overwritten is known by its age. Four positions
 * make a set, in which a new one takes the place of the oldest: were there but one, pieces that
 * meet in it would be written anew each time, and push others out of the ring.
 *
 * <p>Not thread-safe.
 */
final class LongPieceCache {
  /** Longest piece in chars; any other is rare and merged anew. */
  static final int MAX_LENGTH = 256;

  /** First position; 0 stands for none. */
  private static final int FIRST = 1;

  private static final int INITIAL_BITS = 11;
  private static final int MAX_BITS = 19;

  /** The ring grows to so many times its length, as a power of two. */
  private static final int GROWTH_BITS = 2;

  /** A place in the table for so many longs in the ring, as a power of two. */
  private static final int ENTRY_BITS = 2;

  /** Places in a set of the table. */
  private static final int WAYS = 4;

  /** A place in the table has the upper bits of the hash above these bits of the position. */
  private static final int POSITION_BITS = 44;

  private static final long POSITION_MASK = (1L << POSITION_BITS) - 1;

  private int bits;
  private long[] ring;
  private long[] table;
  private long head;

  LongPieceCache() {
    allocate(INITIAL_BITS);
    head = FIRST;
  }

  private void allocate(int newBits) {
    bits = newBits;
    ring = new long[1 << bits];
    table = new long[1 << (bits - ENTRY_BITS)];
  }

  /** Makes the ring, which has been filled for the first time, four times as long. */
  private void grow() {
    long[] old = ring;
    allocate(bits + GROWTH_BITS);
    System.arraycopy(old, 0, ring, 0, (int) head);
    for (int at = FIRST; at < head; at += size((int) (ring[at] >>> 32), (int) ring[at])) {
      enter(hash(ring, at + 1, (int) (ring[at] >>> 32)), at);
    }
  }

  /** Number of longs of an entry. */
  private static int size(int chars, int tokens) {
    return 1 + (chars + 3) / 4 + (tokens + 1) / 2;
  }

  private void enter(long hash, long position) {
    table[oldest(set(hash))] = (hash & ~POSITION_MASK) | position;
  }

  /**
   * Copies the tokens of a piece.
   *
   * @param text holds the piece at {@code [from, to)}
   * @return number of tokens, 0 if the piece is not here
   */
  int get(char[] text, int from, int to, int[] out, int at) {
    long hash = hash(text, from, to);
    int set = set(hash);
    for (int place = set; place < set + WAYS; place++) {
      if ((table[place] ^ hash) >>> POSITION_BITS == 0) {
        int count = get(table[place] & POSITION_MASK, text, from, to, out, at);
        if (count > 0) {
          return count;
        }
      }
    }
    return 0;
  }

  /** Copies the tokens of an entry, if it is still there and that of the piece. */
  private int get(long position, char[] text, int from, int to, int[] out, int at) {
    if (position < head - ring.length) {
      return 0;
    }
    int next = (int) position & (ring.length - 1);
    int count = (int) ring[next];
    if (ring[next++] >>> 32 != to - from) {
      return 0;
    }
    int i = from;
    for (; i + 4 <= to; i += 4) {
      if (ring[next++] != CharKeys.four(text, i)) {
        return 0;
      }
    }
    if (i < to && ring[next++] != CharKeys.chars(text, i, to - i)) {
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

  /** Enters a piece of at most {@link #MAX_LENGTH} chars that is not here. */
  void put(char[] text, int from, int to, int[] ids, int at, int count) {
    int size = size(to - from, count);
    if (head + size > ring.length && bits < MAX_BITS) {
      grow();
    }
    int next = (int) head & (ring.length - 1);
    if (next + size > ring.length) {
      head += ring.length - next;
      next = 0;
    }
    enter(hash(text, from, to), head);
    head += size;
    ring[next++] = (long) (to - from) << 32 | count;
    int i = from;
    for (; i + 4 <= to; i += 4) {
      ring[next++] = CharKeys.four(text, i);
    }
    if (i < to) {
      ring[next++] = CharKeys.chars(text, i, to - i);
    }
    for (int id = 0; id < count; id += 2) {
      long second = id + 1 < count ? ids[at + id + 1] : 0;
      ring[next++] = second << 32 | ids[at + id];
    }
  }

  /** The place in a set with the smallest position; a place that is free has 0. */
  private int oldest(int set) {
    int oldest = set;
    for (int place = set + 1; place < set + WAYS; place++) {
      if ((table[place] & POSITION_MASK) < (table[oldest] & POSITION_MASK)) {
        oldest = place;
      }
    }
    return oldest;
  }

  /** The first place of the set of a hash, told by bits that the place itself has not. */
  private int set(long hash) {
    return (int) ((hash & POSITION_MASK) >>> (POSITION_BITS + ENTRY_BITS - bits)) & -WAYS;
  }

  /** The same for two pieces that differ by zeros at the end only, which are not in texts. */
  private static long hash(char[] text, int from, int to) {
    int i = from;
    long h = 0;
    for (; i + 4 <= to; i += 4) {
      h = (h ^ CharKeys.four(text, i)) * 0x9E3779B97F4A7C15L;
      h ^= h >>> 32;
    }
    if (i < to) {
      h = (h ^ CharKeys.chars(text, i, to - i)) * 0x9E3779B97F4A7C15L;
    }
    return h ^ h >>> 24;
  }

  /** The same of chars that are in the ring, four to a long. */
  private static long hash(long[] ring, int at, int length) {
    int i = at;
    long h = 0;
    for (; i < at + length / 4; i++) {
      h = (h ^ ring[i]) * 0x9E3779B97F4A7C15L;
      h ^= h >>> 32;
    }
    if (length % 4 != 0) {
      h = (h ^ ring[i]) * 0x9E3779B97F4A7C15L;
    }
    return h ^ h >>> 24;
  }
}
