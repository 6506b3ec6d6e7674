package io.github.lucenebpe.bpe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;

/**
 * The tokens of pieces of up to fifteen chars that were seen lately, of any script, in one flat
 * array that grows to 8 MiB. Of a piece of many tokens it is kept that there are many. A slot is
 * eight longs:
 *
 * <pre>
 * chars 0 to 3   4 to 7   8 to 11   12 to 14 (48 bits), length (8 bits), number of ids (8 bits)
 * ids 0 and 1    2 and 3  4 and 5   6 and 7
 * </pre>
 *
 * <p>The pieces of a stretch of text are looked up together ({@link #findAll}). What costs most
 * then is memory: a text has more words than the caches of a processor hold. So first all keys are
 * hashed, and then all slots are touched, which a processor can wait for side by side, before any
 * is compared; and nothing of this has a branch that hangs on what is found.
 *
 * <p>By its hash a piece has a slot that is its home, where most are found, and three more beside
 * it. No slot changes its place while the pieces of a stretch are encoded, unless {@link
 * #putAnyway} is called. Not thread-safe.
 */
final class WordCache {
  /** Longest piece in chars. */
  static final int MAX_LENGTH = 15;

  /** Number of ids that a slot has room for. */
  static final int MAX_TOKENS = 8;

  /** Stands for any greater number of tokens, which are not here. */
  private static final int MANY = MAX_TOKENS + 1;

  private static final int INITIAL_BITS = 9;
  private static final int MAX_BITS = 17;
  private static final int WAYS = 4;

  /** Longs of a slot: as a rule one line of a processor's cache. */
  private static final int SLOT = 8;

  /** Index of the first slot, so that no slot is in two lines if the array object starts one. */
  private static final int FIRST = 6;

  /** Index in a slot of the first ids. */
  private static final int IDS = 4;

  /** Index in a slot of the long that is never zero. */
  private static final int LAST_OF_KEY = 3;

  private static final int LENGTH_SHIFT = 48;
  private static final int COUNT_SHIFT = 56;
  private static final long KEY_MASK = (1L << COUNT_SHIFT) - 1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** By length of a piece, four longs: what of its key is chars. */
  private static final long[] MASKS = new long[IDS * 32];

  static {
    for (int length = 1; length <= MAX_LENGTH; length++) {
      for (int c = 0; c < length; c++) {
        MASKS[IDS * length + c / 4] |= 0xFFFFL << (Character.SIZE * (c % 4));
      }
    }
  }

  private int bits = INITIAL_BITS;
  private long[] slots = new long[FIRST + (SLOT << INITIAL_BITS)];

  /** Pieces entered, those that were replaced too. */
  private int entered;

  /** The text whose pieces are looked up, with room to read a key from its last char on. */
  private final byte[] text;

  /** A view of {@link #text}. */
  private final CharBuffer chars;

  /** Keeps the touching from being optimized away. */
  @SuppressWarnings("UnusedVariable")
  private long touched;

  /** The key that was asked for last. */
  private final long[] key = new long[IDS];

  /**
   * An empty cache.
   *
   * @param maxStretch longest text to {@link #load}, in chars
   */
  WordCache(int maxStretch) {
    text = new byte[Character.BYTES * (maxStretch + 1 + MAX_LENGTH)];
    chars = ByteBuffer.wrap(text).order(ByteOrder.LITTLE_ENDIAN).asCharBuffer();
  }

  /** Takes {@code newText[from, to)} as the text that all indices here refer to, from 0 on. */
  void load(char[] newText, int from, int to) {
    chars.clear().put(newText, from, to - from);
    if (entered > 1 << (bits - 1) && bits < MAX_BITS) {
      grow();
    }
  }

