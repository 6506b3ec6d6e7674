package io.github.lucenebpe.bpe;

import java.io.IOException;

/**
 * Tokens of ASCII of up to thirteen bytes: those that have no place in {@link ShortTokens}. A slot
 * is two longs, the second of which has room for the id beside the key:
 *
 * <pre>
 * bytes 0 to 7, inverted    bytes 8 to 12, inverted (40 bits)  id (24 bits)
 * </pre>
 *
 * <p>An inverted byte of ASCII is never zero, and what comes after the last one is. So a key needs
 * no length, and is never that of a free slot, which is zero. Each token has one slot; of tokens
 * with the same one the first that comes is taken.
 *
 * <p>Immutable once filled, and then thread-safe.
 */
final class WideTokens {
  /** Longest token in bytes: what two longs have room for beside the id. */
  static final int MAX_LENGTH = 13;

  private static final long FACTOR = 0x9E3779B97F4A7C15L;
  private static final int ID_BITS = 24;
  private static final int ID_MASK = (1 << ID_BITS) - 1;
  private static final int MIN_BITS = 8;
  private static final int MAX_BITS = 17;

  /**
   * By length of a piece, two longs: what of the halves of its key is bytes. A length beyond {@link
   * #MAX_LENGTH} makes a key that is in no slot.
   */
  private static final long[] MASKS = new long[32];

  static {
    for (int length = 1; length <= MAX_LENGTH; length++) {
      MASKS[2 * length] = lowBytes(Math.min(length, Long.BYTES));
      MASKS[2 * length + 1] = lowBytes(Math.max(length - Long.BYTES, 0)) << ID_BITS;
    }
    MASKS[2 * (MAX_LENGTH + 1) + 1] = -1L << ID_BITS;
  }

  private static long lowBytes(int count) {
    return count == Long.BYTES ? -1 : (1L << (Byte.SIZE * count)) - 1;
  }

  private final int shift;
  private final long[] slots;

  /**
   * A table without tokens.
   *
   * @param size of the vocabulary
   */
  WideTokens(int size) {
    int bits =
        Math.clamp(Integer.SIZE - Integer.numberOfLeadingZeros(size) - 1, MIN_BITS, MAX_BITS);
    shift = Long.SIZE - bits - 1;
    slots = new long[2 << bits];
  }

  private WideTokens(PackedArrays in) throws IOException {
    slots = in.readLongs();
    shift = Long.SIZE - Integer.numberOfTrailingZeros(slots.length);
  }

  /** The table that {@link #write} wrote. */
  static WideTokens read(PackedArrays in) throws IOException {
    return new WideTokens(in);
  }

  void write(PackedArrays.Writer out) throws IOException {
    out.writeLongs(slots);
  }

  /** Index in {@link #MASKS} of the mask of bytes 0 to 7. */
  private static int maskIndex(int length) {
    return 2 * Math.min(length, MAX_LENGTH + 1) & (MASKS.length - 1);
  }

  private static long low(long bytes, int length) {
    return ~bytes & MASKS[maskIndex(length)];
  }

  private static long high(long bytes, int length) {
    return ~(bytes << ID_BITS) & MASKS[maskIndex(length) + 1];
  }

  /** Index of the second long of a slot, but for bits that are too high. */
  private static int indexOfSecond(long low, long high, int shift) {
    return (int) (((low ^ high) * FACTOR) >>> shift) | 1;
  }

  /**
   * Enters a token of ASCII.
   *
   * @param first eight bytes, of which those of the token count
   * @param next the eight bytes after them
   * @param length of the token in bytes, at most {@link #MAX_LENGTH}
   * @return whether there was place for it
   */
  boolean put(long first, long next, int length, int id) {
    assert length <= MAX_LENGTH : length;
    long low = low(first, length);
    long high = high(next, length);
    int second = indexOfSecond(low, high, shift) & slots.length - 1;
    if (slots[second - 1] != 0) {
      return false;
    }
    slots[second - 1] = low;
    slots[second] = high | id;
    return true;
  }

  /** The id of a token of ASCII, -1 if it is not here; parameters as those of {@link #put}. */
  int get(long first, long next, int length) {
    long low = low(first, length);
    long high = high(next, length);
    int second = indexOfSecond(low, high, shift) & slots.length - 1;
    boolean found = ((slots[second - 1] ^ low) | (slots[second] ^ high) >>> ID_BITS) == 0;
    return found ? (int) slots[second] & ID_MASK : -1;
  }

  /**
   * Looks up some of the pieces that stand side by side.
   *
   * @param text holds the pieces, with {@link PieceKeys#PADDING} more bytes of any content
   * @param from where the first piece starts
   * @param ends where each ends and the next starts
   * @param ids where the ids of their tokens go, with any number for those that are not here
   * @param pieces indices of those to look up, then of those that are not here
   * @param count number of those to look up
   * @return number of those that are not here
   */
  int find(byte[] text, int from, int[] ends, int[] ids, int[] pieces, int count) {
    return find(slots, shift, text, from, ends, ids, pieces, count);
  }

  /** As {@link ShortTokens}, without a branch that hangs on what is found, and without a call. */
  private static int find(
      long[] slots,
      int shift,
      byte[] text,
      int from,
      int[] ends,
      int[] ids,
      int[] pieces,
      int count) {
    int missed = 0;
    for (int j = 0; j < count; j++) {
      int i = pieces[j];
      int start = i == 0 ? from : ends[i - 1];
      int length = ends[i] - start;
      long low = low(PieceKeys.longAt(text, start), length);
      long high = high(PieceKeys.longAt(text, start + Long.BYTES), length);
      int second = indexOfSecond(low, high, shift);
      long keyAndId = slots[second & slots.length - 1];
      long otherLow = slots[(second ^ 1) & slots.length - 1] ^ low;
      long different = otherLow | (keyAndId ^ high) >>> ID_BITS;
      ids[i] = (int) keyAndId & ID_MASK;
      pieces[missed] = i;
      missed += (int) ((different | -different) >>> (Long.SIZE - 1)); // 1 if it is another key
    }
    return missed;
  }
}
