package io.github.lucenebpe.bpe;

/**
 * The tokens of ASCII that have a slot of their own in a direct-mapped table: one look at one cache
 * line answers most of the pieces of a text, at first sight too. Where two tokens share a slot, the
 * smaller id has it: as a rule that is the more frequent one. The others are found by {@link
 * TokenTable}.
 *
 * <p>A slot is two longs, the second of which has room for the id beside the key:
 *
 * <pre>
 * bytes 0 to 7    length (4 bits)  0 (7 bits)  bytes 8 to 11 (32 bits)  id (21 bits)
 * </pre>
 *
 * <p>Immutable and thread-safe.
 */
final class FrequentTokens {
  /** Longest token in bytes: what the second long has room for. */
  static final int MAX_LENGTH = 12;

  private static final int ID_BITS = 21;
  private static final int ID_MASK = (1 << ID_BITS) - 1;

  /** By length of a piece up to 15: its bytes in the second long of the key. */
  private static final long[] HIGH = new long[16];

  static {
    for (int length = 9; length <= MAX_LENGTH; length++) {
      HIGH[length] = (1L << (8 * (length - 8))) - 1;
    }
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
        long low = key(bytes, start, Math.min(length, Long.BYTES));
        long high = high(key(bytes, start + Long.BYTES, length - Long.BYTES), length);
        int slot = slot(low, high);
        if (slots[slot + 1] == 0) {
          slots[slot] = low;
          slots[slot + 1] = high | id;
        }
      }
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
   * The id of the token that a piece is, or -1 if it is none or has no slot.
   *
   * @param low the first eight bytes of the piece, those after its end 0
   * @param next the eight bytes after those, whatever they are after its end
   * @param length length of the piece in bytes, at most 15
   */
  int get(long low, long next, int length) {
    long high = high(next, length);
    int slot = slot(low, high);
    long found = slots[slot + 1];
    return slots[slot] == low && (found ^ high) >>> ID_BITS == 0 ? (int) found & ID_MASK : -1;
  }

  private static long high(long next, int length) {
    return (next & HIGH[length]) << ID_BITS | (long) length << 60;
  }

  private int slot(long low, long high) {
    long h = (low ^ (high * 0xC2B2AE3D27D4EB4FL)) * 0x9E3779B97F4A7C15L;
    return (int) (h >>> shift) << 1;
  }
}
