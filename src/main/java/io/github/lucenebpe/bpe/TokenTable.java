package io.github.lucenebpe.bpe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bytes to token id: open addressing over the bytes of a {@link Vocabulary}, one int a slot.
 *
 * <p>Immutable once filled, and then thread-safe.
 */
final class TokenTable {
  private static final int EMPTY = -1;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final Vocabulary vocabulary;
  private final int[] slots;

  /** Of two tokens with the same bytes the one with the smaller id is found. */
  TokenTable(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    int capacity = 2 * Integer.highestOneBit(Math.max(8, 2 * vocabulary.size() - 1));
    slots = new int[capacity];
    Arrays.fill(slots, EMPTY);
    byte[] bytes = new byte[vocabulary.maxLength()];
    for (int id = 0; id < vocabulary.size(); id++) {
      if (vocabulary.contains(id)) {
        int end = vocabulary.copy(id, bytes, 0);
        int at = find(bytes, 0, end);
        if (slots[at] == EMPTY) {
          slots[at] = id;
        }
      }
    }
  }

  /** The id of the token {@code bytes[from, to)}, -1 if there is none. */
  int get(byte[] bytes, int from, int to) {
    if (to - from > vocabulary.maxLength()) {
      return -1;
    }
    return slots[find(bytes, from, to)];
  }

  /** The slot that holds these bytes, or the empty one where they would go. */
  private int find(byte[] bytes, int from, int to) {
    int at = hash(bytes, from, to) & (slots.length - 1);
    while (slots[at] != EMPTY && !vocabulary.matches(slots[at], bytes, from, to)) {
      at = (at + 1) & (slots.length - 1);
    }
    return at;
  }

  private static int hash(byte[] bytes, int from, int to) {
    long h = 0;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      h = mix(h ^ (long) LONGS.get(bytes, i));
    }
    long rest = 0;
    for (; i < to; i++) {
      rest = (rest << 8) | (bytes[i] & 0xFF);
    }
    return (int) mix(h ^ rest);
  }

  private static long mix(long h) {
    long mixed = h * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 32);
  }
}
