package io.github.lucenebpe.bpe;

import java.io.IOException;

/**
 * Tokens of one to eight bytes of ASCII, one long each: most of the pieces of a text are such
 * tokens, and one look at a cache line answers for each of them.
 *
 * <p>The bytes of a token, inverted, make a key of 64 bits, which no byte of ASCII leaves zero and
 * which is zero after the last one. Times an odd number and rotated it is another number that only
 * this key gives. Its lowest bits are the place of the slot, so that the slot need not hold them,
 * and the id stands there instead (Cleary, "Compact hash tables using bidirectional linear
 * probing", 1984, calls the rest the quotient):
 *
 * <pre>
 * mixed key    quotient (64 - n bits)   place p (n bits)
 * slot p       quotient (64 - n bits)   p ^ id (n bits)        id: all ones in a free slot
 * </pre>
 *
 * <p>So the exclusive or of the two is the id, or a greater number if the slot is another token's.
 * Of tokens with the same place the first that comes is taken, which as a rule is the most frequent
 * one; the others have to be looked for elsewhere.
 *
 * <p>Immutable once filled, and then thread-safe.
 */
final class ShortTokens {
  static final int MAX_LENGTH = Long.BYTES;

  private static final int MIN_BITS = 8;
  private static final int MAX_BITS = 18;

  /**
   * Its bit {@code 64 - ROTATION}, the highest, adds the first byte of a key to the place: tokens
   * that differ in that byte only are neighbours, and the numbers 105, 205, 305 and so on are in
   * two or three cache lines. The bits below are one choice of some thousand random ones, with
   * which few of the frequent tokens of the published vocabularies lose their places.
   */
  static final long FACTOR = 0x452D5F1569EBL;

  /** The same for tables of any size, for want of registers in {@link #find}. */
  static final int ROTATION = MAX_BITS;

  /** By length: what of eight bytes belongs to the key; nothing of a piece that is too long. */
  private static final long[] MASKS = new long[16];

  static {
    for (int length = 1; length <= MAX_LENGTH; length++) {
      MASKS[length] = -1L >>> (Long.SIZE - Byte.SIZE * length);
    }
  }

  private final long[] slots;

  /**
   * A table without tokens.
   *
   * @param size ids below it may be put here, but none of more than {@link #MAX_BITS} bits
   */
  ShortTokens(int size) {
    int bits = Math.clamp(Integer.SIZE - Integer.numberOfLeadingZeros(size), MIN_BITS, MAX_BITS);
    slots = new long[1 << bits];
    for (int from = 0; from < slots.length; from = Blocks.end(from, slots.length)) {
      clear(slots, from, Blocks.end(from, slots.length));
    }
  }

  private ShortTokens(PackedArrays in) throws IOException {
    slots = in.readLongs();
  }

  /** The table that {@link #write} wrote. */
  static ShortTokens read(PackedArrays in) throws IOException {
    return new ShortTokens(in);
  }

  void write(PackedArrays.Writer out) throws IOException {
    out.writeLongs(slots);
  }

  private static void clear(long[] slots, int from, int to) {
    for (int place = from; place < to; place++) {
      slots[place] = freeSlot(place, slots.length);
    }
  }

  private static long freeSlot(int place, int size) {
    return place ^ (size - 1);
  }

  /**
   * The mixed key of a piece of ASCII.
   *
   * @param bytes eight bytes of the text, the first lowest
   * @param length of the piece in bytes; the key is zero, and no token's, if it is greater than
   *     {@link #MAX_LENGTH}
   */
  private static long mixedKey(long bytes, int length) {
    long key = ~bytes & MASKS[Math.min(length, MAX_LENGTH + 1) & (MASKS.length - 1)];
    return Long.rotateLeft(key * FACTOR, ROTATION);
  }

  /**
   * Enters a token of ASCII.
   *
   * @param bytes eight bytes, of which the first {@code length} are the token
   * @return whether there was place for it
   */
  boolean put(long bytes, int length, int id) {
    if (length > MAX_LENGTH || id >= slots.length - 1) {
      return false;
    }
    long mixed = mixedKey(bytes, length);
    int place = (int) mixed & slots.length - 1;
    if (slots[place] != freeSlot(place, slots.length)) {
      return false;
    }
    slots[place] = mixed ^ id;
    return true;
  }

  /** The id of a token of ASCII, -1 if it is not here; parameters as those of {@link #put}. */
  int get(long bytes, int length) {
    long mixed = mixedKey(bytes, length);
    long id = mixed ^ slots[(int) mixed & slots.length - 1];
    return id >= 0 && id < slots.length - 1 ? (int) id : -1;
  }

  /**
   * Looks up pieces of ASCII side by side.
   *
   * @param text holds the pieces, with {@link PieceKeys#PADDING} more bytes of any content
   * @param from where the first starts
   * @param ends where each ends and the next starts
   * @param count number of pieces
   * @param ids where the ids of their tokens go, with any number for those that are not here
   * @param misses where the indices of those that are not here go, with room for one more
   * @return number of those that are not here
   */
  int find(byte[] text, int from, int[] ends, int count, int[] ids, int[] misses) {
    return find(slots, text, from, ends, count, ids, misses);
  }

  // No branch hangs on what is found: a wrong guess of the processor would cost it more than ten
  // pieces, for then it waits for the slot. And there is no call, nor a field, for which the JVM
  // would keep what this works on in memory.
  private static int find(
      long[] slots, byte[] text, int from, int[] ends, int count, int[] ids, int[] misses) {
    int start = from;
    int missed = 0;
    for (int i = 0; i < count; i++) {
      int end = ends[i];
      long mixed = mixedKey(PieceKeys.longAt(text, start), end - start);
      start = end;
      long id = mixed ^ slots[(int) mixed & slots.length - 1];
      ids[i] = (int) id;
      misses[missed] = i;
      missed += (int) ((slots.length - 2 - id | id) >>> (Long.SIZE - 1)); // 1 if it is no id
    }
    return missed;
  }
}
