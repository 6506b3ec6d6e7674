package io.github.lucenebpe.bpe;

import java.io.IOException;
import java.util.Arrays;

/**
 * The pairs of ASCII characters that merge before anything else can touch them: where merging a
 * word may start, up to half way to its end.
 *
 * <p>Two characters x y that merge to token R do so for certain if every merge that would take x or
 * y away is a later one. Such a merge makes a token that ends in x after the character before it,
 * or begins with y and the character after it; R must be smaller than all of those. Of
 * "unbelievable" in cl100k the pairs "un", "el", "ie", "ab" and "le" are found so, all at once,
 * where merging step by step finds one after the other. As with {@link CharTokens} this holds only
 * if every merge makes a greater id than those of its parts.
 *
 * <p>Immutable and thread-safe.
 */
final class AsciiPairs {
  private static final int CHARS = 1 << 7;
  private static final int ID_BITS = 21;
  private static final long NONE = (1L << ID_BITS) - 1;

  /** What stands for a pair where there is no character: it takes nothing away. */
  private static final long NO_PAIR = -1;

  private final int[] byteIds;

  /**
   * By two characters: the token that they merge to (21 bits), the smallest that ends in them (21
   * bits), and the smallest that begins with them; {@link #NONE} where there is none.
   */
  private final long[] pairs;

  AsciiPairs(TokenTables tables) {
    byteIds = tables.byteIds();
    pairs = new long[CHARS * CHARS];
    Arrays.fill(pairs, NO_PAIR);
    for (int x = 0; x < CHARS; x++) {
      for (int y = 0; y < CHARS; y++) {
        note(index(x, y), 0, tables.merges().get(byteIds[x], byteIds[y]));
      }
    }
    Vocabulary vocabulary = tables.vocabulary();
    int size = vocabulary.size();
    for (int from = 0; from < size; from = Blocks.end(from, size)) {
      noteTokens(vocabulary, from, Blocks.end(from, size));
    }
  }

  private AsciiPairs(int[] byteIds, long[] pairs) {
    this.byteIds = byteIds;
    this.pairs = pairs;
  }

  /**
   * The pairs that {@link #write} wrote.
   *
   * @param byteIds token by byte, of the same tables
   */
  static AsciiPairs read(int[] byteIds, PackedArrays in) throws IOException {
    return new AsciiPairs(byteIds, in.readLongs());
  }

  void write(PackedArrays.Writer out) throws IOException {
    out.writeLongs(pairs);
  }

  private void noteTokens(Vocabulary vocabulary, int fromId, int toId) {
    byte[] bytes = vocabulary.paddedBytes();
    for (int id = fromId; id < toId; id++) {
      int from = vocabulary.offset(id);
      int to = vocabulary.offset(id + 1);
      if (to - from >= 2) {
        noteToken(bytes[to - 2], bytes[to - 1], 1, id);
        noteToken(bytes[from], bytes[from + 1], 2, id);
      }
    }
  }

  private void noteToken(byte x, byte y, int field, int id) {
    if ((x | y) >= 0) {
      note(index(x, y), field, id);
    }
  }

  private void note(int pair, int field, int id) {
    int shift = field * ID_BITS;
    if (id < ((pairs[pair] >>> shift) & NONE)) {
      pairs[pair] = (pairs[pair] & ~(NONE << shift)) | (long) id << shift;
    }
  }

  private static long ends(long pair) {
    return (pair >>> ID_BITS) & NONE;
  }

  private static long begins(long pair) {
    return (pair >>> (2 * ID_BITS)) & NONE;
  }

  private static int index(int x, int y) {
    return x * CHARS + y;
  }

  /**
   * The tokens to start a piece from.
   *
   * @param ascii holds the piece, {@code length} bytes from {@code at} on, one or more
   * @param ids where the tokens go, with room for as many as there are bytes
   * @return number of tokens
   */
  int start(byte[] ascii, int at, int length, int[] ids) {
    int last = at + length - 1;
    int n = 0;
    int taken = 0; // 1 if the pair before took this character
    long before = NO_PAIR;
    long pair = last == at ? NO_PAIR : pairs[index(ascii[at], ascii[at + 1])];
    for (int i = at; i < last; i++) {
      long after = i + 1 == last ? NO_PAIR : pairs[index(ascii[i + 1], ascii[i + 2])];
      long merged = pair & NONE;
      // It merges if both differences are negative; no branch, which would often be mispredicted.
      long less = (merged - ends(before)) & (merged - begins(after));
      int merges = (int) (less >>> (Long.SIZE - 1));
      int single = byteIds[ascii[i]];
      ids[n] = single ^ ((single ^ (int) merged) & -merges);
      n += 1 - taken;
      taken = merges;
      before = pair;
      pair = after;
    }
    ids[n] = byteIds[ascii[last]];
    return n + 1 - taken;
  }
}
