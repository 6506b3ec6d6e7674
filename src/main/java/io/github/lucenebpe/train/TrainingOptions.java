package io.github.lucenebpe.train;

import io.github.lucenebpe.bpe.Merges;
import java.util.Locale;

/**
 * What is learned from counted pieces.
 *
 * @param vocabularySize number of tokens wanted, the 256 single bytes included
 * @param ties which of several pairs with the same count is merged first
 * @param minFrequency a pair that occurs less often is not merged
 * @param maxTokenLength no token gets more bytes
 */
public record TrainingOptions(
    int vocabularySize, Ties ties, long minFrequency, int maxTokenLength) {

  /**
   * @throws IllegalArgumentException if {@code vocabularySize} is below 256 or above {@link
   *     Merges#MAX_SIZE}, or another number below 1
   */
  public TrainingOptions {
    if (vocabularySize < Merges.BYTES || vocabularySize > Merges.MAX_SIZE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "vocabularySize must be %d to %d, got %d",
              Merges.BYTES,
              Merges.MAX_SIZE,
              vocabularySize));
    }
    if (minFrequency < 1) {
      throw new IllegalArgumentException("minFrequency must be at least 1, got " + minFrequency);
    }
    if (maxTokenLength < 1) {
      throw new IllegalArgumentException(
          "maxTokenLength must be at least 1, got " + maxTokenLength);
    }
  }

  /** minbpe's rule for ties, and neither a least frequency nor a greatest length. */
  public static TrainingOptions of(int vocabularySize) {
    return new TrainingOptions(vocabularySize, Ties.FIRST_SEEN, 1, Integer.MAX_VALUE);
  }

  /** The same with another rule for ties. */
  public TrainingOptions withTies(Ties newTies) {
    return new TrainingOptions(vocabularySize, newTies, minFrequency, maxTokenLength);
  }

  /** The same with another least frequency. */
  public TrainingOptions withMinFrequency(long newMinFrequency) {
    return new TrainingOptions(vocabularySize, ties, newMinFrequency, maxTokenLength);
  }

  /** The same with another greatest length. */
  public TrainingOptions withMaxTokenLength(int newMaxTokenLength) {
    return new TrainingOptions(vocabularySize, ties, minFrequency, newMaxTokenLength);
  }

  /** Number of merges wanted. */
  int merges() {
    return vocabularySize - Merges.BYTES;
  }
}
