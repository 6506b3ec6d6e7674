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

  /** Characters that are then cut one by one. */
  private static final int DETOUR = 32;

  /** Most pieces that are cut at once. */
  public static final int MAX_PIECES = MAX_LENGTH;

  private final AsciiBlock block = new AsciiBlock(MAX_LENGTH);
  private final int[] ends = new int[MAX_PIECES];

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
      // A loop that counts its rounds has no safepoint and no check of the index in each of them.
      int found = Long.bitCount(starts);
      for (int i = 0; i < found; i++) {
        ends[count + i] = start + Long.numberOfTrailingZeros(starts);
        starts &= starts - 1;
      }
      count += found;
      start = ends[count - 1];
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

  /** The ends of the pieces of the last {@link #cut}, each the start of the next. */
  public int[] ends() {
    return ends;
  }
}
