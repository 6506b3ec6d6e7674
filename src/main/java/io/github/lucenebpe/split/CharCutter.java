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

  /**
   * A run of ASCII that is worth a way of its own, in chars. One of twice that length is certain to
   * end a stretch.
   */
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

  /** Number of pieces cut. */
  private int count;

  /** Where the next one starts. */
  private int start;

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
    count = 0;
    start = from;
    int classified = -1;
    boolean certain = true;
    while (start < end && certain) {
      if (detour == 0 && end - start >= AsciiBlock.LENGTH) {
        if (classified < 0) {
          classified = start;
          block.classify(text, start, end - start);
        }
        cutBlock(splitter, start - classified);
      } else if (detour == 0 && count > 0 && end < to) {
        break; // what is left may be in a block with what comes next
      } else {
        certain = cutOneByOne(splitter, text, end, to);
      }
    }
    return count;
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

  private void cutBlock(Splitter splitter, int index) {
    block.load(index);
    long starts = splitter.asciiStarts(block);
    int found = Long.bitCount(starts);
    AsciiCutter.addEnds(start, starts, found, ends, count);
    count += found;
    int cut = starts == 0 ? 0 : AsciiBlock.LENGTH - 1 - Long.numberOfLeadingZeros(starts);
    start += cut;
    if (cut < FEW) {
      detour = nextDetour;
      nextDetour = Math.min(2 * nextDetour, MAX_DETOUR);
    } else {
      nextDetour = MIN_DETOUR;
    }
  }

  /**
   * Cuts pieces up to the one that ends the detour, if there is one, or the stretch.
   *
   * @return false if the next piece may go on after {@code to}
   */
  private boolean cutOneByOne(Splitter splitter, char[] text, int end, int to) {
    int from = start;
    int until = detour > 0 ? Math.min(end, from + detour) : end;
    while (start < until) {
      int pieceEnd = splitter.pieceEnd(text, start, to);
      if (pieceEnd < 0) {
        return false;
      }
      ends[count++] = pieceEnd;
      start = pieceEnd;
    }
    detour = Math.max(0, detour - (start - from));
    return true;
  }

  /** The ends of the pieces of the last {@link #cut}, each the start of the next. */
  public int[] ends() {
    return ends;
  }
}
