package io.github.lucenebpe.bpe;

/**
 * Merges the tokens of a very long piece window by window, so that all that is touched stays in the
 * first caches of the processor, and memory does not grow with the piece.
 *
 * <p>Why that is exact: a sequence of tokens is what its bytes merge to if and only if each two
 * neighbours in it are what their own bytes merge to (where merges make greater ids than those of
 * their parts). A window overlaps the one before it. If both have the same token at the same place,
 * then what the first has up to that token, followed by what the second has after it, is such a
 * sequence. Should two windows have no token in common, the piece is merged as one.
 *
 * <p>O(n). Not thread-safe.
 *
 * @see <a href="https://github.com/github/rust-gems/tree/main/crates/bpe">the bpe crate of
 *     rust-gems</a>, which makes use of the same property
 */
final class WindowMerge {
  private static final int NONE = -1;

  private final LongMerge longMerge;
  private final int overlap;

  /** The tokens of a window, and the index in the window of the first that went into each. */
  private final int[] ids;

  private final int[] starts;

  /** The tokens of the window before that this one overlaps, with their indices in the piece. */
  private final int[] tailIds;

  private final int[] tailStarts;
  private int tail;

  /**
   * A worker for one thread.
   *
   * @param windowSize number of tokens to merge at once
   * @param overlap about how many of them the next window merges again; less than {@code
   *     windowSize}
   */
  WindowMerge(LongMerge longMerge, int windowSize, int overlap) {
    this.longMerge = longMerge;
    this.overlap = overlap;
    ids = new int[windowSize];
    starts = new int[windowSize];
    tailIds = new int[windowSize];
    tailStarts = new int[windowSize];
  }

  /**
   * Applies all merges, smallest id first, leftmost first among equals.
   *
   * @param tokens the tokens; changed only where this falls back on merging them as one
   * @param count number of tokens
   * @param out where the merged tokens go from {@code at} on
   * @return number of tokens left
   */
  int merge(int[] tokens, int count, int[] out, int at) {
    int done = at;
    int from = 0;
    while (true) {
      int size = Math.min(ids.length, count - from);
      System.arraycopy(tokens, from, ids, 0, size);
      int n = longMerge.merge(ids, size, starts);
      int first = 0;
      if (from > 0) {
        int common = findCommon(from, n);
        if (common == NONE) {
          return mergeAsOne(tokens, count, out, at);
        }
        System.arraycopy(tailIds, 0, out, done, common);
        done += common;
        first = indexOf(tailStarts[common] - from, n);
      }
      boolean last = from + size == count;
      int end = last ? n : indexOf(size - overlap, n);
      if (end < first || (end == n && !last)) {
        return mergeAsOne(tokens, count, out, at);
      }
      System.arraycopy(ids, first, out, done, end - first);
      done += end - first;
      if (last) {
        return done - at;
      }
      tail = n - end;
      for (int i = 0; i < tail; i++) {
        tailIds[i] = ids[end + i];
        tailStarts[i] = from + starts[end + i];
      }
      from += starts[end];
    }
  }

  /** Index in the tail of the first token that the window has at the same place, or NONE. */
  private int findCommon(int from, int n) {
    int i = 0;
    int j = 0;
    while (i < tail && j < n) {
      int distance = tailStarts[i] - (from + starts[j]);
      if (distance == 0 && tailIds[i] == ids[j]) {
        return i;
      }
      i += distance <= 0 ? 1 : 0;
      j += distance >= 0 ? 1 : 0;
    }
    return NONE;
  }

  /** Index of the first of the window's tokens that starts at a place or after it, n if none. */
  private int indexOf(int place, int n) {
    int i = 0;
    while (i < n && starts[i] < place) {
      i++;
    }
    return i;
  }

  private int mergeAsOne(int[] tokens, int count, int[] out, int at) {
    int n = longMerge.merge(tokens, count, new int[count]);
    System.arraycopy(tokens, 0, out, at, n);
    return n;
  }
}
