package io.github.lucenebpe.bpe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of a {@link Vocabulary} as longs, to read up to eight of them at any place with neither
 * a loop nor a VarHandle, which are both slow in a JVM that has just started: for tables that are
 * filled when an encoding is loaded.
 *
 * <p>Immutable and thread-safe.
 */
final class Words {
  private final long[] words;

  Words(Vocabulary vocabulary) {
    ByteBuffer bytes = ByteBuffer.wrap(vocabulary.paddedBytes()).order(ByteOrder.LITTLE_ENDIAN);
    int count = bytes.capacity() / Long.BYTES; // what is left over is padding
    words = new long[count + 2];
    bytes.asLongBuffer().get(words, 0, count);
  }

  /**
   * Eight bytes, the first one lowest.
   *
   * @param index index of the first, up to eight after that of the last byte of a token
   */
  long at(int index) {
    int word = index >> 3;
    int shift = (index & 7) << 3;
    return words[word] >>> shift | words[word + 1] << 1 << (Long.SIZE - 1 - shift);
  }

  /** One to eight bytes, the first one lowest. */
  long at(int index, int count) {
    return at(index) & -1L >>> (Long.SIZE - (count << 3));
  }
}
