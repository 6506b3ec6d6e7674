package io.github.lucenebpe.model;

import io.github.lucenebpe.bpe.Merges;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;

/**
 * Merge rules as three arrays of int, big-endian: the form of the shipped encodings in the jar,
 * which compresses them to half of the rank files. Arrays are read at one go, where a denser form
 * would need a loop, which is slow in a JVM that has just started.
 *
 * <pre>
 * 256 ints  id of each byte value
 *   n ints  by id: left part; -1 for bytes and unused ids
 *   n ints  by id: right part likewise
 * </pre>
 */
final class PackedMerges {
  private PackedMerges() {}

  static byte[] pack(Merges merges) {
    ByteBuffer packed = ByteBuffer.allocate(Integer.BYTES * (Merges.BYTES + 2 * merges.size()));
    for (int b = 0; b < Merges.BYTES; b++) {
      packed.putInt(merges.byteId(b));
    }
    for (int id = 0; id < merges.size(); id++) {
      packed.putInt(merges.left(id));
    }
    for (int id = 0; id < merges.size(); id++) {
      packed.putInt(merges.right(id));
    }
    return packed.array();
  }

  static Merges unpack(byte[] packed) {
    IntBuffer ints = ByteBuffer.wrap(packed).asIntBuffer();
    int[] byteIds = new int[Merges.BYTES];
    int[] left = new int[(ints.capacity() - Merges.BYTES) / 2];
    int[] right = new int[left.length];
    ints.get(byteIds).get(left).get(right);
    return Merges.of(byteIds, left, right);
  }
}
