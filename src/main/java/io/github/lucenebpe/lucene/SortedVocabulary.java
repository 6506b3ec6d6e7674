package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Vocabulary;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.IntStream;

/**
 * The tokens of an encoding in the order of their bytes, for finding those that start alike. One
 * for each encoding, made on first use and kept as long as the encoding.
 */
final class SortedVocabulary {
  private static final Map<Encoding, SortedVocabulary> VOCABULARIES =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final Vocabulary vocabulary;
  private final int[] ids;

  private SortedVocabulary(Encoding encoding) {
    vocabulary = encoding.vocabulary();
    byte[][] bytes = new byte[vocabulary.size()][];
    Arrays.setAll(bytes, vocabulary::bytes);
    ids =
        IntStream.range(0, bytes.length)
            .filter(vocabulary::contains)
            .boxed()
            .sorted((a, b) -> Arrays.compareUnsigned(bytes[a], bytes[b]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  static SortedVocabulary of(Encoding encoding) {
    return VOCABULARIES.computeIfAbsent(encoding, SortedVocabulary::new);
  }

  /** The ids of the tokens that start with some bytes; all if there are none. */
  int[] startingWith(byte[] prefix) {
    return Arrays.copyOfRange(ids, firstNotBelow(prefix), firstBehind(prefix));
  }

  /** The place behind all tokens that start with some bytes. */
  private int firstBehind(byte[] prefix) {
    int length = prefix.length;
    while (length > 0 && prefix[length - 1] == (byte) 0xFF) {
      length--;
    }
    if (length == 0) {
      return ids.length;
    }
    byte[] next = Arrays.copyOf(prefix, length);
    next[length - 1]++;
    return firstNotBelow(next);
  }

  private int firstNotBelow(byte[] bytes) {
    int low = 0;
    int high = ids.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Arrays.compareUnsigned(vocabulary.bytes(ids[middle]), bytes) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
