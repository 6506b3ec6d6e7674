package io.github.lucenebpe.bpe;

import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/**
 * Reads the arrays that {@link Writer} wrote: of each its length, a big-endian int, and then its
 * elements, little-endian.
 *
 * <p>Arrays are copied as they are, for which a JVM that has just started needs no compiled code.
 * They go through a small buffer, as memory that is touched for the first time costs such a JVM
 * more than to copy it. Not thread-safe.
 */
final class PackedArrays {
  private static final int BUFFER = 1 << 14;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final ByteBuffer bytes = ByteBuffer.wrap(buffer);
  private final LongBuffer longs = ByteBuffer.wrap(buffer).order(Writer.ORDER).asLongBuffer();
  private final IntBuffer ints = ByteBuffer.wrap(buffer).order(Writer.ORDER).asIntBuffer();

  /** A reader of a stream, which it does not close. */
  PackedArrays(InputStream in) {
    this.in = in;
  }

  int readInt() throws IOException {
    read(buffer, Integer.BYTES);
    return bytes.getInt(0);
  }

  byte[] readBytes() throws IOException {
    byte[] array = new byte[readInt()];
    read(array, array.length);
    return array;
  }

  int[] readInts() throws IOException {
    int[] array = new int[readInt()];
    int count;
    for (int at = 0; at < array.length; at += count) {
      count = Math.min(array.length - at, BUFFER / Integer.BYTES);
      read(buffer, count * Integer.BYTES);
      ints.get(0, array, at, count);
    }
    return array;
  }

  long[] readLongs() throws IOException {
    long[] array = new long[readInt()];
    int count;
    for (int at = 0; at < array.length; at += count) {
      count = Math.min(array.length - at, BUFFER / Long.BYTES);
      read(buffer, count * Long.BYTES);
      longs.get(0, array, at, count);
    }
    return array;
  }

  private void read(byte[] target, int length) throws IOException {
    if (in.readNBytes(target, 0, length) < length) {
      throw new EOFException("the tables of the encoding are cut off");
    }
  }

  /** Writes arrays for {@link PackedArrays}. */
  static final class Writer {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final DataOutputStream out;

    /** A writer to a stream, which it does not close. */
    Writer(OutputStream out) {
      this.out = new DataOutputStream(out);
    }

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
  }
}
