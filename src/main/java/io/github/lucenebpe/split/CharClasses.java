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
  private static final int HIGH_SURROGATE = 0b1000_0000;

  /** Bits of each char. */
  private static final byte[] BMP = new byte[1 << 16];

  /** Code points in a block of the table for the planes above the BMP. */
  private static final int BLOCK = 1 << 8;

  /** Number of the block of {@code codePoint - 0x10000 >> 8}; most blocks are one and the same. */
  private static final byte[] ASTRAL_INDEX = new byte[(16 << 16) / BLOCK];

  /** The different blocks one after the other. */
  private static final byte[] ASTRAL = new AstralBlocks().build(ASTRAL_INDEX);

  static {
    CodePointRuns runs = UnicodeCategories.RUNS;
    for (int run = 0; runs.start(run) < BMP.length; run++) {
      fill(BMP, runs.start(run), Math.min(runs.end(run), BMP.length), bits(runs.value(run)));
    }
    // The white space that is in no category of separators.
    fill(BMP, '\t', '\r' + 1, (byte) SPACE);
    BMP[0x85] = SPACE;
    BMP['\r'] = SPACE | NEWLINE;
    BMP['\n'] = SPACE | NEWLINE;
    fill(
        BMP, Character.MIN_HIGH_SURROGATE, Character.MAX_HIGH_SURROGATE + 1, (byte) HIGH_SURROGATE);
  }

  private CharClasses() {}

  /** The classes of a category; some controls are white space too. */
  private static byte bits(int category) {
    return switch (category) {
      case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> LETTER | UPPER;
      case Character.LOWERCASE_LETTER -> LETTER | LOWER;
      case Character.MODIFIER_LETTER, Character.OTHER_LETTER -> LETTER | UPPER | LOWER;
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          OTHER | UPPER | LOWER;
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
          NUMBER;
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          SPACE;
      default -> OTHER;
    };
  }

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

  /** As Arrays.fill, but fast before the compiler knows it: it copies what it has, doubling it. */
  private static void fill(byte[] bytes, int from, int to, byte value) {
    bytes[from] = value;
    for (int filled = 1; filled < to - from; filled *= 2) {
      System.arraycopy(bytes, from, bytes, from + filled, Math.min(filled, to - from - filled));
    }
  }

  /** Builds the table for the planes above the BMP, in which each kind of uniform block is once. */
  private static final class AstralBlocks {
    private byte[] blocks = new byte[128 * BLOCK];
    private int count;

    /** By bits: 1 + number of the block that has nothing else. */
    private final int[] uniform = new int[1 << 7];

    byte[] build(byte[] index) {
      CodePointRuns runs = UnicodeCategories.RUNS;
      for (int run = 0; run < runs.count(); run++) {
        int start = runs.start(run) - Character.MIN_SUPPLEMENTARY_CODE_POINT;
        int end = runs.end(run) - Character.MIN_SUPPLEMENTARY_CODE_POINT;
        if (end > 0) {
          put(index, Math.max(0, start), end, bits(runs.value(run)));
        }
      }
      assert count <= 256 : count;
      return Arrays.copyOf(blocks, count * BLOCK);
    }

    /** Puts a run that comes after all that were put before. */
    private void put(byte[] index, int from, int to, byte bits) {
      int start = from;
      int inBlock = start % BLOCK;
      if (inBlock != 0) {
        int end = Math.min(to, start - inBlock + BLOCK);
        int at = (index[start / BLOCK] & 0xFF) * BLOCK + inBlock;
        CharClasses.fill(blocks, at, at + end - start, bits);
        start = end;
      }
      if (start / BLOCK < to / BLOCK) {
        CharClasses.fill(index, start / BLOCK, to / BLOCK, (byte) uniform(bits));
        start = to / BLOCK * BLOCK;
      }
      if (start < to) {
        int block = add();
        index[start / BLOCK] = (byte) block;
        CharClasses.fill(blocks, block * BLOCK, block * BLOCK + to - start, bits);
      }
    }

    /** The number of the block that has nothing but these bits. */
    private int uniform(byte bits) {
      if (uniform[bits] == 0) {
        int block = add();
        CharClasses.fill(blocks, block * BLOCK, (block + 1) * BLOCK, bits);
        uniform[bits] = block + 1;
      }
      return uniform[bits] - 1;
    }

    private int add() {
      if ((count + 1) * BLOCK > blocks.length) {
        blocks = Arrays.copyOf(blocks, 2 * blocks.length);
      }
      return count++;
    }
  }
}
