package io.github.lucenebpe.train;

/**
 * Pieces that are about to be counted. A hash table of many pieces lies in no cache, so that a
 * piece waits for the memory most of the time; several that are looked up at once wait together.
 *
 * <p>Not thread-safe.
 */
final class PieceBatch {
  /** More than a processor can wait for at once. */
  private static final int SIZE = 32;

  private final PieceCounts pieces;
  private final int[] from = new int[SIZE];
  private final int[] to = new int[SIZE];
  private final long[] positions = new long[SIZE];
  private final long[] low = new long[SIZE];
  private final long[] high = new long[SIZE];
  private final boolean[] counted = new boolean[SIZE];
  private int size;

  PieceBatch(PieceCounts pieces) {
    this.pieces = pieces;
  }

  /**
   * Adds a piece of the text.
   *
   * @param text as in {@link PieceCounts#count(byte[], int, int, long, long, long, long)}, the same
   *     until {@link #flush}
   */
  void add(byte[] text, int start, int end, long position) {
    from[size] = start;
    to[size] = end;
    positions[size] = position;
    long first = PieceTable.low(text, start, end);
    low[size] = first;
    high[size] = PieceTable.high(text, start, end, first);
    if (++size == SIZE) {
      flush(text);
    }
  }

  /** Counts what was added. */
  void flush(byte[] text) {
    pieces.table().countAll(low, high, size, counted);
    for (int i = 0; i < size; i++) {
      if (!counted[i]) {
        pieces.count(text, from[i], to[i], low[i], high[i], 1, positions[i]);
      }
    }
    size = 0;
  }
}
