package io.github.lucenebpe.bpe;

import java.util.Arrays;

/**
 * Recovers the merge rules behind ranked tokens, as minbpe's {@code recover_merges} does for GPT-4:
 * the two parts of a token are what remains of its bytes when all smaller tokens are merged.
 *
 * <p>The ids of single bytes need not be their values; in tiktoken's rank files they are not
 * (minbpe's "byte shuffle"), which is why {@link Merges} has an id for each byte.
 */
final class RankMerges {
  private RankMerges() {}

  /**
   * The merge rules of ranked tokens.
   *
   * @throws IllegalArgumentException if a token does not come from two smaller ones, so that no
   *     merge rules give these tokens; the message names the token
   */
  static Merges recover(TokenTables tables) {
    Vocabulary vocabulary = tables.vocabulary();
    int[] left = new int[vocabulary.size()];
    int[] right = new int[vocabulary.size()];
    Arrays.fill(left, -1);
    Arrays.fill(right, -1);
    for (int id = 0; id < vocabulary.size(); id++) {
      if (vocabulary.length(id) > 1) {
        int[] parts = mergeBelow(id, tables);
        if (parts.length != 2) {
          throw new IllegalArgumentException(
              "token " + id + " is no merge of two smaller tokens but of " + parts.length);
        }
        left[id] = parts[0];
        right[id] = parts[1];
      }
    }
    return Merges.of(tables.byteIds(), left, right);
  }

  /** The bytes of a token, merged with the merges of smaller ids only. */
  private static int[] mergeBelow(int id, TokenTables tables) {
    int[] ids = tables.startFromBytes(id);
    int n = ids.length;
    while (true) {
      int best = 0;
      int bestMerge = MergeTable.NONE;
      for (int i = 0; i + 1 < n; i++) {
        int merge = tables.merges().get(ids[i], ids[i + 1]);
        if (merge < bestMerge) {
          best = i;
          bestMerge = merge;
        }
      }
      if (bestMerge >= id) {
        return Arrays.copyOf(ids, n);
      }
      ids[best] = bestMerge;
      System.arraycopy(ids, best + 2, ids, best + 1, n - best - 2);
      n--;
    }
  }
}
