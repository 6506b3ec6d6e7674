package io.github.lucenebpe.train;

import io.github.lucenebpe.bpe.Merges;

/** Merges in print. */
final class Pairs {
  private Pairs() {}

  /** The merges as {@code left:right}, with blanks between. */
  static String of(Merges merges) {
    StringBuilder text = new StringBuilder();
    for (int id = Merges.BYTES; id < merges.size(); id++) {
      text.append(text.isEmpty() ? "" : " ");
      text.append(merges.left(id)).append(':').append(merges.right(id));
    }
    return text.toString();
  }

  static String of(TrainingResult result) {
    return of(result.merges());
  }
}
