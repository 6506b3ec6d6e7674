package io.github.lucenebpe.bpe;

import java.util.Arrays;

/**
 * The places in a text that no token crosses. No merge can cross them either, so that a piece may
 * be cut there and its parts encoded each by itself: a clause of Chinese falls into words and
 * single characters, which recur where the clause does not.
 *
 * <p>There is a seam between two characters if no token holds the one, or a part of it that ends
 * it, before the other, or a part that begins it. Tokens with whole characters on both sides are
 * kept exactly by pair, in a filter that may take a seam for none, but never the reverse; so it is
 * with those that end in the first two bytes of a character. A character that stands beside any
 * other part has no seam on that side at all, nor have those beyond the BMP. ASCII is taken to have
 * none either, so that most tokens need no look.
 *
 * <p>Immutable and thread-safe.
 */
final class Seams {
  private static final int CHARS = 1 << 16;

  /** What is before the first character of a token: nothing, or a part of another character. */
  private static final int NOTHING = -1;

  private static final int PART = -2;

  /** Stands first in a pair. */
  private static final byte LEFT = 0b0001;

  /** Stands second in a pair. */
  private static final byte RIGHT = 0b0010;

  /** Has no seam after it. */
  private static final byte JOINS_ALL_AFTER = 0b0100;

  /** Has no seam before it. */
  private static final byte JOINS_ALL_BEFORE = 0b1000;

  private final byte[] sides = new byte[CHARS];

  private final HashFilter pairs;

  Seams(Vocabulary vocabulary) {
    int bits =
        Math.clamp(Integer.SIZE - Integer.numberOfLeadingZeros(4 * vocabulary.size()), 10, 20);
    pairs = new HashFilter(bits);
    for (int c = Character.MIN_SURROGATE; c <= Character.MAX_SURROGATE; c++) {
      sides[c] = JOINS_ALL_AFTER | JOINS_ALL_BEFORE;
    }
    Arrays.fill(sides, 0, 128, (byte) (JOINS_ALL_AFTER | JOINS_ALL_BEFORE));
    int size = vocabulary.size();
    for (int from = 0; from < size; from = Blocks.end(from, size)) {
      addTokens(vocabulary, from, Blocks.end(from, size));
    }
  }

  private void addTokens(Vocabulary vocabulary, int fromId, int toId) {
    byte[] bytes = vocabulary.paddedBytes();
    for (int id = fromId; id < toId; id++) {
      int from = vocabulary.offset(id);
      int to = vocabulary.offset(id + 1);
      if (!isAscii(bytes, from, to)) {
        addToken(bytes, from, to);
      }
    }
  }

  private static boolean isAscii(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether no token crosses the place between two chars. */
  boolean isSeam(char left, char right) {
    byte before = sides[left];
    byte after = sides[right];
    if (((before & JOINS_ALL_AFTER) | (after & JOINS_ALL_BEFORE)) != 0) {
      return false;
    }
    return (before & LEFT) == 0 || (after & RIGHT) == 0 || !pairs.mayContain(pair(left, right));
  }

  /**
   * The first seam of a piece after the char {@code from}.
   *
   * @param to index after the last char, greater than {@code from}
   * @return index of the char after the seam; {@code to} if there is none
   */
  int next(char[] text, int from, int to) {
    int left = from;
    while (left + 1 < to && !isSeam(text[left], text[left + 1])) {
      left++;
    }
    return left + 1;
  }

  private static long pair(int left, int right) {
    return (long) left << 16 | right;
  }

  /** Enters the neighbours in a token; one that is no part of any UTF-8 does no harm. */
  private void addToken(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && (bytes[at] & 0xC0) == 0x80) {
      at++;
    }
    int left = at == from ? NOTHING : PART;
    while (at < to) {
      int length = Utf8.lengthByLead(bytes[at]);
      int end = Math.min(to, at + length);
      int missing = 6 * (at + length - end);
      int bits = length == 1 ? bytes[at] & 0x7F : bytes[at] & (0x7F >> length);
      for (int i = at + 1; i < end; i++) {
        bits = bits << 6 | (bytes[i] & 0x3F);
      }
      if (length == 4) {
        left = Character.MIN_SURROGATE; // which joins all
      } else {
        addPairs(left, bits << missing, ((bits + 1) << missing) - 1);
        left = bits;
      }
      at = end;
    }
  }

  /** Enters a character, or {@link #PART} of one, before any of a range of characters. */
  private void addPairs(int left, int first, int last) {
    if (left >= 0 && last - first > 0x3F) {
      sides[left] |= JOINS_ALL_AFTER;
      return;
    }
    for (int right = first; right <= last && left != NOTHING; right++) {
      if (left == PART) {
        sides[right] |= JOINS_ALL_BEFORE;
      } else {
        sides[left] |= LEFT;
        sides[right] |= RIGHT;
        pairs.add(pair(left, right));
      }
    }
  }
}
