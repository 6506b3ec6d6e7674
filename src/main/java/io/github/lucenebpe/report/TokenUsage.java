package io.github.lucenebpe.report;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Merges;
import java.util.Arrays;

/**
 * How often a text has each token.
 *
 * <p>Not thread-safe.
 */
public final class TokenUsage {
  private final Encoding encoding;
  private final long[] counts;
  private long specials;
  private long tokens;
  private long bytes;

  /** Nothing yet. */
  public TokenUsage(Encoding encoding) {
    this.encoding = encoding;
    this.counts = new long[encoding.vocabulary().size()];
  }

  /**
   * Counts one more token of the text.
   *
   * @throws IllegalArgumentException if there is no token of this id
   */
  public void add(int id) {
    tokens++;
    if (encoding.vocabulary().contains(id)) {
      counts[id]++;
      bytes += encoding.vocabulary().length(id);
    } else {
      specials++;
      bytes += encoding.tokenBytes(id).length;
    }
  }

  /** How often an ordinary token stands in the text. */
  public long count(int id) {
    return counts[id];
  }

  /** Number of tokens of the text, special ones included. */
  public long tokens() {
    return tokens;
  }

  /** Number of bytes of UTF-8 of all tokens. */
  public long bytes() {
    return bytes;
  }

  /** Number of ordinary tokens that the text has at least once. */
  public int distinct() {
    return Math.toIntExact(Arrays.stream(counts).filter(count -> count > 0).count());
  }

  /**
   * Number of tokens of the text with the first merges only, by their number: element 0 is the
   * number of single bytes (and special tokens), the last element {@link #tokens}.
   *
   * <p>One pass over the vocabulary knows them all. The tree of a token shows the merges that made
   * it, and with the first m merges only the same ones of them happen: a merge has a greater id
   * than its parts, so a piece is merged in the order of ids. So the token count falls, at each
   * merge, by the number of times that it stands in the trees of the text's tokens.
   *
   * <p>With (a, b) → 256 and (256, c) → 257 the text {@code abcab} is 257, 256: merge 256 stands in
   * both trees, merge 257 in one. The counts are 5, 3, 2.
   */
  public long[] tokensByMerges() {
    Merges merges = encoding.merges();
    long[] inTrees = counts.clone();
    for (int id = merges.size() - 1; id >= 0; id--) {
      if (merges.isMerge(id)) {
        inTrees[merges.left(id)] += inTrees[id];
        inTrees[merges.right(id)] += inTrees[id];
      }
    }
    long[] byMerges = new long[merges.count() + 1];
    byMerges[0] = specials;
    for (int b = 0; b < Merges.BYTES; b++) {
      byMerges[0] += inTrees[merges.byteId(b)];
    }
    int done = 0;
    for (int id = 0; id < merges.size(); id++) {
      if (merges.isMerge(id)) {
        byMerges[done + 1] = byMerges[done] - inTrees[id];
        done++;
      }
    }
    return byMerges;
  }
}
