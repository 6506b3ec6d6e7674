package io.github.lucenebpe.split;

import java.util.Arrays;

/**
 * The classes of characters that the GPT patterns name, as bits in flat tables, and the loops over
 * them that the scanners share.
 *
 * <p>A loop that looked at the end of the text answers with the complement of its result, as {@link
 * Splitter} does. An unpaired surrogate is in the classes of U+FFFD, which is {@link #OTHER}.
 */
final class CharClasses {
  /** {@code [\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]}, the first half of a word in o200k's pattern. */
  static final int UPPER = 0b0000_0001;

  /** {@code [\p{Ll}\p{Lm}\p{Lo}\p{M}]}, the second half of a word in o200k's pattern. */
  static final int LOWER = 0b0000_0010;

  /** {@code \p{L}}. */
  static final int LETTER = 0b0000_0100;

  /** {@code \p{N}}. */
  static final int NUMBER = 0b0000_1000;

  /** {@code \s}. */
  static final int SPACE = 0b0001_0000;

  /** {@code [\r\n]}, part of {@link #SPACE}. */
  static final int NEWLINE = 0b0010_0000;

  /** {@code [^\s\p{L}\p{N}]}: punctuation, symbols, marks, controls, unassigned. */
  static final int OTHER = 0b0100_0000;

  /** A high surrogate, which has no class of its own; the sign of the byte. */
  static final int HIGH_SURROGATE = 0b1000_0000;

  /** Code points in a block of the table for the planes above the BMP. */
  static final int BLOCK = 1 << 8;

  private static final int BMP_SIZE = Character.MIN_SUPPLEMENTARY_CODE_POINT;
  private static final int ASTRAL_SIZE = Character.MAX_CODE_POINT + 1 - BMP_SIZE;

  /** Bits of each char. */
  private static final byte[] BMP;

  /** Number of the block of {@code codePoint - 0x10000 >> 8}; most blocks are one and the same. */
  private static final byte[] ASTRAL_INDEX;

  /** The different blocks one after the other. */
  private static final byte[] ASTRAL;

  // The resource holds the three one after the other: a JVM that has just started copies them
  // sooner than it makes them of the categories.
  static {
    byte[] tables = Resources.bytes(CharClasses.class, "unicode16-classes.bin");
    int astral = BMP_SIZE + ASTRAL_SIZE / BLOCK;
    BMP = Arrays.copyOf(tables, BMP_SIZE);
    ASTRAL_INDEX = Arrays.copyOfRange(tables, BMP_SIZE, astral);
    ASTRAL = Arrays.copyOfRange(tables, astral, tables.length);
  }

  private CharClasses() {}

  /** The classes of a char, of which a surrogate has none. */
  static int ofChar(char c) {
    return Character.isSurrogate(c) ? 0 : BMP[c];
  }

  /** The classes of the code point at {@code i < to}. */
  static int at(char[] text, int i, int to) {
    int bits = BMP[text[i]];
    return bits >= 0 ? bits : afterHighSurrogate(text, i, to);
  }

  /** The index after the code point at {@code i < to}. */
  static int next(char[] text, int i, int to) {
    return i + (isPair(text, i, to) ? 2 : 1);
  }

  /**
   * The end of the run of code points that are in one of some classes.
   *
   * <p>{@code run("ab1", 0, 3, LETTER)} is 2, {@code run("abc", 0, 3, LETTER)} is {@code ~3}. A
   * high surrogate at the end may become a letter: {@code run("ab\uD801", 0, 3, LETTER)} is {@code
   * ~2}.
   */
  static int run(char[] text, int from, int to, int classes) {
    int i = from;
    while (i < to) {
      int bits = BMP[text[i]];
      if ((bits & classes) != 0) {
        i++;
      } else if (bits >= 0) {
        return i;
      } else if ((afterHighSurrogate(text, i, to) & classes) != 0) {
        i = next(text, i, to);
      } else {
        return isOpen(text, i, to) ? ~i : i;
      }
    }
    return ~to;
  }

  /** Whether more text may change the code point at {@code i}, or bring one. */
  static boolean isOpen(char[] text, int i, int to) {
    return i == to || (i + 1 == to && Character.isHighSurrogate(text[i]));
  }

  private static int afterHighSurrogate(char[] text, int i, int to) {
    if (!isPair(text, i, to)) {
      return OTHER;
    }
    int offset =
        Character.toCodePoint(text[i], text[i + 1]) - Character.MIN_SUPPLEMENTARY_CODE_POINT;
    return ASTRAL[(ASTRAL_INDEX[offset / BLOCK] & 0xFF) * BLOCK + offset % BLOCK];
  }

  private static boolean isPair(char[] text, int i, int to) {
    return i + 1 < to
        && Character.isHighSurrogate(text[i])
        && Character.isLowSurrogate(text[i + 1]);
  }
}
