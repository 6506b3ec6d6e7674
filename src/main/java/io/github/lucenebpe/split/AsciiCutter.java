package io.github.lucenebpe.split;

/**
 * Cuts ASCII into pieces, as many at once as are found by the bits of {@link AsciiBlock}, the rest
 * one by one.
 *
 * <p>Not thread-safe; reusable. Holds 32 KiB.
 */
public final class AsciiCutter {
  /** Longest stretch that is cut at once, in characters. */
  private static final int MAX_LENGTH = 1 << 12;

  /** In a shorter one it costs more to classify the characters than it saves. */
  private static final int MIN_LENGTH = 1 << 7;

  /** Fewer characters at the end of a stretch are cut one by one. */
  private static final int MIN_BLOCK = 16;

  /** A block of fewer pieces costs more than it saves: something in it is doubtful. */
  private static final int FEW = 3;

  /** Ends of pieces that are added at once. */
  static final int AT_ONCE = 8;

  /** Characters that are then cut one by one. */
  private static final int DETOUR = 32;

  /** Most pieces that are cut at once. */
  public static final int MAX_PIECES = MAX_LENGTH;

  private final AsciiBlock block = new AsciiBlock(MAX_LENGTH);
  private final int[] ends = new int[MAX_PIECES + AT_ONCE];

  /**
   * Cuts the pieces that come next.
   *
   * @param text ASCII, with {@link Splitter#ASCII_PADDING} more bytes of any content after it
   * @param from index of the first byte of a piece
   * @param to index after the last byte, greater than {@code from}
   * @return number of pieces, whose ends are in {@link #ends}; 0 if the first piece may go on after
   *     {@code to}
   */
  public int cut(Splitter splitter, byte[] text, int from, int to) {
    int end = splitter.asciiPieceEnd(text, from, to);
    if (end < 0) {
      return 0;
    }
    ends[0] = end;
    int length = Math.min(to - from, MAX_LENGTH);
    return length < MIN_LENGTH
        ? cutOneByOne(splitter, text, from + length, to, 1)
        : cutBlocks(splitter, text, from, length, to);
  }

  /** Cuts pieces up to the one that ends at or after {@code until}, or is not certain. */
  private int cutOneByOne(Splitter splitter, byte[] text, int until, int to, int before) {
    int count = before;
    int start = ends[count - 1];
    while (start < until) {
      int end = splitter.asciiPieceEnd(text, start, to);
      if (end < 0) {
        break;
      }
      ends[count++] = end;
      start = end;
    }
    return count;
  }

  /** Cuts pieces of a stretch; what follows the last may be certain too. */
  private int cutBlocks(Splitter splitter, byte[] text, int from, int length, int to) {
    block.classify(text, from, length);
    int count = 1;
    int start = ends[0];
    while (start - from <= length - MIN_BLOCK) {
      block.load(start - from);
      long starts = splitter.asciiStarts(block);
      int found = Long.bitCount(starts);
      addEnds(start, starts, found, ends, count);
      count += found;
      // Not from the array: the next block need not wait for that.
      start += starts == 0 ? 0 : AsciiBlock.LENGTH - 1 - Long.numberOfLeadingZeros(starts);
      if (found < FEW) {
        int before = count;
        count = cutOneByOne(splitter, text, Math.min(start + DETOUR, from + length), to, count);
        if (count == before) {
          break;
        }
        start = ends[count - 1];
      }
    }
    return count;
  }

  /**
   * Adds the places of the bits of a block to the ends, some of no meaning after them: how often a
   * loop over eights goes round is mostly the same, which a processor foresees.
   */
  static void addEnds(int from, long bits, int found, int[] ends, int count) {
    long left = bits;
    for (int i = 0; i < found; i += AT_ONCE) {
      for (int j = 0; j < AT_ONCE; j++) {
        ends[count + i + j] = from + Long.numberOfTrailingZeros(left);
        left &= left - 1;
      }
    }
  }

  /** The ends of the pieces of the last {@link #cut}, each the start of the next. */
  public int[] ends() {
    return ends;
  }
}
