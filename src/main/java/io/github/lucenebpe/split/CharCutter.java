package io.github.lucenebpe.split;

/**
 * Cuts text of any script into pieces, as {@link AsciiCutter} does ASCII: by the bits of {@link
 * AsciiBlock}, for {@link StandIns}, and one by one where these leave it in doubt.
 *
 * <p>Not thread-safe; reusable. Holds 9 KiB.
 */
public final class CharCutter {
  /** Longest stretch that is cut at once, in chars. */
  public static final int MAX_LENGTH = 1 << 10;

  /** A run of ASCII that is worth a way of its own is no shorter, in chars. */
  public static final int LONG_ASCII = 32;

  /** A block of which fewer chars are cut costs more than it saves: something in it is doubtful. */
  private static final int FEW = 24;

  /** Chars that are then cut one by one; twice as many after each such block that follows. */
  private static final int MIN_DETOUR = 32;

  private static final int MAX_DETOUR = 1 << 12;

  private final AsciiBlock block = new AsciiBlock(MAX_LENGTH);
  private final int[] ends = new int[MAX_LENGTH + AsciiCutter.AT_ONCE];
  private int nextDetour = MIN_DETOUR;

  /** Chars that are still to be cut one by one. */
  private int detour;

  /**
   * Cuts the pieces that come next, up to a long run of ASCII or a little beyond its beginning.
   *
   * @param text the text
   * @param from index of the first char of a piece
   * @param to index after the last char, greater than {@code from}
   * @return number of pieces, whose ends are in {@link #ends}; 0 if the first piece may go on after
   *     {@code to}
   */
  public int cut(Splitter splitter, char[] text, int from, int to) {
    int end = stretchEnd(text, from, Math.min(to, from + MAX_LENGTH));
    int count = detour > 0 ? 0 : cutBlocks(splitter, text, from, end);
    return count > 0 ? count : cutOneByOne(splitter, text, from, end, to);
  }

  /** Where a stretch ends: before what is ASCII. */
  private static int stretchEnd(char[] text, int from, int to) {
    for (int i = from + LONG_ASCII; i + LONG_ASCII <= to; i += LONG_ASCII) {
      int bits = 0;
      for (int j = i; j < i + LONG_ASCII; j++) {
        bits |= text[j];
      }
      if (bits < 0x80) {
        return i;
      }
    }
    return to;
  }

  /** Cuts whole blocks, as long as there is little doubt. */
  private int cutBlocks(Splitter splitter, char[] text, int from, int to) {
    if (to - from < AsciiBlock.LENGTH) {
      return 0;
    }
    block.classify(text, from, to - from);
    int count = 0;
    for (int start = from; start <= to - AsciiBlock.LENGTH; ) {
      block.load(start - from);
      long starts = splitter.asciiStarts(block);
      int found = Long.bitCount(starts);
      AsciiCutter.addEnds(start, starts, found, ends, count);
      count += found;
      int cut = starts == 0 ? 0 : AsciiBlock.LENGTH - 1 - Long.numberOfLeadingZeros(starts);
      start += cut;
      if (cut < FEW) {
        detour = nextDetour;
        nextDetour = Math.min(2 * nextDetour, MAX_DETOUR);
        break;
      }
      nextDetour = MIN_DETOUR;
    }
    return count;
  }

  /** Cuts pieces up to the one that ends at or after {@code until}, or is not certain. */
  private int cutOneByOne(Splitter splitter, char[] text, int from, int until, int to) {
    int stop = detour > 0 ? Math.min(until, from + detour) : until;
    int count = 0;
    int start = from;
    while (start < stop) {
      int end = splitter.pieceEnd(text, start, to);
      if (end < 0) {
        break;
      }
      ends[count++] = end;
      start = end;
    }
    detour = Math.max(0, detour - (start - from));
    return count;
  }

  /** The ends of the pieces of the last {@link #cut}, each the start of the next. */
  public int[] ends() {
    return ends;
  }
}
