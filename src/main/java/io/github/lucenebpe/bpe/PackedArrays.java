package io.github.lucenebpe.bpe;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.zip.CRC32;

/**
 * Reads the arrays that {@link Writer} wrote: of each its length, a big-endian int, and then its
 * elements, little-endian. Before them stand the number of their bytes and their CRC-32, so that
 * nothing is read that is not what was written.
 *
 * <p>Arrays are copied as they are, for which a JVM that has just started needs no compiled code.
 * They go through a small buffer, as memory that is touched for the first time costs such a JVM
 * more than to copy it. Not thread-safe.
 */
final class PackedArrays {
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
  private static final int BUFFER = 1 << 14;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final ByteBuffer bytes = ByteBuffer.wrap(buffer);
  private final LongBuffer longs = ByteBuffer.wrap(buffer).order(ORDER).asLongBuffer();
  private final IntBuffer ints = ByteBuffer.wrap(buffer).order(ORDER).asIntBuffer();
  private final CRC32 checksum = new CRC32();
  private final int expectedChecksum;

  /** Number of bytes to come. */
  private int left = 2 * Integer.BYTES;

  /** A reader of a stream, which it does not close. */
  PackedArrays(InputStream in) throws IOException {
    this.in = in;
    int size = readInt();
    expectedChecksum = readInt();
    checksum.reset();
    left = size;
  }

  int readInt() throws IOException {
    read(buffer, Integer.BYTES);
    return bytes.getInt(0);
  }

  byte[] readBytes() throws IOException {
    byte[] array = new byte[readLength(Byte.BYTES)];
    read(array, array.length);
    return array;
  }

  int[] readInts() throws IOException {
    int[] array = new int[readLength(Integer.BYTES)];
    int count;
    for (int at = 0; at < array.length; at += count) {
      count = fillBuffer(array.length - at, Integer.BYTES);
      ints.get(0, array, at, count);
    }
    return array;
  }

  long[] readLongs() throws IOException {
    long[] array = new long[readLength(Long.BYTES)];
    int count;
    for (int at = 0; at < array.length; at += count) {
      count = fillBuffer(array.length - at, Long.BYTES);
      longs.get(0, array, at, count);
    }
    return array;
  }

  /**
   * Checks what was read.
   *
   * @throws IOException if it is not what was written
   */
  void end() throws IOException {
    if (left != 0 || (int) checksum.getValue() != expectedChecksum) {
      throw damaged();
    }
  }

  private int readLength(int elementSize) throws IOException {
    int length = readInt();
    if (length < 0 || length > left / elementSize) {
      throw damaged();
    }
    return length;
  }

  /** Reads as many of some elements as the buffer has room for, and returns their number. */
  private int fillBuffer(int elements, int elementSize) throws IOException {
    int count = Math.min(elements, BUFFER / elementSize);
    read(buffer, count * elementSize);
    return count;
  }

  private void read(byte[] target, int length) throws IOException {
    if (length > left) {
      throw damaged();
    }
    if (in.readNBytes(target, 0, length) < length) {
      throw new EOFException("the tables of the encoding are cut off");
    }
    checksum.update(target, 0, length);
    left -= length;
  }

  private static IOException damaged() {
    return new IOException("the tables of the encoding are damaged");
  }

  /** Writes arrays for {@link PackedArrays}. */
  static final class Writer {
    private final ByteArrayOutputStream arrays = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(arrays);

    void writeInt(int value) throws IOException {
      out.writeInt(value);
    }

    void writeBytes(byte[] array) throws IOException {
      out.writeInt(array.length);
      out.write(array);
    }

    void writeInts(int[] array) throws IOException {
      ByteBuffer packed = ByteBuffer.allocate(Integer.BYTES * array.length).order(ORDER);
      packed.asIntBuffer().put(array);
      out.writeInt(array.length);
      out.write(packed.array());
    }

    void writeLongs(long[] array) throws IOException {
      ByteBuffer packed = ByteBuffer.allocate(Long.BYTES * array.length).order(ORDER);
      packed.asLongBuffer().put(array);
      out.writeInt(array.length);
      out.write(packed.array());
    }

    /** Writes all that was written here to a stream, which is not closed. */
    void writeTo(OutputStream stream) throws IOException {
      CRC32 checksum = new CRC32();
      checksum.update(arrays.toByteArray());
      DataOutputStream header = new DataOutputStream(stream);
      header.writeInt(arrays.size());
      header.writeInt((int) checksum.getValue());
      arrays.writeTo(stream);
    }
  }
}
