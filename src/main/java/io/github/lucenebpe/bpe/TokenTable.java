package io.github.lucenebpe.bpe;

import java.io.IOException;

/**
 * Bytes to token id: open addressing over the bytes of a {@link Vocabulary}. A slot is one int, in
 * which bits of the hash stand beside the id, so that other tokens are passed over unseen:
 *
 * <pre>
 * low bits of the hash (11)  id + 1 (21 bits)      an empty slot is 0
 * </pre>
 *
 * <p>Immutable once filled, and then thread-safe.
 */
final class TokenTable {
  private static final int EMPTY = 0;
  private static final int ID_BITS = 21;
  private static final int ID_MASK = (1 << ID_BITS) - 1;

  private final Vocabulary vocabulary;
  private final int[] slots;

  /** The hashes of the tokens. */
  private final HashFilter filter;

  /**
   * A table of tokens. Of two with the same bytes the one with the smaller id is found.
   *
   * @param omitted by id, true for those that are not to be in it
   */
  TokenTable(Vocabulary vocabulary, boolean[] omitted) {
    this.vocabulary = vocabulary;
    int size = vocabulary.size();
    int count = size;
    for (int from = 0; from < size; from = Blocks.end(from, size)) {
      count -= count(omitted, from, Blocks.end(from, size));
    }
    // No power of two, which with the header of the array would not fit into regions of G1.
    slots = new int[Math.max(16, 2 * count)];
    filter = HashFilter.ofCapacity(count);
    Words words = new Words(vocabulary);
    for (int from = 0; from < size; from = Blocks.end(from, size)) {
      words.moveTo(from, Blocks.end(from, size));
      putAll(words, from, Blocks.end(from, size), omitted);
    }
  }

  private TokenTable(Vocabulary vocabulary, PackedArrays in) throws IOException {
    this.vocabulary = vocabulary;
    slots = in.readInts();
    filter = HashFilter.read(in);
  }

  /** The table of the same vocabulary that {@link #write} wrote. */
  static TokenTable read(Vocabulary vocabulary, PackedArrays in) throws IOException {
    return new TokenTable(vocabulary, in);
  }

  void write(PackedArrays.Writer out) throws IOException {
    out.writeInts(slots);
    filter.write(out);
  }

  private static int count(boolean[] values, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += values[i] ? 1 : 0;
    }
    return count;
  }

  private void putAll(Words words, int fromId, int toId, boolean[] omitted) {
    byte[] bytes = vocabulary.paddedBytes();
    for (int id = fromId; id < toId; id++) {
      int from = vocabulary.offset(id);
      int to = from + vocabulary.length(id);
      if (from < to && !omitted[id]) {
        int hash = hash(words, from, to);
        int slot = find(hash, bytes, from, to);
        if (slots[slot] == EMPTY) {
          slots[slot] = (hash << ID_BITS) | (id + 1);
          filter.add(hash);
        }
      }
    }
  }

  /** The id of the token {@code bytes[from, to)}, -1 if it is not in the table. */
  int get(byte[] bytes, int from, int to) {
    if (to - from > vocabulary.maxLength()) {
      return -1;
    }
    int hash = hash(bytes, from, to);
    if (!filter.mayContain(hash)) {
      return -1;
    }
    int slot = slots[find(hash, bytes, from, to)];
    return (slot & ID_MASK) - 1;
  }

  /** The slot that holds these bytes, or the empty one where they would go. */
  private int find(int hash, byte[] bytes, int from, int to) {
    // Lemire's fast alternative to the remainder.
    int at = (int) (((hash & 0xFFFFFFFFL) * slots.length) >>> Integer.SIZE);
    while (slots[at] != EMPTY && !holds(slots[at], hash, bytes, from, to)) {
      at = at + 1 == slots.length ? 0 : at + 1;
    }
    return at;
  }

  private boolean holds(int slot, int hash, byte[] bytes, int from, int to) {
    return (slot ^ (hash << ID_BITS)) >>> ID_BITS == 0
        && vocabulary.matches((slot & ID_MASK) - 1, bytes, from, to);
  }

  private static int hash(byte[] bytes, int from, int to) {
    long h = 0;
    for (int i = from; i < to; i += Long.BYTES) {
      h = mix(h ^ PieceKeys.bytesAt(bytes, i, Math.min(to - i, Long.BYTES)));
    }
    return (int) h;
  }

  /** The same for a token. */
  private static int hash(Words words, int from, int to) {
    long h = 0;
    for (int i = from; i < to; i += Long.BYTES) {
      h = mix(h ^ words.at(i, Math.min(to - i, Long.BYTES)));
    }
    return (int) h;
  }

  private static long mix(long h) {
    long mixed = h * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 32);
  }
}
