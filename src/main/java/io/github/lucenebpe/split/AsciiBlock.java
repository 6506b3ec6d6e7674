package io.github.lucenebpe.split;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What 64 characters of ASCII are, or of other scripts by their {@link StandIns}, as one bit each
 * in a long per class, the first lowest. The clauses of a split pattern become a few operations on
 * these, without a branch for any character.
 *
 * <p>First {@link #classify} puts three bits about each character of a stretch into the top bits of
 * three arrays, in loops that the JVM compiles to vector instructions; then {@link #load} collects
 * those of a block.
 *
 * <pre>
 * class       planes 0 1 2
 * other              0 0 0
 * letter             1 0 0
 * number             0 1 0
 * apostrophe         1 1 0
 * space              0 0 1
 * tab                1 0 1   \t
 * newline            1 1 1   \n and \r
 * control            0 1 1   all others below the space, \f and \v among them
 * </pre>
 *
 * <p>That texts can be split by operations on such bits was shown for JSON by Langdale and Lemire,
 * "Parsing Gigabytes of JSON per Second", 2019. Not thread-safe.
 */
public final class AsciiBlock {
  /** Number of characters of a block. */
  static final int LENGTH = Long.SIZE;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long TOP_BITS = 0x8080808080808080L;

  private final byte[] text;
  private final byte[] plane0;
  private final byte[] plane1;
  private final byte[] plane2;
  private boolean mayBeUncased;
  private int classified;
  private int at;

  /** The last bit but one of what is known: what comes after it decides about it. */
  private long edge;

  long letters;
  long numbers;
  long apostrophes;
  long spaces;
  long tabs;
  long newlines;

  /** Two of these are white space and the others are not: too rare to be told apart here. */
  long controls;

  /** What is in none of the classes above, and apostrophes. */
  long others;

  /**
   * A block of no text.
   *
   * @param capacity longest stretch to classify, in characters
   */
  AsciiBlock(int capacity) {
    text = new byte[capacity + LENGTH];
    plane0 = new byte[capacity + LENGTH];
    plane1 = new byte[capacity + LENGTH];
    plane2 = new byte[capacity + LENGTH];
  }

  /** Looks at {@code length} characters of ASCII. */
  void classify(byte[] ascii, int from, int length) {
    // Vector instructions need the same index on both sides, as far as the compiler knows.
    System.arraycopy(ascii, from, text, 0, length);
    mayBeUncased = false;
    classify(length);
  }

  /** Looks at {@code length} chars of any script. */
  void classify(char[] chars, int from, int length) {
    StandIns.put(chars, from, length, text);
    mayBeUncased = true;
    classify(length);
  }

  private void classify(int length) {
    classified = length;
    findPlane0(text, length, plane0);
    findPlane1(text, length, plane1);
    findPlane2(text, length, plane2);
  }

  // A byte below 0x80 gets its top bit from b + 0x80 - low if b >= low. Each plane has a loop of
  // its own: the shorter the loop, the wider the vectors that it is compiled to.

  private static void findPlane0(byte[] text, int length, byte[] plane) {
    for (int i = 0; i < length; i++) {
      int c = text[i];
      int lower = c | 0x20;
      int letter = (lower + 0x80 - 'a') & ~(lower + 0x7F - 'z');
      int tabOrLine =
          (c + 0x80 - '\t') & ~(c + 0x7F - '\r') & ((c ^ '\f') + 0x7F) & ((c ^ 0x0B) + 0x7F);
      int notApostrophe = (c ^ '\'') + 0x7F;
      plane[i] = (byte) ((letter | tabOrLine | ~notApostrophe) & 0x80);
    }
  }

  private static void findPlane1(byte[] text, int length, byte[] plane) {
    for (int i = 0; i < length; i++) {
      int c = text[i];
      int number = (c + 0x80 - '0') & ~(c + 0x7F - '9');
      int control = ~(c + 0x80 - ' ') & ((c ^ '\t') + 0x7F);
      int notApostrophe = (c ^ '\'') + 0x7F;
      plane[i] = (byte) ((number | control | ~notApostrophe) & 0x80);
    }
  }

  private static void findPlane2(byte[] text, int length, byte[] plane) {
    for (int i = 0; i < length; i++) {
      plane[i] = (byte) (~(text[i] + 0x7F - ' ') & 0x80);
    }
  }

  /**
   * Takes the block that starts at an index of the stretch, two characters or more before its end;
   * what is after the end is of any class.
   */
  void load(int index) {
    at = index;
    edge = 1L << (Math.min(classified - index, LENGTH) - 2);
    long bits0 = bits(plane0, index);
    long bits1 = bits(plane1, index);
    long bits2 = bits(plane2, index);
    letters = bits0 & ~bits1 & ~bits2;
    numbers = bits1 & ~bits0 & ~bits2;
    apostrophes = bits0 & bits1 & ~bits2;
    spaces = bits2 & ~bits0 & ~bits1;
    tabs = bits2 & bits0 & ~bits1;
    newlines = bits2 & bits0 & bits1;
    controls = bits2 & bits1 & ~bits0;
    others = apostrophes | ~(bits0 | bits1 | bits2);
  }

  private static long bits(byte[] plane, int at) {
    long bits = 0;
    for (int i = 0; i < LENGTH; i += Long.BYTES) {
      bits |= row((long) LONGS.get(plane, at + i), i);
    }
    return transposed(bits);
  }

  /**
   * Eight of the bits of a block, which fit into one long: as bit i of byte j stands what belongs
   * to character 8 i + j, the transpose of what is asked for.
   *
   * @param topBits those of eight characters, in the top bits of the bytes; no other is set
   * @param index of the first of them
   */
  private static long row(long topBits, int index) {
    return topBits >>> (Long.BYTES - 1 - index / Long.BYTES);
  }

  /** A square of eight by eight bits, one byte a row, mirrored in its diagonal. */
  private static long transposed(long square) {
    // Warren, Hacker's Delight, 7-3: blocks of one bit change places, then of two by two, of four.
    long bits = square;
    long different = (bits ^ bits >>> 7) & 0x00AA00AA00AA00AAL;
    bits ^= different ^ different << 7;
    different = (bits ^ bits >>> 14) & 0x0000CCCC0000CCCCL;
    bits ^= different ^ different << 14;
    different = (bits ^ bits >>> 28) & 0x00000000F0F0F0F0L;
    return bits ^ different ^ different << 28;
  }

  /** The upper-case letters of the block: found when asked for, as few patterns do. */
  long upperCase() {
    long bits = 0;
    for (int i = 0; i < LENGTH; i += Long.BYTES) {
      long eight = (long) LONGS.get(text, at + i);
      long fromA = eight + 0x3F3F3F3F3F3F3F3FL;
      long afterZ = eight + 0x2525252525252525L;
      bits |= row(fromA & ~afterZ & TOP_BITS, i);
    }
    return transposed(bits);
  }

  /** The slashes of the block, likewise. */
  long slashes() {
    return equalTo('/');
  }

  /** Letters that have no case. */
  long uncased() {
    return mayBeUncased ? equalTo(StandIns.UNCASED) : 0;
  }

  /** Makes letters of marks, which are others until then; returns them. */
  long takeMarksAsLetters() {
    if (!mayBeUncased) {
      return 0;
    }
    long marks = equalTo(StandIns.MARK);
    letters |= marks;
    others &= ~marks;
    return marks;
  }

  private long equalTo(char c) {
    long eightTimes = c * 0x0101010101010101L;
    long bits = 0;
    for (int i = 0; i < LENGTH; i += Long.BYTES) {
      long eight = (long) LONGS.get(text, at + i);
      long different = (eight ^ eightTimes) + 0x7F7F7F7F7F7F7F7FL;
      bits |= row(~different & TOP_BITS, i);
    }
    return transposed(bits);
  }

  /** White space but for controls. */
  long whiteSpace() {
    return spaces | tabs | newlines;
  }

  /** {@code \p{N}{1,3}}: where numbers start, and, of long ones, every third digit. */
  long numberStarts() {
    long fourth = fourthAndLater(numbers);
    return (numbers & ~(numbers << 1)) | (fourth & ~(fourth << 1));
  }

  /** Where {@link #numberStarts} does not know: from the seventh digit of a number on. */
  long longNumbers() {
    return fourthAndLater(fourthAndLater(numbers));
  }

  /** The bits before which three bits are set too. */
  private static long fourthAndLater(long bits) {
    long secondAndLater = bits & bits << 1;
    return bits & secondAndLater << 1 & secondAndLater << 2;
  }

  /**
   * The starts of pieces that are certain, when the first doubtful character is known: those up to
   * it, but in white space, whose pieces hang on how it ends, the first only.
   *
   * @param starts where pieces start; the first place, where one is known to start, does not matter
   * @param doubts where they may start elsewhere; the last two places that are known always count
   *     as doubtful
   * @return without the first place
   */
  long certain(long starts, long doubts) {
    long beforeDoubt = Long.lowestOneBit(doubts | edge) - 1;
    long black = beforeDoubt & ~whiteSpace();
    // All bits up to the one after the last that is black; none if there is none.
    long upTo = black == 0 ? 0 : (4L << (LENGTH - 1 - Long.numberOfLeadingZeros(black))) - 1;
    return starts & upTo & ~1L;
  }
}
