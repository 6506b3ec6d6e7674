package io.github.lucenebpe.bpe;

import java.util.BitSet;

/**
 * The tokens of ASCII that have a slot of their own in a table: one look at one cache line answers
 * most of the pieces of a text, at first sight too. Four slots make a set; a token whose slot is
 * taken goes to another one of its set, and is left out if all are taken. The smaller id comes
 * first: as a rule that is the more frequent one. The others are found by {@link TokenTable}.
 *
 * <p>A slot is two longs, the second of which has room for the id beside the key:
 *
 * <pre>
 * bytes 0 to 7, inverted    bytes 8 to 12, inverted (40 bits)  id (24 bits)
 * </pre>
 *
 * <p>An inverted byte of ASCII is never zero, and what comes after the last one is. So a key needs
 * no length, and is never that of a free slot, which is zero.
 *
 * <p>Immutable and thread-safe.
 */
final class FrequentTokens {
  /** Longest token in bytes: what two longs have room for beside the id. */
  static final int MAX_LENGTH = 13;

  private static final int ID_BITS = 24;
  private static final int ID_MASK = (1 << ID_BITS) - 1;

  /** Longs of a slot. */
  private static final int SLOT = 2;

  /** Slots of a set: from one to the others by exclusive or with multiples of {@link #SLOT}. */
  private static final int WAYS = 4;

  private static final long TOP_BITS = 0x8080808080808080L;
  private static final int LENGTHS = 16;

  /**
   * By length of a piece, two longs: what of the halves of its key is bytes. A length beyond {@link
   * #MAX_LENGTH} makes a key that is in no slot.
   */
  private static final long[] MASKS = new long[2 * LENGTHS];

  static {
    for (int length = 0; length <= MAX_LENGTH; length++) {
      MASKS[2 * length] = lowBytes(Math.min(length, Long.BYTES));
      MASKS[2 * length + 1] = lowBytes(Math.max(length - Long.BYTES, 0)) << ID_BITS;
    }
    for (int length = MAX_LENGTH + 1; length < LENGTHS; length++) {
      MASKS[2 * length + 1] = -1L << ID_BITS;
    }
  }

  private static long lowBytes(int count) {
    return count == Long.BYTES ? -1 : (1L << (8 * count)) - 1;
  }

  private final long[] slots;
  private final int shift;

  /**
   * The frequent tokens of a vocabulary.
   *
   * @param unreachable tokens to leave out; null if there are none
   * @param placed by id, becomes true for those that have a slot
   */
  FrequentTokens(Vocabulary vocabulary, BitSet unreachable, boolean[] placed) {
    int size = vocabulary.size();
    int bits = Math.clamp(Integer.SIZE - Integer.numberOfLeadingZeros(size), 8, 18);
    slots = new long[SLOT << bits];
    shift = Long.SIZE - bits;
    Words words = new Words(vocabulary);
    for (int from = 0; from < size; from = Blocks.end(from, size)) {
      add(vocabulary, words, from, Blocks.end(from, size), unreachable, placed);
    }
  }

  private void add(
      Vocabulary vocabulary, Words words, int from, int to, BitSet unreachable, boolean[] placed) {
    int end = vocabulary.offset(from);
    for (int id = from; id < to; id++) {
      int start = end;
      end = vocabulary.offset(id + 1);
      int length = end - start;
      if (length > 0 && length <= MAX_LENGTH && (unreachable == null || !unreachable.get(id))) {
        long low = ~words.at(start) & MASKS[2 * length];
        long high = ~(words.at(start + Long.BYTES) << ID_BITS) & MASKS[2 * length + 1];
        placed[id] = isAscii(low, high, length) && put(low, high, id);
      }
    }
  }

  private boolean put(long low, long high, int id) {
    int first = slot(low, high);
    for (int way = 0; way < WAYS; way++) {
      int slot = first ^ way * SLOT;
      if (slots[slot] == 0) {
        slots[slot] = low;
        slots[slot + 1] = high | id;
        return true;
      }
    }
    return false;
  }

  /** Whether a key is one: a byte that is not of ASCII may look like the end of a shorter piece. */
  private static boolean isAscii(long low, long high, int length) {
    long notAscii = (low ^ MASKS[2 * length]) | (high ^ MASKS[2 * length + 1]);
    return (notAscii & TOP_BITS) == 0;
  }

