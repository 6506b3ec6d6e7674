package io.github.lucenebpe.train;

import io.github.lucenebpe.bpe.Merges;

/**
 * What a training gave.
 *
 * @param merges the merges in the order of learning
 * @param wanted how many were asked for
 */
public record TrainingResult(Merges merges, int wanted) {

  /** Whether training ended early because no two tokens stood side by side any more. */
  public boolean exhausted() {
    return merges.count() < wanted;
  }
}
