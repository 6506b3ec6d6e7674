package io.github.lucenebpe.bpe;

import java.util.Arrays;

/**
 * The merge rules of a vocabulary: every token is a single byte or the merge of two tokens with
 * smaller ids. The smaller the id of a merge, the earlier it is applied.
 *
 * <p>Immutable and thread-safe.
 */
public final class Merges {
  /** Number of byte values, and so of tokens that are no merge. */
  public static final int BYTES = 256;

  /**
   * Ids are below this limit: a pair and its merge fit into the 63 bits of a {@link MergeTable}.
   */
  public static final int MAX_SIZE = (1 << 21) - 1;

  private static final int NONE = -1;

  private final int[] byteIds;
  private final int[] left;
  private final int[] right;
  private int count;

  private Merges(int[] byteIds, int[] left, int[] right) {
    this.byteIds = byteIds;
    this.left = left;
    this.right = right;
    check();
  }

  /**
   * Rules in minbpe's numbering: the id of a byte is its value, merge {@code i} makes the token
   * {@code 256 + i}.
   *
   * @throws IllegalArgumentException if a part of a merge is not the id of an earlier token, or if
   *     there are too many merges
   */
  public static Merges of(int[] left, int[] right) {
    int[] byteIds = new int[BYTES];
    Arrays.setAll(byteIds, b -> b);
    return new Merges(byteIds, afterBytes(left), afterBytes(right));
  }

  /**
   * Rules in any numbering.
   *
   * @param byteIds the id of each byte value, 256 of them
   * @param left by id, the left part of the token; -1 for single bytes and for unused ids
   * @param right by id, the right part of the token; -1 likewise
   * @throws IllegalArgumentException if a part of a merge is not the id of a token with a smaller
   *     id, if a byte has no id of its own, or if there are too many ids
   */
  public static Merges of(int[] byteIds, int[] left, int[] right) {
    return new Merges(byteIds.clone(), left.clone(), right.clone());
  }

  private static int[] afterBytes(int[] parts) {
    int[] byId = new int[Math.addExact(BYTES, parts.length)];
    Arrays.fill(byId, 0, BYTES, NONE);
    System.arraycopy(parts, 0, byId, BYTES, parts.length);
    return byId;
  }

  private void check() {
    if (byteIds.length != BYTES || left.length != right.length) {
      throw new IllegalArgumentException(
          "there must be 256 bytes, and as many left parts as right, got "
              + byteIds.length
              + ", "
              + left.length
              + " and "
              + right.length);
    }
    if (left.length > MAX_SIZE) {
      throw new IllegalArgumentException(
          "token ids must be below " + MAX_SIZE + ", got " + (left.length - 1));
    }
    boolean[] known = new boolean[left.length];
    for (int b = 0; b < BYTES; b++) {
      int id = byteIds[b];
      if (id < 0 || id >= left.length || left[id] != NONE || known[id]) {
        throw new IllegalArgumentException("byte " + b + " has no token of its own, got id " + id);
      }
      known[id] = true;
    }
    for (int from = 0; from < left.length; from = Blocks.end(from, left.length)) {
      checkParts(from, Blocks.end(from, left.length), known);
    }
  }

  private void checkParts(int from, int to, boolean[] known) {
    for (int id = from; id < to; id++) {
      if (left[id] != NONE) {
        checkPart(id, left[id], known);
        checkPart(id, right[id], known);
        known[id] = true;
        count++;
      }
    }
  }

  private static void checkPart(int id, int part, boolean[] known) {
    if (part < 0 || part >= known.length || !known[part]) {
      throw new IllegalArgumentException("token " + id + " merges the unknown token " + part);
    }
  }

  /** Greatest id + 1. */
  public int size() {
    return left.length;
  }

  /** Whether the token is made by a merge; false for single bytes and for unused ids. */
  public boolean isMerge(int id) {
    return left[id] != NONE;
  }

  /** Left part of the token {@code id}, -1 if it is no merge. */
  public int left(int id) {
    return left[id];
  }

  /** Right part of the token {@code id}, -1 if it is no merge. */
  public int right(int id) {
    return right[id];
  }

  /** Id of the token of one byte. */
  public int byteId(int unsignedByte) {
    return byteIds[unsignedByte];
  }

  /** Number of merges. */
  public int count() {
    return count;
  }
}
