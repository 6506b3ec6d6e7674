package io.github.lucenebpe.train;

/**
 * Hears how far a training is. Called on the thread that trains, so it should be quick; what it
 * throws ends the training.
 */
public interface TrainingListener {
  /** Does nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /** The parts of a training, in their order. */
  enum Phase {
    /** Reading the corpus and counting its pieces, in bytes as stored. */
    COUNT,
    /** Counting the pairs of bytes, in pieces; told once at the start and once at the end. */
    INDEX,
    /** Merging, in merges. */
    MERGE
  }

  /**
   * Some more is done.
   *
   * @param done in the unit of the phase, ascending
   * @param total the same for the whole phase, -1 if not known; a corpus that runs out of pairs
   *     ends before it
   */
  default void progress(Phase phase, long done, long total) {}

  /**
   * A merge was made.
   *
   * @param token id of the new token
   * @param count how often the pair stood in the corpus
   * @param replaced how often it was replaced; less where occurrences overlap, as in {@code aaa}
   */
  default void merged(int token, int left, int right, long count, long replaced) {}
}
