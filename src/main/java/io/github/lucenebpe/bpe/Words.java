package io.github.lucenebpe.bpe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * The bytes of a {@link Vocabulary} as longs, to read up to eight of them at any place with neither
 * a loop nor a VarHandle, which are both slow in a JVM that has just started: for tables that are
 * filled when an encoding is loaded.
 *
 * <p>A window over the bytes moves on from token to token, because memory that a JVM touches for
 * the first time costs more than to copy it. Not thread-safe.
 */
final class Words {
  /** Longs of the window, unless tokens are so long that they need more. */
  private static final int WINDOW = 1 << 10;

  /** Longs that may be read after the one in which a token ends. */
  private static final int MORE = 2;

  private final Vocabulary vocabulary;
  private final LongBuffer bytes;
  private long[] words = new long[WINDOW];
  private int first;
  private int end;

  Words(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    bytes = ByteBuffer.wrap(vocabulary.paddedBytes()).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  }

  /** Moves on to the tokens of these ids. */
  void moveTo(int fromId, int toId) {
    int last = vocabulary.offset(toId) >> 3;
    if (last >= end) {
      first = vocabulary.offset(fromId) >> 3;
      int needed = last + 1 - first + MORE;
      if (needed > words.length) {
        words = new long[needed];
      }
      bytes.get(first, words, 0, Math.min(words.length, bytes.limit() - first));
      end = first + words.length - MORE;
    }
  }

  /**
   * Eight bytes, the first one lowest.
   *
   * @param index index of the first, up to eight after that of the last byte of a token
   */
  long at(int index) {
    int word = (index >> 3) - first;
    int shift = (index & 7) << 3;
    return words[word] >>> shift | words[word + 1] << 1 << (Long.SIZE - 1 - shift);
  }

  /** One to eight bytes, the first one lowest. */
  long at(int index, int count) {
    return at(index) & -1L >>> (Long.SIZE - (count << 3));
  }
}
