package io.github.lucenebpe.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.CRC32C;

/**
 * Writes a {@link PieceFile}: the pieces in ascending order, and then {@link #finish}.
 *
 * <p>Not thread-safe.
 */
public final class PieceFileWriter {
  /** What a piece takes besides its bytes: four varints. */
  private static final int NUMBERS = 2 * 5 + 2 * 9;

  private final OutputStream out;
  private final CRC32C checksum = new CRC32C();
  private final byte[] buffer = new byte[1 << 16];
  private int filled;

  private byte[] last = new byte[64];
  private int lastLength;
  private long pieces;
  private long bytes;
  private long greatestPosition = -1;

  /**
   * Begins a file.
   *
   * @param out where it goes; neither flushed nor closed here
   * @throws IOException if {@code out} does
   */
  public PieceFileWriter(OutputStream out, PieceFile.Header header) throws IOException {
    this.out = out;
    byte[] pattern = header.pattern().getBytes(UTF_8);
    if (pattern.length > PieceFile.MAX_PATTERN) {
      throw new IllegalArgumentException(
          "pattern must have at most " + PieceFile.MAX_PATTERN + " bytes, got " + pattern.length);
    }
    write(PieceFile.MAGIC, 0, PieceFile.MAGIC.length);
    reserve(NUMBERS);
    buffer[filled++] = PieceFile.VERSION;
    varint(pattern.length);
    write(pattern, 0, pattern.length);
    reserve(NUMBERS);
    varint(header.slice());
    varint(header.slices());
  }

  /**
   * Adds the piece {@code piece[from, to)}.
   *
   * @param count how often it occurs, at least 1
   * @param position where it occurs first, at least 0
   * @throws IOException if the stream does
   * @throws IllegalArgumentException if the piece is empty or does not come after the one before,
   *     or a number is too small
   */
  public void add(byte[] piece, int from, int to, long count, long position) throws IOException {
    Objects.checkFromToIndex(from, to, piece.length);
    if (count < 1 || position < 0) {
      throw new IllegalArgumentException(
          "count must be at least 1 and position at least 0, got " + count + " and " + position);
    }
    int shared = Arrays.mismatch(last, 0, lastLength, piece, from, to);
    boolean ascending =
        shared == lastLength
            || (shared >= 0
                && from + shared < to
                && Byte.compareUnsigned(last[shared], piece[from + shared]) < 0);
    if (from == to || !ascending) {
      throw new IllegalArgumentException(
          "pieces must ascend and not be empty, number " + pieces + " does not");
    }
    int length = to - from;
    reserve(NUMBERS);
    varint(shared);
    varint(length - shared);
    write(piece, from + shared, length - shared);
    reserve(NUMBERS);
    varint(count);
    varint(position);
    if (last.length < length) {
      last = new byte[(int) Math.min(2L * length, PieceFile.MAX_PIECE)];
      System.arraycopy(piece, from, last, 0, length);
    } else {
      System.arraycopy(piece, from + shared, last, shared, length - shared);
    }
    lastLength = length;
    pieces++;
    bytes += length;
    greatestPosition = Math.max(greatestPosition, position);
  }

  /**
   * Ends the file and hands on all of it.
   *
   * @param end greater than every position in the counting, of which this may be a slice
   * @throws IOException if the stream does
   * @throws IllegalArgumentException if a piece has such a position
   */
  public void finish(long end) throws IOException {
    if (end <= greatestPosition) {
      throw new IllegalArgumentException(
          "end must be greater than all positions, got " + end + " and " + greatestPosition);
    }
    reserve(2 + PieceFile.TRAILER);
    buffer[filled++] = 0;
    buffer[filled++] = 0;
    ByteBuffer trailer = ByteBuffer.wrap(buffer, filled, PieceFile.TRAILER);
    trailer.putLong(pieces).putLong(bytes).putLong(end);
    checksum.update(buffer, 0, trailer.position());
    trailer.putInt((int) checksum.getValue()).put(PieceFile.END_MAGIC);
    out.write(buffer, 0, trailer.position());
    filled = 0;
  }

  /** Number of pieces so far. */
  public long pieces() {
    return pieces;
  }

  private void varint(long value) {
    long rest = value;
    while (rest >= 0x80) {
      buffer[filled++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[filled++] = (byte) rest;
  }

  private void write(byte[] source, int from, int length) throws IOException {
    if (length > buffer.length - filled) {
      empty();
    }
    if (length > buffer.length) {
      checksum.update(source, from, length);
      out.write(source, from, length);
    } else {
      System.arraycopy(source, from, buffer, filled, length);
      filled += length;
    }
  }

  private void reserve(int room) throws IOException {
    if (room > buffer.length - filled) {
      empty();
    }
  }

  private void empty() throws IOException {
    checksum.update(buffer, 0, filled);
    out.write(buffer, 0, filled);
    filled = 0;
  }
}
