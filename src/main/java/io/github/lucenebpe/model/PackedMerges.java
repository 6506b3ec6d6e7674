package io.github.lucenebpe.model;

import io.github.lucenebpe.bpe.Merges;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Merge rules in six bytes each, the form of the shipped encodings in the jar: quick to read, and a
 * third of the rank file that it is made of.
 *
 * <pre>
 * 256 × 3 bytes        id of each byte value
 *   n × (3 + 3) bytes  by id: left part, right part; FF FF FF for bytes and unused ids
 * </pre>
 *
 * All numbers are big-endian.
 */
final class PackedMerges {
  private static final int NONE = 0xFFFFFF;
  private static final int ID_BYTES = 3;

  private PackedMerges() {}

  static byte[] pack(Merges merges) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int b = 0; b < Merges.BYTES; b++) {
      writeId(merges.byteId(b), out);
    }
    for (int id = 0; id < merges.size(); id++) {
      writeId(merges.isMerge(id) ? merges.left(id) : NONE, out);
      writeId(merges.isMerge(id) ? merges.right(id) : NONE, out);
    }
    return out.toByteArray();
  }

  private static void writeId(int id, ByteArrayOutputStream out) {
    out.write(id >>> 16);
    out.write(id >>> 8);
    out.write(id);
  }

  static Merges unpack(byte[] packed) {
    int size = packed.length / (2 * ID_BYTES) - Merges.BYTES / 2;
    int[] byteIds = new int[Merges.BYTES];
    int[] left = new int[size];
    int[] right = new int[size];
    Arrays.setAll(byteIds, b -> id(packed, b));
    for (int id = 0; id < size; id++) {
      left[id] = part(packed, Merges.BYTES + 2 * id);
      right[id] = part(packed, Merges.BYTES + 2 * id + 1);
    }
    return Merges.of(byteIds, left, right);
  }

  private static int part(byte[] packed, int index) {
    int id = id(packed, index);
    return id == NONE ? -1 : id;
  }

  private static int id(byte[] packed, int index) {
    int at = ID_BYTES * index;
    return ((packed[at] & 0xFF) << 16) | ((packed[at + 1] & 0xFF) << 8) | (packed[at + 2] & 0xFF);
  }
}
