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
 * character are looked at too. For the same reason two characters of an alphabet may be done with
 * themselves ({@link CharPairs}), and a word of Russian starts there.
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

  /** Longs for each char of a block. */
  private static final int ENTRY = 3;

  private final TokenTables tables;
  private final Crossings crossings;
  private final CharPairs pairs;

  /**
   * By block, by char in it: the first token (21 bits), the second (21 bits), and their number, 0
   * to start from the bytes; {@link #DEPENDS} is added if that is right beside some bytes only.
   * After those of all chars, two more longs for each: {@link Crossings#greaterAfter} and {@link
   * Crossings#greaterBefore}.
   */
  private final AtomicReferenceArray<long[]> blocks =
      new AtomicReferenceArray<>(CHARS >>> BLOCK_BITS);

  CharTokens(TokenTables tables) {
    this.tables = tables;
    crossings = new Crossings(tables.vocabulary());
    pairs = new CharPairs(tables, crossings);
  }

  private long[] block(char c) {
    long[] block = blocks.getAcquire(c >>> BLOCK_BITS);
    if (block == null) {
      block = newBlock(c >>> BLOCK_BITS);
      blocks.setRelease(c >>> BLOCK_BITS, block);
    }
    return block;
  }

  /** The index of a char in its block. */
  private static int index(char c) {
    return c & (BLOCK - 1);
  }

  /** The index of what its neighbours decide. */
  private static int neighbors(int index) {
    return BLOCK + 2 * index;
  }

  private long[] newBlock(int number) {
    Merger merger = new Merger(tables.vocabulary(), tables.merges());
    long[] block = new long[ENTRY * BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      find(merger, (char) (number << BLOCK_BITS | i), block);
    }
    return block;
  }

  private void find(Merger merger, char c, long[] block) {
    if (Character.isHighSurrogate(c)) {
      return;
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
      return;
    }
    long second = n == 2 ? ids[1] : 0;
    int smallestAfter = crossings.smallestAfter(Crossings.ANYTHING, bytes, 0, length);
    int smallestBefore = crossings.smallestBefore(Crossings.ANYTHING, bytes, 0, length);
    long number = greatest < Math.min(smallestAfter, smallestBefore) ? n : n | DEPENDS;
    int index = index(c);
    block[index] = ids[0] | second << ID_BITS | number << (2 * ID_BITS);
    if (number > n) {
      block[neighbors(index)] = crossings.greaterAfter(bytes, length, greatest);
      block[neighbors(index) + 1] = crossings.greaterBefore(bytes, length, greatest);
    }
  }

  /**
   * The tokens of a piece that is one char.
   *
   * @param ids where they go, with room for two
   * @return 1 or 2, 0 if they are not known
   */
  int only(char c, int[] ids, int at) {
    return put(block(c)[index(c)], ids, at) & ~DEPENDS;
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
   * @param utf8 holds its bytes, {@code length} of them from {@code at} on
   * @param ids where the tokens go, with room for as many as there are bytes, and one more
   * @return number of tokens
   */
  int start(char[] text, int from, int to, byte[] utf8, int at, int length, int[] ids) {
    int end = at + length;
    int n = 0;
    int next = at;
    for (int i = from; i < to; i++) {
      char c = text[i];
      int bytes = Utf8.length(c);
      if (i + 1 < to && CharPairs.isOfAlphabets(c, text[i + 1])) {
        int pair = certainPair(c, text[i + 1], utf8, at, next, end);
        if (pair >= 0) {
          ids[n++] = pair;
          next += bytes + Utf8.length(text[i + 1]);
          i++;
          continue;
        }
      }
      long[] block = block(c);
      int index = index(c);
      int known = put(block[index], ids, n);
      if (known > DEPENDS) {
        int greatest = Math.max(ids[n], ids[n + 1]); // or that of a byte, to be safe
        long after = block[neighbors(index)];
        long before = block[neighbors(index) + 1];
        boolean done = isDone(greatest, after, before, utf8, at, next, bytes, end);
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

  /** The token that two chars merge to before anything else can touch them, -1 if they do not. */
  private int certainPair(char x, char y, byte[] utf8, int from, int at, int to) {
    int pair = pairs.find(x, y);
    if (pair < 0) {
      return -1;
    }
    int id = pairs.id(pair);
    int length = Utf8.length(x) + Utf8.length(y);
    boolean done = isDone(id, pairs.after(pair), pairs.before(pair), utf8, from, at, length, to);
    return done ? id : -1;
  }

  /**
   * Whether some characters have merged among themselves before a part of them can be taken away.
   *
   * @param greatest the greatest id that they merge to
   * @param after after which bytes it is so, as {@link Crossings#greaterAfter}
   * @param before before which, as {@link Crossings#greaterBefore}
   * @param utf8 holds the piece at {@code [from, to)} and the characters in it, {@code length}
   *     bytes from {@code at} on
   */
  private boolean isDone(
      int greatest, long after, long before, byte[] utf8, int from, int at, int length, int to) {
    long done = 1;
    if (at > from) {
      int b = utf8[at - 1];
      done = b < 0 ? after >>> b : bit(greatest < crossings.smallestAfter(b, utf8, at, length));
    }
    if (at + length < to) {
      int b = utf8[at + length];
      done &= b < 0 ? before >>> b : bit(greatest < crossings.smallestBefore(b, utf8, at, length));
    }
    return (done & 1) != 0;
  }

  private static long bit(boolean isTrue) {
    return isTrue ? 1 : 0;
  }
}
