package io.github.lucenebpe.bpe;

import java.util.Arrays;

/**
 * The tokens that the bytes of a character merge to before they can merge with anything else: where
 * merging a piece of Chinese may start, three times nearer to its end than at single bytes.
 *
 * <p>The bytes of a character c merge among themselves up to some greatest id R. A merge across its
 * boundary that involves only a part of c makes a token that ends in the first bytes of c, or
 * begins with its last bytes; let X be the smallest id of such a token. If R &lt; X then c is done
 * with itself before anything crosses its boundary, in whatever text, and one may start from there.
 * Else, and for characters beyond the BMP, one starts from the bytes. This holds only if every
 * merge makes a greater id than those of its parts, so that starting further on brings no merge
 * forward ({@link MergeTable#isMonotone}).
 *
 * <p>Immutable and thread-safe.
 */
final class CharTokens {
  private static final int CHARS = 1 << 16;
  private static final int FROM_BYTES = -1;

  /** First token by char, -1 to start from the bytes. */
  private final int[] first = new int[CHARS];

  /** Second token by char, -1 if there is only one. */
  private final int[] second = new int[CHARS];

  private final int[] byteIds;

  CharTokens(TokenTables tables) {
    byteIds = tables.byteIds();
    Crossings crossings = new Crossings(tables.vocabulary());
    Merger merger = new Merger(tables.vocabulary(), tables.merges());
    byte[] bytes = new byte[3];
    int[] unmerged = new int[3];
    int[] ids = new int[3];
    Arrays.fill(first, FROM_BYTES);
    Arrays.fill(second, FROM_BYTES);
    for (int c = 0; c < CHARS; c++) {
      int length = Utf8.encode(new char[] {(char) c}, 0, 1, bytes, 0);
      for (int i = 0; i < length; i++) {
        unmerged[i] = byteIds[bytes[i] & 0xFF];
      }
      int n = merger.merge(unmerged, length, ids, 0);
      int greatest = 0;
      for (int i = 0; i < n; i++) {
        greatest = Math.max(greatest, tables.vocabulary().length(ids[i]) > 1 ? ids[i] : 0);
      }
      if (n <= 2
          && !Character.isHighSurrogate((char) c)
          && greatest < crossings.smallest(bytes, length)) {
        first[c] = ids[0];
        second[c] = n == 2 ? ids[1] : FROM_BYTES;
      }
    }
  }

  /**
   * The tokens of a piece that is one char.
   *
   * @param ids where they go
   * @return 1 or 2, 0 if they are not known
   */
  int only(char c, int[] ids, int at) {
    if (first[c] < 0) {
      return 0;
    }
    ids[at] = first[c];
    if (second[c] < 0) {
      return 1;
    }
    ids[at + 1] = second[c];
    return 2;
  }

  /**
   * The tokens to start a piece from.
   *
   * @param text holds the piece at {@code [from, to)}
   * @param utf8 holds its bytes from {@code at} on
   * @param ids where the tokens go, with room for 3 a char
   * @return number of tokens
   */
  int start(char[] text, int from, int to, byte[] utf8, int at, int[] ids) {
    int n = 0;
    int next = at;
    for (int i = from; i < to; i++) {
      char c = text[i];
      int bytes = Utf8.length(c);
      if (first[c] >= 0) {
        ids[n++] = first[c];
        if (second[c] >= 0) {
          ids[n++] = second[c];
        }
      } else {
        if (i + 1 < to && Character.isSurrogatePair(c, text[i + 1])) {
          bytes = 4;
          i++;
        }
        for (int b = next; b < next + bytes; b++) {
          ids[n++] = byteIds[utf8[b] & 0xFF];
        }
      }
      next += bytes;
    }
    return n;
  }

  /** The tokens that cross the boundary of a character and hold only a part of it. */
  private static final class Crossings {
    /** By the one or two bytes of the part: the smallest id of a token that ends in it. */
    private final int[] endingIn = new int[CHARS];

    /** Likewise of a token that begins with it. */
    private final int[] beginningWith = new int[CHARS];

    Crossings(Vocabulary vocabulary) {
      Arrays.fill(endingIn, Integer.MAX_VALUE);
      Arrays.fill(beginningWith, Integer.MAX_VALUE);
      for (int id = 0; id < vocabulary.size(); id++) {
        int length = vocabulary.length(id);
        if (length < 2) {
          continue;
        }
        byte[] token = vocabulary.bytes(id);
        int head = 0;
        while (head < length && (token[head] & 0xC0) == 0x80) {
          head++;
        }
        if (head == 1 || head == 2) {
          note(beginningWith, key(token, 0, head), head < length, id);
        }
        for (int tail = 1; tail <= Math.min(2, length - 1); tail++) {
          int lead = token[length - tail] & 0xFF;
          if (lead >= 0xC0) {
            note(
                endingIn, key(token, length - tail, length), lead >= (tail == 1 ? 0xC0 : 0xE0), id);
          }
        }
      }
    }

    private static void note(int[] smallest, int key, boolean crosses, int id) {
      if (crosses) {
        smallest[key] = Math.min(smallest[key], id);
      }
    }

    private static int key(byte[] bytes, int from, int to) {
      int first = bytes[from] & 0xFF;
      return to - from == 1 ? first : first << 8 | (bytes[from + 1] & 0xFF);
    }

    /** The smallest id of a token that holds only a part of a character. */
    int smallest(byte[] character, int length) {
      int id = Integer.MAX_VALUE;
      for (int i = 1; i < length; i++) {
        id = Math.min(id, endingIn[key(character, 0, i)]);
        id = Math.min(id, beginningWith[key(character, i, length)]);
      }
      return id;
    }
  }
}
