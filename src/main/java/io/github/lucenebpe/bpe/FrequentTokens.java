package io.github.lucenebpe.bpe;

/**
 * The tokens of ASCII that have a slot of their own in a table: one look at one cache line answers
 * most of the pieces of a text, at first sight too. A token whose slot is taken goes to the slot
 * beside it, and is left out if that is taken too; the smaller id comes first: as a rule that is
 * the more frequent one. The others are found by {@link TokenTable}.
 *
 * <p>A slot is two longs, the second of which has room for the id beside the key:
 *
 * <pre>
 * bytes 0 to 7    length (5 bits)  0 (6 bits)  bytes 8 to 11 (32 bits)  id (21 bits)
 * </pre>
 *
 * <p>Immutable and thread-safe.
 */
final class FrequentTokens {
  /** Longest token in bytes: what the second long has room for. */
  static final int MAX_LENGTH = 12;

  private static final int ID_BITS = 21;
  private static final int ID_MASK = (1 << ID_BITS) - 1;
  private static final int LENGTH_SHIFT = 59;
  private static final int LENGTHS = 1 << (Long.SIZE - LENGTH_SHIFT);

  /** From one slot to the one beside it, by exclusive or. */
  private static final int NEIGHBOUR = 2;

  /**
   * By length of a piece, two longs: what of the first eight bytes and of the next eight belongs to
   * the key. A length beyond {@link #MAX_LENGTH} is in no slot, whatever the bytes.
   */
  private static final long[] MASKS = new long[2 * LENGTHS];

  static {
    for (int length = 0; length <= MAX_LENGTH; length++) {
      MASKS[2 * length] = lowBytes(Math.min(length, Long.BYTES));
      MASKS[2 * length + 1] = lowBytes(Math.max(length - Long.BYTES, 0));
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
   * @param tables its tokens; those that merges do not reach are left out
   */
  FrequentTokens(TokenTables tables) {
    Vocabulary vocabulary = tables.vocabulary();
    int bits = Math.clamp(Integer.SIZE - Integer.numberOfLeadingZeros(vocabulary.size()), 8, 17);
    slots = new long[2 << bits];
    shift = Long.SIZE - bits;
    int size = vocabulary.size();
    for (int from = 0; from < size; from = Blocks.end(from, size)) {
      add(tables, from, Blocks.end(from, size));
    }
  }

  private void add(TokenTables tables, int from, int to) {
    Vocabulary vocabulary = tables.vocabulary();
    byte[] bytes = vocabulary.paddedBytes();
    for (int id = from; id < to; id++) {
      int length = vocabulary.length(id);
      int start = vocabulary.offset(id);
      if (length > 0
          && length <= MAX_LENGTH
          && isAscii(bytes, start, length)
          && tables.isReachable(id)) {
        put(
            key(bytes, start, Math.min(length, Long.BYTES)),
            high(key(bytes, start + Long.BYTES, length - Long.BYTES), length),
            id);
      }
    }
  }

  private void put(long low, long high, int id) {
    int slot = slot(low, high);
    if (slots[slot + 1] != 0) {
      slot ^= NEIGHBOUR;
    }
    if (slots[slot + 1] == 0) {
      slots[slot] = low;
      slots[slot + 1] = high | id;
    }
  }

  private static boolean isAscii(byte[] bytes, int from, int length) {
    int all = 0;
    for (int i = from; i < from + length; i++) {
      all |= bytes[i];
    }
    return all >= 0;
  }

  /**
   * Up to eight bytes, the first lowest. Unlike a VarHandle, a loop is quick before it is compiled
   * for good.
   */
  private static long key(byte[] bytes, int from, int length) {
    long key = 0;
    for (int i = length - 1; i >= 0; i--) {
      key = key << 8 | (bytes[from + i] & 0xFF);
    }
    return key;
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
    long[] table = slots;
    int start = from;
    for (int i = first; i < last; i++) {
      int end = ends[i];
      int length = Math.min(end - start, MAX_LENGTH + 1);
      int masks = 2 * (length & (LENGTHS - 1));
      long low = PieceKeys.longAt(text, start) & MASKS[masks];
      long high = high(PieceKeys.longAt(text, start + Long.BYTES) & MASKS[masks + 1], length);
      int slot = slot(low, high);
      if (!isKey(table, slot, low, high)) {
        slot ^= NEIGHBOUR;
        if (!isKey(table, slot, low, high)) {
          return i;
        }
      }
      out[at + i - first] = (int) table[slot + 1] & ID_MASK;
      start = end;
    }
    return last;
  }

  private static boolean isKey(long[] table, int slot, long low, long high) {
    return ((table[slot] ^ low) | ((table[slot + 1] ^ high) >>> ID_BITS)) == 0;
  }

  private static long high(long next, int length) {
    return next << ID_BITS | (long) length << LENGTH_SHIFT;
  }

  private int slot(long low, long high) {
    long h = (low ^ Long.rotateLeft(high, 17)) * 0x9E3779B97F4A7C15L;
    return (int) (h >>> shift) << 1;
  }
}
