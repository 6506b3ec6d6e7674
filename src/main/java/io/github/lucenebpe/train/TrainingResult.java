package io.github.lucenebpe.train;

import io.github.lucenebpe.bpe.Merges;
import java.util.Arrays;

/** What a training gave. Immutable and thread-safe. */
public final class TrainingResult {
  private final Merges merges;
  private final int wanted;
  private final long[] replacements;

  /**
   * @param merges the merges in the order of learning
   * @param wanted how many were asked for
   * @param replacements by merge, how many pairs of tokens it replaced in the corpus
   * @throws IllegalArgumentException if there are not as many replacements as merges
   */
  public TrainingResult(Merges merges, int wanted, long[] replacements) {
    if (merges.count() != replacements.length) {
      throw new IllegalArgumentException(
          "expected " + merges.count() + " replacements, got " + replacements.length);
    }
    this.merges = merges;
    this.wanted = wanted;
    this.replacements = replacements.clone();
  }

  /** No merges yet. */
  public static TrainingResult none() {
    return new TrainingResult(Merges.of(new int[0], new int[0]), 0, new long[0]);
  }

  /** The merges in the order of learning. */
  public Merges merges() {
    return merges;
  }

  /** How many merges were asked for. */
  public int wanted() {
    return wanted;
  }

  /** Whether training ended early because no pair was left that might be merged. */
  public boolean exhausted() {
    return merges.count() < wanted;
  }

  /**
   * How many pairs of tokens a merge replaced in the corpus: its count, or less where occurrences
   * overlap, as in {@code aaa}.
   */
  public long replacements(int merge) {
    return replacements[merge];
  }

  /**
   * How many tokens the corpus has by vocabulary size, from 256 on: {@code tokens[n]} for 256 + n.
   *
   * @param pieces what was trained from
   */
  public long[] tokensBySize(PieceCounts pieces) {
    long[] tokens = new long[replacements.length + 1];
    tokens[0] = pieces.totalBytes();
    for (int i = 0; i < replacements.length; i++) {
      tokens[i + 1] = tokens[i] - replacements[i];
    }
    return tokens;
  }

  /**
   * How often each token stands in the corpus after all merges, by id. A token that later merges
   * took in everywhere has none.
   *
   * @param pieces what was trained from
   */
  public long[] uses(PieceCounts pieces) {
    long[] uses = Arrays.copyOf(pieces.byteCounts(), merges.size());
    for (int i = 0; i < replacements.length; i++) {
      int token = Merges.BYTES + i;
      uses[token] += replacements[i];
      uses[merges.left(token)] -= replacements[i];
      uses[merges.right(token)] -= replacements[i];
    }
    return uses;
  }
}
