package io.github.lucenebpe.bpe;

import java.io.IOException;
import java.util.BitSet;

/**
 * The tokens of ASCII that are found without a loop: one look at one cache line answers most of the
 * pieces of a text, at first sight too. Where two tokens would have the same place the smaller id
 * has it, as a rule that of the more frequent one. The others are found by {@link TokenTable}.
 *
 * <p>Immutable and thread-safe.
 */
final class FrequentTokens {
  private static final long TOP_BITS = 0x8080808080808080L;

  private final ShortTokens shortTokens;
  private final WideTokens wideTokens;

  /**
   * The frequent tokens of a vocabulary.
   *
   * @param unreachable tokens to leave out; null if there are none
   * @param placed by id, becomes true for those that have a place here
   */
  FrequentTokens(Vocabulary vocabulary, BitSet unreachable, boolean[] placed) {
    int size = vocabulary.size();
    shortTokens = new ShortTokens(size);
    wideTokens = new WideTokens(size);
    Words words = new Words(vocabulary);
    for (int from = 0; from < size; from = Blocks.end(from, size)) {
      words.moveTo(from, Blocks.end(from, size));
      add(vocabulary, words, from, Blocks.end(from, size), unreachable, placed);
    }
  }

  private FrequentTokens(PackedArrays in) throws IOException {
    shortTokens = ShortTokens.read(in);
    wideTokens = WideTokens.read(in);
  }

  /** The tables that {@link #write} wrote. */
  static FrequentTokens read(PackedArrays in) throws IOException {
    return new FrequentTokens(in);
  }

  void write(PackedArrays.Writer out) throws IOException {
    shortTokens.write(out);
    wideTokens.write(out);
  }

  private void add(
      Vocabulary vocabulary, Words words, int from, int to, BitSet unreachable, boolean[] placed) {
    int end = vocabulary.offset(from);
    for (int id = from; id < to; id++) {
      int start = end;
      end = vocabulary.offset(id + 1);
      int length = end - start;
      if (length > 0
          && length <= WideTokens.MAX_LENGTH
          && (unreachable == null || !unreachable.get(id))) {
        placed[id] = put(words.at(start), words.at(start + Long.BYTES), length, id);
      }
    }
  }

  private boolean put(long first, long next, int length, int id) {
    return isAscii(first, next, length)
        && (shortTokens.put(first, length, id) || wideTokens.put(first, next, length, id));
  }

  private static boolean isAscii(long first, long next, int length) {
    int unused = Byte.SIZE * (2 * Long.BYTES - length);
    return unused >= Long.SIZE
        ? (first << (unused - Long.SIZE) & TOP_BITS) == 0
        : ((first | next << unused) & TOP_BITS) == 0;
  }

  /** The id of the token {@code bytes[from, to)}, -1 if it has no place here. */
  int get(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 0 || length > WideTokens.MAX_LENGTH) {
      return -1;
    }
    int more = Math.max(length - Long.BYTES, 0);
    long first = PieceKeys.bytesAt(bytes, from, length - more);
    long next = PieceKeys.bytesAt(bytes, from + Long.BYTES, more);
    if (!isAscii(first, next, length)) {
      return -1;
    }
    int id = shortTokens.get(first, length);
    return id >= 0 ? id : wideTokens.get(first, next, length);
  }

  /**
   * Looks up pieces of ASCII side by side.
   *
   * @param text holds the pieces, with {@link PieceKeys#PADDING} more bytes of any content
   * @param from where the first starts
   * @param ends where each ends and the next starts
   * @param count number of pieces
   * @param ids where the ids of their tokens go, with any number for those that have no place here
   * @param misses where the indices of those that have no place here go, with room for one more
   * @return number of those that have no place here
   */
  int find(byte[] text, int from, int[] ends, int count, int[] ids, int[] misses) {
    int missed = shortTokens.find(text, from, ends, count, ids, misses);
    return wideTokens.find(text, from, ends, ids, misses, missed);
  }
}
