package io.github.lucenebpe.bpe;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The tokens of two characters, not both of ASCII, by these: where merging a word of Russian may
 * start, half way to its end, as {@link AsciiPairs} for English.
 *
 * <p>What stands beside two characters decides whether they merge for certain: every token that
 * would take a part of them away must be a later one ({@link Crossings}). Two pairs that overlap
 * are never both certain, for each takes a part of the other away. What a pair hangs on is found
 * out when it is first met, under a lock, and kept; it is read without. Thread-safe.
 */
final class CharPairs {
  /** The alphabets are below: of Han and Hangul few pairs merge, and looking costs more. */
  private static final int END = 0x2000;

  /** The first byte of U+2000, and greater than those of all that are below. */
  static final int END_LEAD = 0xE2;

  private static final int KEY_SHIFT = 32;
  private static final long KNOWN = 1L << 31;
  private static final int ID_MASK = (1 << 21) - 1;

  /** Stands for the token of two chars that do not merge to it; that of a single byte. */
  private static final int NONE = 0;

  /** Open addressing with linear probing: two chars (16 bits each), {@link #KNOWN}, the token. */
  private final AtomicLongArray slots;

  /** By slot, two longs: as {@link Crossings#greaterAfter} and {@link Crossings#greaterBefore}. */
  private final long[] neighbors;

  private final TokenTables tables;
  private final Crossings crossings;
  private final Merger merger;

  CharPairs(TokenTables tables, Crossings crossings) {
    this.tables = tables;
    this.crossings = crossings;
    merger = new Merger(tables.vocabulary(), tables.merges());
    Vocabulary vocabulary = tables.vocabulary();
    int size = vocabulary.size();
    int count = 0;
    for (int from = 0; from < size; from = Blocks.end(from, size)) {
      count += count(vocabulary, from, Blocks.end(from, size));
    }
    int capacity = Integer.highestOneBit(4 * count | 16);
    slots = new AtomicLongArray(capacity);
    neighbors = new long[2 * capacity];
    for (int from = 0; from < size; from = Blocks.end(from, size)) {
      putAll(vocabulary, from, Blocks.end(from, size));
    }
  }

  private static int count(Vocabulary vocabulary, int from, int to) {
    int count = 0;
    for (int id = from; id < to; id++) {
      count += pair(vocabulary, id) == 0 ? 0 : 1;
    }
    return count;
  }

  private void putAll(Vocabulary vocabulary, int from, int to) {
    for (int id = from; id < to; id++) {
      int pair = pair(vocabulary, id);
      if (pair != 0) {
        int slot = slot(pair);
        while (slots.getPlain(slot) != 0) {
          slot = next(slot);
        }
        slots.setPlain(slot, (long) pair << KEY_SHIFT | id);
      }
    }
  }

  /** The two chars of a token, the first in the upper half; 0 if it is something else. */
  private static int pair(Vocabulary vocabulary, int id) {
    int length = vocabulary.length(id);
    if (length < 3 || length > 6) {
      return 0;
    }
    byte[] bytes = vocabulary.paddedBytes();
    int from = vocabulary.offset(id);
    int first = Utf8.lengthByLead(bytes[from]);
    int second = length - first;
    if (first > 3 || second < 1 || second > 3 || second != Utf8.lengthByLead(bytes[from + first])) {
      return 0;
    }
    if (Utf8.firstMalformed(bytes, from, from + length) >= 0) {
      return 0;
    }
    char x = bmpChar(bytes, from, first);
    char y = bmpChar(bytes, from + first, second);
    return isOfAlphabets(x, y) ? x << 16 | y : 0;
  }

  private static char bmpChar(byte[] utf8, int at, int length) {
    int c = length == 1 ? utf8[at] : utf8[at] & (0x7F >> length);
    for (int i = at + 1; i < at + length; i++) {
      c = c << 6 | (utf8[i] & 0x3F);
    }
    return (char) c;
  }

  /** Whether pairs of two chars are looked for. */
  static boolean isOfAlphabets(char x, char y) {
    return (x | y) < END;
  }

  /** The place of two chars, -1 if they are no token. */
  int find(char x, char y) {
    int pair = x << 16 | y;
    for (int slot = slot(pair); ; slot = next(slot)) {
      long found = slots.getAcquire(slot);
      if ((int) (found >>> KEY_SHIFT) == pair) {
        if ((found & KNOWN) == 0) {
          findOut(slot);
        }
        return id(slot) == NONE ? -1 : slot;
      }
      if (found == 0) {
        return -1;
      }
    }
  }

  /** The token of two chars. */
  int id(int slot) {
    return (int) slots.getPlain(slot) & ID_MASK;
  }

  /** After which bytes they merge for certain: as {@link Crossings#greaterAfter}. */
  long after(int slot) {
    return neighbors[2 * slot];
  }

  /** Before which bytes: as {@link Crossings#greaterBefore}. */
  long before(int slot) {
    return neighbors[2 * slot + 1];
  }

  private synchronized void findOut(int slot) {
    long found = slots.getPlain(slot);
    int id = (int) found & ID_MASK;
    int[] start = tables.startFromBytes(id);
    int[] merged = new int[start.length];
    if (merger.merge(start, start.length, merged, 0) != 1 || merged[0] != id) {
      slots.setRelease(slot, (long) (int) (found >>> KEY_SHIFT) << KEY_SHIFT | KNOWN | NONE);
      return;
    }
    byte[] bytes = tables.vocabulary().bytes(id);
    neighbors[2 * slot] = crossings.greaterAfter(bytes, bytes.length, id);
    neighbors[2 * slot + 1] = crossings.greaterBefore(bytes, bytes.length, id);
    slots.setRelease(slot, found | KNOWN);
  }

  private int slot(int pair) {
    return (int) ((pair * 0x9E3779B97F4A7C15L) >>> 40) & (slots.length() - 1);
  }

  private int next(int slot) {
    return (slot + 1) & (slots.length() - 1);
  }
}
