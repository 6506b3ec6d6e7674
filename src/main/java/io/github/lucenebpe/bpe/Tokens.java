package io.github.lucenebpe.bpe;

import java.util.Arrays;

/**
 * Token ids with the place of each token in the text, in arrays that are reused.
 *
 * <p>Places are indices of UTF-16 chars. A token that holds only a part of a character spans the
 * whole character: it starts at the first char that gives it a byte and ends after the last one,
 * with surrogate pairs kept whole. So {@code "x 🌳 y"} in cl100k_base has the spans {@code [0,1)
 * [1,4) [2,4) [2,4) [4,6)}.
 *
 * <p>Not thread-safe.
 */
public final class Tokens {
  private static final int INITIAL = 64;

  /** Longer arrays are not kept by {@link #release}. */
  private static final int KEPT = 1 << 14;

  private int[] ids = new int[INITIAL];
  private int[] starts = new int[INITIAL];
  private int[] ends = new int[INITIAL];
  private int size;

  /** No tokens. */
  public Tokens() {}

  /** Number of tokens. */
  public int size() {
    return size;
  }

  /** Id of token {@code i}. */
  public int id(int i) {
    return ids[i];
  }

  /** Index of the first char of token {@code i}. */
  public int start(int i) {
    return starts[i];
  }

  /** Index after the last char of token {@code i}. */
  public int end(int i) {
    return ends[i];
  }

  /** Forgets all tokens and keeps the arrays. */
  public void clear() {
    size = 0;
  }

  /** Forgets all tokens, and lets go of arrays that a long piece has made big. */
  public void release() {
    clear();
    if (ids.length > KEPT) {
      ids = new int[INITIAL];
      starts = new int[INITIAL];
      ends = new int[INITIAL];
    }
  }

  /** A copy of the ids. */
  public int[] toArray() {
    return Arrays.copyOf(ids, size);
  }

  void add(int id, int start, int end) {
    reserve(1);
    ids[size] = id;
    starts[size] = start;
    ends[size] = end;
    size++;
  }

  /** Makes room for some more tokens. */
  void reserve(int count) {
    if (size + count > ids.length) {
      int capacity = Math.max(size + count, size + (size >> 1));
      ids = Arrays.copyOf(ids, capacity);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
    }
  }

  /** The arrays, with the room that {@link #reserve} has made. */
  int[] ids() {
    return ids;
  }

  int[] starts() {
    return starts;
  }

  int[] ends() {
    return ends;
  }

  /** Takes over what has been written into the arrays. */
  void setSize(int newSize) {
    size = newSize;
  }
}