  /**
   * Looks up pieces that stand side by side.
   *
   * @param from what to subtract from the ends: where the first piece starts, which is at 0 here
   * @param ends where each ends and the next starts
   * @param count number of pieces
   * @param found where their slots go, with any slot for those that are not at home
   * @param misses where the indices of those go that are not at home, with room for one more
   * @return number of those
   */
  int findAll(int from, int[] ends, int count, int[] found, int[] misses) {
    findHomes(Long.SIZE - bits, text, from, ends, count, found);
    touched = sum(slots, found, count);
    return compare(slots, text, from, ends, count, found, misses);
  }

  private static void findHomes(
      int shift, byte[] text, int from, int[] ends, int count, int[] homes) {
    int start = 0;
    for (int i = 0; i < count; i++) {
      int end = ends[i] - from;
      int length = keyLength(end - start);
      long hash =
          hash(
              part(text, start, length, 0),
              part(text, start, length, 1),
              part(text, start, length, 2),
              last(text, start, length));
      homes[i] = FIRST + SLOT * (int) (hash >>> shift);
      start = end;
    }
  }

  private static long sum(long[] slots, int[] found, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += slots[found[i]] + slots[found[i] + SLOT - 1];
    }
    return sum;
  }

  private static int compare(
      long[] slots, byte[] text, int from, int[] ends, int count, int[] homes, int[] misses) {
    int start = 0;
    int missed = 0;
    for (int i = 0; i < count; i++) {
      int end = ends[i] - from;
      int length = keyLength(end - start);
      int slot = homes[i];
      long different =
          (slots[slot] ^ part(text, start, length, 0))
              | (slots[slot + 1] ^ part(text, start, length, 1))
              | (slots[slot + 2] ^ part(text, start, length, 2))
              | ((slots[slot + LAST_OF_KEY] ^ last(text, start, length)) & KEY_MASK);
      misses[missed] = i;
      missed += (int) ((different | -different) >>> (Long.SIZE - 1)); // 1 if it is another key
      start = end;
    }
    return missed;
  }

  /** The length of a piece, or one that no piece in a slot has. */
  private static int keyLength(int length) {
    return Math.min(length, MAX_LENGTH + 1);
  }

  /** One of the longs of the key of the piece at {@code start}. */
  private static long part(byte[] text, int start, int length, int part) {
    return (long) LONGS.get(text, Character.BYTES * start + Long.BYTES * part)
        & MASKS[(IDS * length & (MASKS.length - IDS)) + part];
  }

  private static long last(byte[] text, int start, int length) {
    return part(text, start, length, LAST_OF_KEY) | (long) length << LENGTH_SHIFT;
  }

  /** Multilinear hashing (Carter and Wegman, 1979), mixed once more. */
  private static long hash(long first, long second, long third, long last) {
    long h =
        first * 0x9E3779B97F4A7C15L
            + second * 0xC2B2AE3D27D4EB4FL
            + third * 0x165667B19E3779F9L
            + last * 0xD6E8FEB86659FD93L;
    return (h ^ h >>> 32) * 0x9E3779B97F4A7C15L;
  }

  /** The slot of the piece {@code [from, to)} of what was loaded, or -1. */
  int find(int from, int to) {
    int home = takeKey(from, to);
    for (int way = 0; way < WAYS; way++) {
      int slot = beside(home, way);
      long different =
          (slots[slot] ^ key[0])
              | (slots[slot + 1] ^ key[1])
              | (slots[slot + 2] ^ key[2])
              | ((slots[slot + LAST_OF_KEY] ^ key[LAST_OF_KEY]) & KEY_MASK);
      if (different == 0) {
        return slot;
      }
    }
    return -1;
  }

  /** Puts the key of a piece into {@link #key}: returns its home. */
  private int takeKey(int from, int to) {
    int length = to - from;
    assert length <= MAX_LENGTH : length;
    key[0] = part(text, from, length, 0);
    key[1] = part(text, from, length, 1);
    key[2] = part(text, from, length, 2);
    key[LAST_OF_KEY] = last(text, from, length);
    return home(key, 0);
  }

  /** The home of a key, in which there may be the number of ids. */
  private int home(long[] longs, int at) {
    long last = longs[at + LAST_OF_KEY] & KEY_MASK;
    long hash = hash(longs[at], longs[at + 1], longs[at + 2], last);
    return FIRST + SLOT * (int) (hash >>> (Long.SIZE - bits));
  }

  private static int beside(int home, int way) {
    return FIRST + ((home - FIRST) ^ SLOT * way);
  }

  /**
   * Copies the tokens of a slot.
   *
   * @param ids has room for {@link #MAX_TOKENS}, which are all written, for want of a branch
   * @return number of tokens; if greater than {@link #MAX_TOKENS}, they are not here
   */
  int copyIds(int slot, int[] ids, int at) {
    long first = slots[slot + IDS];
    long second = slots[slot + IDS + 1];
    long third = slots[slot + IDS + 2];
    long fourth = slots[slot + IDS + 3];
    ids[at] = (int) first;
    ids[at + 1] = (int) (first >>> Integer.SIZE);
    ids[at + 2] = (int) second;
    ids[at + 3] = (int) (second >>> Integer.SIZE);
    ids[at + 4] = (int) third;
    ids[at + 5] = (int) (third >>> Integer.SIZE);
    ids[at + 6] = (int) fourth;
    ids[at + 7] = (int) (fourth >>> Integer.SIZE);
    return (int) (slots[slot + LAST_OF_KEY] >>> COUNT_SHIFT);
  }

  /**
   * Enters the piece {@code [from, to)} of what was loaded, which is not here, if a slot is free.
   *
   * @param ids has its tokens from {@code first} on
   * @param count number of tokens, which are kept if they are at most {@link #MAX_TOKENS}
   * @return whether one was free
   */
  boolean put(int from, int to, int[] ids, int first, int count) {
    int slot = freeSlot(takeKey(from, to));
    if (slot < 0) {
      return false;
    }
    fill(slot, ids, first, count);
    return true;
  }

  /**
   * As {@link #put}, but if no slot is free it pushes the others on by one, and the last out; so
   * what {@link #findAll} has found is right no more.
   */
  void putAnyway(int from, int to, int[] ids, int first, int count) {
    int home = takeKey(from, to);
    int slot = freeSlot(home);
    if (slot < 0) {
      for (int way = WAYS - 1; way > 0; way--) {
        System.arraycopy(slots, beside(home, way - 1), slots, beside(home, way), SLOT);
      }
      slot = home;
    }
    fill(slot, ids, first, count);
  }

  /** The first free slot of those of a home, -1 if there is none. */
  private int freeSlot(int home) {
    for (int way = 0; way < WAYS; way++) {
      if (slots[beside(home, way) + LAST_OF_KEY] == 0) {
        return beside(home, way);
      }
    }
    return -1;
  }

  /** Fills a slot with {@link #key} and its tokens. */
  private void fill(int slot, int[] ids, int first, int count) {
    System.arraycopy(key, 0, slots, slot, IDS);
    slots[slot + LAST_OF_KEY] |= (long) Math.min(count, MANY) << COUNT_SHIFT;
    for (int i = 0; i < Math.min(count, MAX_TOKENS); i += 2) {
      long second = i + 1 < count ? ids[first + i + 1] : 0;
      slots[slot + IDS + i / 2] = second << Integer.SIZE | ids[first + i];
    }
    entered++;
  }

  private void grow() {
    long[] old = slots;
    bits++;
    slots = new long[FIRST + (SLOT << bits)];
    for (int i = FIRST; i < old.length; i += SLOT) {
      if (old[i + LAST_OF_KEY] != 0) {
        int slot = freeSlot(home(old, i));
        if (slot >= 0) {
          System.arraycopy(old, i, slots, slot, SLOT);
        }
      }
    }
  }
}