  /**
   * Bytes 0 to 7 of a key.
   *
   * @param bytes those of the text
   * @param length of the piece in bytes; none greater than {@link #MAX_LENGTH} gives a key
   */
  private static long low(long bytes, int length) {
    return ~bytes & MASKS[2 * (length & (LENGTHS - 1))];
  }

  /** Bytes 8 to 12 of a key, from eight bytes of the text. */
  private static long high(long bytes, int length) {
    return ~(bytes << ID_BITS) & MASKS[2 * (length & (LENGTHS - 1)) + 1];
  }

  /** The id of the token {@code bytes[from, to)}, -1 if it has no slot. */
  int get(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 0 || length > MAX_LENGTH) {
      return -1;
    }
    int more = Math.max(length - Long.BYTES, 0);
    long low = low(PieceKeys.bytesAt(bytes, from, length - more), length);
    long high = high(PieceKeys.bytesAt(bytes, from + Long.BYTES, more), length);
    if (!isAscii(low, high, length)) {
      return -1;
    }
    int first = slot(low, high);
    int slot = isKey(slots, first, low, high) ? first : findLater(slots, first, low, high);
    return slot < 0 ? -1 : (int) slots[slot + 1] & ID_MASK;
  }

  /**
   * Looks up pieces of ASCII up to the first that has no slot.
   *
   * @param text holds the pieces, with {@link PieceKeys#PADDING} more bytes of any content
   * @param from where the first starts
   * @param ends where each ends and the next starts
   * @param first index of the first in {@code ends}
   * @param last index after the last in {@code ends}
   * @param out where the ids of their tokens go
   * @param at index of the first in {@code out}
   * @return index in {@code ends} of the piece that has no slot, {@code last} if there is none
   */
  int get(byte[] text, int from, int[] ends, int first, int last, int[] out, int at) {
    int done = first;
    int start = from;
    while (true) {
      done = getFromFirstSlots(text, start, ends, done, last, out, at - first);
      if (done == last) {
        return last;
      }
      start = done == first ? from : ends[done - 1];
      int end = ends[done];
      int length = Math.min(end - start, MAX_LENGTH + 1);
      long low = low(PieceKeys.longAt(text, start), length);
      long high = high(PieceKeys.longAt(text, start + Long.BYTES), length);
      int slot = findLater(slots, slot(low, high), low, high);
      if (slot < 0) {
        return done;
      }
      out[at + done - first] = (int) slots[slot + 1] & ID_MASK;
      start = end;
      done++;
    }
  }

  /**
   * Looks up pieces up to the first that is not in the first slot of its set. There is no call in
   * this loop, for which the JVM would keep all that it works on in memory.
   *
   * @param shift added to the index of a piece, it is that of its token
   * @return index of that piece
   */
  private int getFromFirstSlots(
      byte[] text, int from, int[] ends, int first, int last, int[] out, int shift) {
    long[] table = slots;
    int start = from;
    for (int i = first; i < last; i++) {
      int end = ends[i];
      int length = Math.min(end - start, MAX_LENGTH + 1);
      long low = low(PieceKeys.longAt(text, start), length);
      long high = high(PieceKeys.longAt(text, start + Long.BYTES), length);
      int slot = slot(low, high);
      if (!isKey(table, slot, low, high)) {
        return i;
      }
      out[i + shift] = (int) table[slot + 1] & ID_MASK;
      start = end;
    }
    return last;
  }

  /** The slot of a key that is not in the first of its set, -1 if it is in none. */
  private static int findLater(long[] table, int first, long low, long high) {
    for (int way = 1; way < WAYS; way++) {
      int slot = first ^ way * SLOT;
      if (isKey(table, slot, low, high)) {
        return slot;
      }
    }
    return -1;
  }

  private static boolean isKey(long[] table, int slot, long low, long high) {
    return ((table[slot] ^ low) | ((table[slot + 1] ^ high) >>> ID_BITS)) == 0;
  }

  private int slot(long low, long high) {
    long h = (low ^ high) * 0x9E3779B97F4A7C15L;
    return (int) (h >>> shift) << 1;
  }
}
