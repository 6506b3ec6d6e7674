package io.github.lucenebpe.bpe;

import java.io.IOException;
import java.util.Arrays;

/**
 * Token id to bytes, in one flat array. Special tokens are not in it. Ids may be unused.
 *
 * <p>Immutable and thread-safe.
 */
public final class Vocabulary {
  private final byte[] bytes;

  /** Token {@code id} is {@code bytes[offsets[id], offsets[id + 1])}; empty if the id is unused. */
  private final int[] offsets;

  /** From this length on, {@link #lengths} does not tell it. */
  private static final int LONG = 255;

  /** Length of each token: a quarter of the memory that the offsets are. */
  private final byte[] lengths;

  private final int maxLength;

  private Vocabulary(PackedArrays in) throws IOException {
    bytes = in.readBytes();
    offsets = in.readInts();
    lengths = in.readBytes();
    maxLength = in.readInt();
  }

  /** The vocabulary that {@link #write} wrote. */
  static Vocabulary read(PackedArrays in) throws IOException {
    return new Vocabulary(in);
  }

  void write(PackedArrays.Writer out) throws IOException {
    out.writeBytes(bytes);
    out.writeInts(offsets);
    out.writeBytes(lengths);
    out.writeInt(maxLength);
  }

  private Vocabulary(byte[] bytes, int[] offsets) {
    this.bytes = bytes;
    this.offsets = offsets;
    lengths = new byte[offsets.length - 1];
    int max = 0;
    for (int from = 0; from < size(); from = Blocks.end(from, size())) {
      max = Math.max(max, setLengths(from, Blocks.end(from, size())));
    }
    maxLength = max;
  }

  /** Returns the greatest of some lengths. */
  private int setLengths(int from, int to) {
    int max = 0;
    for (int id = from; id < to; id++) {
      int length = offsets[id + 1] - offsets[id];
      lengths[id] = (byte) Math.min(length, LONG);
      max = Math.max(max, length);
    }
    return max;
  }

  /**
   * The vocabulary that merge rules make.
   *
   * @throws IllegalArgumentException if all tokens together are longer than 2 GiB: a few dozen
   *     rules that double each other get there
   */
  public static Vocabulary of(Merges merges) {
    int size = merges.size();
    int[] lengths = new int[size];
    for (int b = 0; b < Merges.BYTES; b++) {
      lengths[merges.byteId(b)] = 1;
    }
    int[] offsets = new int[size + 1];
    for (int from = 0; from < size; from = Blocks.end(from, size)) {
      addLengths(merges, from, Blocks.end(from, size), lengths, offsets);
    }
    byte[] bytes = new byte[offsets[size] + PieceKeys.PADDING];
    for (int b = 0; b < Merges.BYTES; b++) {
      bytes[offsets[merges.byteId(b)]] = (byte) b;
    }
    for (int from = 0; from < size; from = Blocks.end(from, size)) {
      addBytes(merges, from, Blocks.end(from, size), bytes, offsets);
    }
    return new Vocabulary(bytes, offsets);
  }

  private static void addLengths(Merges merges, int from, int to, int[] lengths, int[] offsets) {
    for (int id = from; id < to; id++) {
      if (merges.isMerge(id)) {
        lengths[id] = lengths[merges.left(id)] + lengths[merges.right(id)];
      }
      long end = (long) offsets[id] + lengths[id];
      if (lengths[id] < 0 || end > Integer.MAX_VALUE - 8 - PieceKeys.PADDING) {
        throw new IllegalArgumentException("tokens up to id " + id + " take more than 2 GiB");
      }
      offsets[id + 1] = (int) end;
    }
  }

  private static void addBytes(Merges merges, int from, int to, byte[] bytes, int[] offsets) {
    for (int id = from; id < to; id++) {
      if (merges.isMerge(id)) {
        int at = copy(merges.left(id), bytes, offsets, offsets[id]);
        copy(merges.right(id), bytes, offsets, at);
      }
    }
  }

  private static int copy(int id, byte[] bytes, int[] offsets, int at) {
    int length = offsets[id + 1] - offsets[id];
    System.arraycopy(bytes, offsets[id], bytes, at, length);
    return at + length;
  }

  /**
   * The vocabulary of given tokens.
   *
   * @param tokens bytes by id; null or empty for an unused id
   */
  static Vocabulary of(byte[][] tokens) {
    int[] offsets = new int[tokens.length + 1];
    for (int id = 0; id < tokens.length; id++) {
      offsets[id + 1] = Math.addExact(offsets[id], tokens[id] == null ? 0 : tokens[id].length);
    }
    byte[] bytes = new byte[Math.addExact(offsets[tokens.length], PieceKeys.PADDING)];
    for (int id = 0; id < tokens.length; id++) {
      if (tokens[id] != null) {
        System.arraycopy(tokens[id], 0, bytes, offsets[id], tokens[id].length);
      }
    }
    return new Vocabulary(bytes, offsets);
  }

  /** Greatest id + 1, unused ids included. */
  public int size() {
    return offsets.length - 1;
  }

  /** Whether there is a token of this id. */
  public boolean contains(int id) {
    return id >= 0 && id < size() && length(id) > 0;
  }

  /** Length of the token in bytes, 0 if the id is unused. */
  public int length(int id) {
    int length = lengths[id] & 0xFF;
    return length < LONG ? length : offsets[id + 1] - offsets[id];
  }

  /** Length of the longest token in bytes. */
  public int maxLength() {
    return maxLength;
  }

  /** A copy of the bytes of the token, empty if the id is unused. */
  public byte[] bytes(int id) {
    return Arrays.copyOfRange(bytes, offsets[id], offsets[id + 1]);
  }

  /** Copies the bytes of the token to {@code target[at, …)} and returns the index after them. */
  int copy(int id, byte[] target, int at) {
    int length = length(id);
    System.arraycopy(bytes, offsets[id], target, at, length);
    return at + length;
  }

  /** The bytes of all tokens and {@link PieceKeys#PADDING} more; not to be changed. */
  byte[] paddedBytes() {
    return bytes;
  }

  /** Index of the first byte of the token in {@link #paddedBytes}. */
  int offset(int id) {
    return offsets[id];
  }

  /** Whether the token is {@code other[from, to)}. */
  boolean matches(int id, byte[] other, int from, int to) {
    return Arrays.equals(bytes, offsets[id], offsets[id + 1], other, from, to);
  }
}
