package io.github.lucenebpe.train;

import io.github.lucenebpe.bpe.PieceKeys;
import java.util.Arrays;

/**
 * A hash table that counts pieces. What is looked up is a key of two longs: the bytes of a piece of
 * up to {@value #SHORT} bytes with their number, or two hashes of a longer one. Key, count and
 * number of a piece lie side by side, so that counting a short piece once more takes one access to
 * memory; only the bytes of long ones are compared.
 *
 * <p>Open addressing with linear probing, at most two thirds full.
 *
 * <p>Not thread-safe.
 */
final class PieceTable {
  /** Room behind a piece, so that a key may be read in whole words. */
  static final int SLACK = PieceKeys.PADDING;

  /** Pieces up to this length are their own keys. */
  static final int SHORT = PieceKeys.MAX_LENGTH;

  /** Entries of the smallest and the largest table. */
  private static final int MIN_BITS = 10;

  private static final int MAX_BITS = 28; // an array has less than 2^31 entries

  // An entry: the key, whose second long is never 0, the count, and the number of the piece.
  private static final int KEY_LOW = 0;
  private static final int KEY_HIGH = 1;
  private static final int COUNT = 2;
  private static final int NUMBER = 3;
  private static final int ENTRY_BITS = 2;

  private final PieceCounts pieces;
  private int bits;
  private long[] entries;
  private int size;

  /**
   * An empty table.
   *
   * @param pieces where the bytes of long pieces are
   * @param expected number of pieces to make room for
   */
  PieceTable(PieceCounts pieces, int expected) {
    this.pieces = pieces;
    this.bits = MIN_BITS;
    while (expected >= room(bits)) {
      bits++;
    }
    this.entries = new long[1 << (bits + ENTRY_BITS)];
  }

  private static int room(int bits) {
    return (1 << bits) / 3 * 2;
  }

  /**
   * The first half of the key of {@code text[from, to)}; {@link #SLACK} bytes follow {@code to}.
   */
  static long low(byte[] text, int from, int to) {
    int length = to - from;
    return length <= SHORT ? PieceKeys.low(text, from, length) : hash(text, from, to);
  }

  /**
   * The second half of a key: of a short piece it is positive, of a longer one negative.
   *
   * @param low the first half
   */
  static long high(byte[] text, int from, int to, long low) {
    int length = to - from;
    return length <= SHORT
        ? PieceKeys.high(PieceKeys.longAt(text, from + Long.BYTES), length)
        : mix(low, length) | Long.MIN_VALUE;
  }

  private static long hash(byte[] text, int from, int to) {
    int length = to - from;
    long hash = length;
    int i = from;
    for (; i < to - Long.BYTES; i += Long.BYTES) {
      hash = mix(hash, PieceKeys.longAt(text, i));
    }
    return mix(hash, PieceKeys.low(text, i, to - i));
  }

  private static long mix(long hash, long word) {
    long mixed = (hash ^ word) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 32);
  }

  /** Where the search for a key starts: an index into {@link #entries}. */
  private int slot(long low, long high) {
    long hash = (low ^ (high * 0xC2B2AE3D27D4EB4FL)) * 0x9E3779B97F4A7C15L;
    return (int) (hash >>> (Long.SIZE - bits)) << ENTRY_BITS;
  }

  /**
   * Counts the pieces of some keys once more, those that stand where the search for them starts.
   * They wait for the memory together, which one after the other would not.
   *
   * @param counted set to whether each one was counted; those that were not are to be counted by
   *     {@link #count}, in their order
   */
  void countAll(long[] low, long[] high, int n, boolean[] counted) {
    long[] table = entries;
    for (int i = 0; i < n; i++) {
      int slot = slot(low[i], high[i]);
      boolean exact =
          table[slot + KEY_HIGH] == high[i] && table[slot + KEY_LOW] == low[i] && high[i] > 0;
      if (exact) {
        table[slot + COUNT]++;
      }
      counted[i] = exact;
    }
  }

  /**
   * Counts a piece some times more.
   *
   * @param low the key of {@code text[from, to)}
   * @return the number of the piece; -1 if it is not in the table, where {@link #add} puts it
   */
  int count(long low, long high, byte[] text, int from, int to, long times) {
    long[] table = entries;
    int home = slot(low, high);
    int slot = home;
    long found;
    while ((found = table[slot + KEY_HIGH]) != 0) {
      if (found == high
          && table[slot + KEY_LOW] == low
          && (high > 0 || pieces.holds((int) table[slot + NUMBER], text, from, to))) {
        int number = (int) table[slot + NUMBER];
        table[slot + COUNT] += times;
        // What is frequent moves to where the search for it starts. What was there is found later.
        if (table[home + COUNT] < table[slot + COUNT]) {
          swap(table, home, slot);
        }
        return number;
      }
      slot = next(slot, table);
    }
    return -1;
  }

  private static void swap(long[] table, int a, int b) {
    for (int i = 0; i < 1 << ENTRY_BITS; i++) {
      long entry = table[a + i];
      table[a + i] = table[b + i];
      table[b + i] = entry;
    }
  }

  private static int next(int slot, long[] table) {
    return (slot + (1 << ENTRY_BITS)) & (table.length - 1);
  }

  /**
   * Puts a piece into the table that is not there yet.
   *
   * @throws IllegalStateException if the table cannot grow any more
   */
  void add(long low, long high, int number, long count) {
    if (++size >= room(bits)) {
      grow();
    }
    int slot = slot(low, high);
    while (entries[slot + KEY_HIGH] != 0) {
      slot = next(slot, entries);
    }
    entries[slot + KEY_LOW] = low;
    entries[slot + KEY_HIGH] = high;
    entries[slot + COUNT] = count;
    entries[slot + NUMBER] = number;
  }

  private void grow() {
    if (bits == MAX_BITS) {
      throw new IllegalStateException("more than " + size + " distinct pieces");
    }
    long[] old = entries;
    bits++;
    entries = new long[1 << (bits + ENTRY_BITS)];
    for (int from = 0; from < old.length; from += 1 << ENTRY_BITS) {
      if (old[from + KEY_HIGH] != 0) {
        int slot = slot(old[from + KEY_LOW], old[from + KEY_HIGH]);
        while (entries[slot + KEY_HIGH] != 0) {
          slot = next(slot, entries);
        }
        System.arraycopy(old, from, entries, slot, 1 << ENTRY_BITS);
      }
    }
  }

  /** Writes the count of each piece to the place of its number. */
  void copyCounts(long[] counts) {
    for (int slot = 0; slot < entries.length; slot += 1 << ENTRY_BITS) {
      if (entries[slot + KEY_HIGH] != 0) {
        counts[(int) entries[slot + NUMBER]] = entries[slot + COUNT];
      }
    }
  }

  /** Takes all pieces out, and keeps the room. */
  void clear() {
    Arrays.fill(entries, 0);
    size = 0;
  }
}
