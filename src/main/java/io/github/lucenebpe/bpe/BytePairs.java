package io.github.lucenebpe.bpe;

/**
 * What pairs of bytes merge to: where the merging of a piece starts. One look at a table, where a
 * {@link MergeTable} is asked about any pair of tokens.
 *
 * <p>Immutable and thread-safe.
 */
final class BytePairs {
  /** By the two bytes: the id + 1 of the token that they merge to, 0 if they do not. */
  private final int[] merged = new int[Merges.BYTES * Merges.BYTES];

  private final int[] byteIds;

  /**
   * The tokens of two bytes.
   *
   * @param vocabulary in which every token of two bytes is a merge
   * @param byteIds token by byte
   */
  BytePairs(Vocabulary vocabulary, int[] byteIds) {
    this.byteIds = byteIds;
    int size = vocabulary.size();
    for (int from = 0; from < size; from = Blocks.end(from, size)) {
      add(vocabulary, from, Blocks.end(from, size));
    }
  }

  private void add(Vocabulary vocabulary, int from, int to) {
    byte[] bytes = vocabulary.paddedBytes();
    for (int id = from; id < to; id++) {
      if (vocabulary.length(id) == 2) {
        int at = vocabulary.offset(id);
        merged[index(bytes[at], bytes[at + 1])] = id + 1;
      }
    }
  }

  /** The id that two bytes merge to, or {@link MergeTable#NONE}. */
  int get(byte first, byte second) {
    int id = merged[index(first, second)];
    return id == 0 ? MergeTable.NONE : id - 1;
  }

  /** The token of a byte. */
  int id(byte b) {
    return byteIds[b & 0xFF];
  }

  private static int index(byte first, byte second) {
    return (first & 0xFF) << 8 | (second & 0xFF);
  }
}
