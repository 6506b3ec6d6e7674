package io.github.lucenebpe.bpe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bytes of a short piece as two longs, the first byte lowest: exact keys that are compared and
 * hashed without a loop. The arrays need {@link #PADDING} bytes of any content after the piece.
 */
public final class PieceKeys {
  /** Longest piece in bytes: the sixteenth byte of a key is the length. */
  public static final int MAX_LENGTH = 15;

  /** Bytes after the start of a piece that are read, whatever its length. */
  public static final int PADDING = 16;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** By length: the bytes of the piece in each half of its key. */
  private static final long[] LOW = new long[MAX_LENGTH + 1];

  private static final long[] HIGH = new long[MAX_LENGTH + 1];

  static {
    for (int length = 0; length <= MAX_LENGTH; length++) {
      LOW[length] = length < 8 ? (1L << (8 * length)) - 1 : -1;
      HIGH[length] = length < 8 ? 0 : (1L << (8 * (length - 8))) - 1;
    }
  }

  private PieceKeys() {}

  /**
   * Bytes 0 to 7 of the piece, 0 after its end.
   *
   * @param length at most {@link #MAX_LENGTH}
   */
  public static long low(byte[] bytes, int from, int length) {
    return longAt(bytes, from) & LOW[length & MAX_LENGTH];
  }

  /**
   * Bytes 8 to 14 of the piece, 0 after its end, and its length in the top byte: never 0.
   *
   * @param next the eight bytes from the ninth of the piece on
   * @param length at most {@link #MAX_LENGTH}
   */
  public static long high(long next, int length) {
    return (next & HIGH[length & MAX_LENGTH]) | ((long) length << 56);
  }

  /** Up to eight bytes, the first lowest. */
  static long bytesAt(byte[] bytes, int from, int count) {
    if (from + Long.BYTES <= bytes.length) {
      return longAt(bytes, from) & LOW[count];
    }
    long key = 0;
    for (int i = from + count - 1; i >= from; i--) {
      key = key << 8 | (bytes[i] & 0xFF);
    }
    return key;
  }

  /** Eight bytes of any meaning. */
  public static long longAt(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }
}
