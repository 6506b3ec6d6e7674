package io.github.lucenebpe.bpe;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The tokens that the bytes of a character merge to before they can merge with anything else: where
 * merging a piece of Chinese may start, three times nearer to its end than at single bytes.
 *
 * <p>The bytes of a character c merge among themselves up to some greatest id R. A merge across its
 * boundary that involves only a part of c makes a token that ends in the first bytes of c, after
 * the last byte of what stands before it, or that begins with its last bytes; let X be the smallest
 * id of such a token. If R &lt; X then c is done with itself before anything crosses its boundary,
 * and one may start from there. Else, and for characters beyond the BMP, one starts from the bytes.
 * This holds only if every merge makes a greater id than those of its parts, so that starting
 * further on brings no merge forward ({@link MergeTable#isMonotone}).
 *
 * <p>Most characters of Han are so whatever stands beside them. Those of Cyrillic are not: "л" of
 * cl100k is token 3114, but "о" and the first byte of "л" are token 2275. So the bytes beside a
 * character are looked at too; it is the first of a word only that starts from bytes, as a rule.
 *
 * <p>What is found out about a character is kept with the others of its block of 256: a text in one
 * script needs few blocks. Thread-safe; two threads may find out the same.
 */
final class CharTokens {
  private static final int CHARS = 1 << 16;
  private static final int BLOCK_BITS = 8;
  private static final int BLOCK = 1 << BLOCK_BITS;
  private static final int ID_BITS = 21;
  private static final int ID_MASK = (1 << ID_BITS) - 1;
  private static final int DEPENDS = 4;

  private final TokenTables tables;
  private final Crossings crossings;

  /**
   * By block, by char in it: the first token (21 bits), the second (21 bits), and their number, 0
   * to start from the bytes; {@link #DEPENDS} is added if that is right beside some bytes only.
   */
  private final AtomicReferenceArray<long[]> blocks =
      new AtomicReferenceArray<>(CHARS >>> BLOCK_BITS);

  CharTokens(TokenTables tables) {
    this.tables = tables;
    crossings = new Crossings(tables.vocabulary());
  }

  private long at(char c) {
    long[] block = blocks.getAcquire(c >>> BLOCK_BITS);
    if (block == null) {
      block = block(c >>> BLOCK_BITS);
      blocks.setRelease(c >>> BLOCK_BITS, block);
    }
    return block[c & (BLOCK - 1)];
  }

  private long[] block(int number) {
    Merger merger = new Merger(tables.vocabulary(), tables.merges());
    long[] block = new long[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      block[i] = find(merger, (char) (number << BLOCK_BITS | i));
    }
    return block;
  }

  private long find(Merger merger, char c) {
    if (Character.isHighSurrogate(c)) {
      return 0;
    }
    byte[] bytes = new byte[3];
    int length = Utf8.encode(new char[] {c}, 0, 1, bytes, 0);
    int[] unmerged = new int[length];
    for (int i = 0; i < length; i++) {
      unmerged[i] = tables.byteIds()[bytes[i] & 0xFF];
    }
    int[] ids = new int[length];
    int n = merger.merge(unmerged, length, ids, 0);
    int greatest = 0;
    for (int i = 0; i < n; i++) {
      greatest = Math.max(greatest, tables.vocabulary().length(ids[i]) > 1 ? ids[i] : 0);
    }
    if (n > 2) {
      return 0;
    }
    long second = n == 2 ? ids[1] : 0;
    int smallest = crossings.smallest(bytes, 0, length, Crossings.ANYTHING, Crossings.ANYTHING);
    long number = greatest < smallest ? n : n | DEPENDS;
    return ids[0] | second << ID_BITS | number << (2 * ID_BITS);
  }

  /**
   * The tokens of a piece that is one char.
   *
   * @param ids where they go, with room for two
   * @return 1 or 2, 0 if they are not known
   */
  int only(char c, int[] ids, int at) {
    return put(at(c), ids, at) & ~DEPENDS;
  }

  private static int put(long tokens, int[] ids, int at) {
    ids[at] = (int) tokens & ID_MASK;
    ids[at + 1] = (int) (tokens >>> ID_BITS) & ID_MASK;
    return (int) (tokens >>> (2 * ID_BITS));
  }

  /**
   * The tokens to start a piece from.
   *
   * @param text holds the piece at {@code [from, to)}
   * @param utf8 holds its bytes from {@code at} on
   * @param ids where the tokens go, with room for as many as there are bytes, and one more
   * @return number of tokens
   */
  int start(char[] text, int from, int to, byte[] utf8, int at, int[] ids) {
    int n = 0;
    int next = at;
    for (int i = from; i < to; i++) {
      char c = text[i];
      int bytes = Utf8.length(c);
      int known = put(at(c), ids, n);
      if (known > DEPENDS) {
        int before = i == from ? Crossings.NOTHING : utf8[next - 1] & 0xFF;
        int after = i + 1 == to ? Crossings.NOTHING : utf8[next + bytes] & 0xFF;
        int greatest = Math.max(ids[n], ids[n + 1]); // or that of a byte, to be safe
        boolean done = greatest < crossings.smallest(utf8, next, bytes, before, after);
        known = done ? known & ~DEPENDS : 0;
      }
      if (known == 0) {
        if (i + 1 < to && Character.isSurrogatePair(c, text[i + 1])) {
          bytes = 4;
          i++;
        }
        for (int b = next; b < next + bytes; b++) {
          ids[n++] = tables.byteIds()[utf8[b] & 0xFF];
        }
      }
      n += known;
      next += bytes;
    }
    return n;
  }

  /** The tokens that cross the boundary of a character and hold only a part of it. */
  private static final class Crossings {
    /** Stands for the byte beside a character where there is none. */
    static final int NOTHING = 256;

    /** Stands for any byte or none. */
    static final int ANYTHING = 257;

    private static final int NEIGHBOR_BITS = 9;

    /** By the one or two bytes of the part, and the byte before it, of tokens that end in it. */
    private final SmallestIds endingIn = new SmallestIds();

    /** Likewise by the byte after it, of tokens that begin with it. */
    private final SmallestIds beginningWith = new SmallestIds();

    Crossings(Vocabulary vocabulary) {
      int size = vocabulary.size();
      for (int from = 0; from < size; from = Blocks.end(from, size)) {
        note(vocabulary, from, Blocks.end(from, size));
      }
    }

    private void note(Vocabulary vocabulary, int fromId, int toId) {
      for (int id = fromId; id < toId; id++) {
        if (vocabulary.length(id) > 1) {
          note(vocabulary.paddedBytes(), vocabulary.offset(id), vocabulary.offset(id + 1), id);
        }
      }
    }

    private void note(byte[] bytes, int from, int to, int id) {
      int head = from;
      while (head < to && (bytes[head] & 0xC0) == 0x80) {
        head++;
      }
      if (head < to && (head - from == 1 || head - from == 2)) {
        note(beginningWith, part(bytes, from, head), bytes[head], id);
      }
      for (int tail = 1; tail <= Math.min(2, to - from - 1); tail++) {
        int lead = bytes[to - tail] & 0xFF;
        if (lead >= (tail == 1 ? 0xC0 : 0xE0)) {
          note(endingIn, part(bytes, to - tail, to), bytes[to - tail - 1], id);
        }
      }
    }

    private static void note(SmallestIds smallest, int part, byte neighbor, int id) {
      smallest.put(beside(part, neighbor & 0xFF), id);
      smallest.put(beside(part, ANYTHING), id);
    }

    private static int part(byte[] bytes, int from, int to) {
      int first = bytes[from] & 0xFF;
      return to - from == 1 ? first : first << 8 | (bytes[from + 1] & 0xFF);
    }

    private static int beside(int part, int neighbor) {
      return part << NEIGHBOR_BITS | neighbor;
    }

    /**
     * The smallest id of a token that holds only a part of a character.
     *
     * @param before the byte before the character, {@link #NOTHING} or {@link #ANYTHING}
     * @param after the byte after it, likewise
     */
    int smallest(byte[] utf8, int at, int length, int before, int after) {
      int id = SmallestIds.NONE;
      int end = at + length;
      for (int i = at + 1; i < end; i++) {
        id = Math.min(id, endingIn.get(beside(part(utf8, at, i), before)));
        id = Math.min(id, beginningWith.get(beside(part(utf8, i, end), after)));
      }
      return id;
    }
  }
}
