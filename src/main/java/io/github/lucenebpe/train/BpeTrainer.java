package io.github.lucenebpe.train;

import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.train.TrainingListener.Phase;
import java.util.Arrays;
import java.util.Locale;

/**
 * Learns the merges of byte-pair encoding from counted pieces: again and again the most frequent
 * pair of neighbouring tokens becomes one token.
 *
 * <p>A pair counts as often as it stands anywhere, overlaps included ({@code aaa} has (a, a)
 * twice), and is replaced from left to right without overlap ({@code aaa} becomes {@code Xa}). With
 * {@link Ties#FIRST_SEEN} the merges are those of minbpe for every corpus.
 *
 * <p>The work is incremental. {@link TokenSequence} holds the distinct pieces and is merged in
 * place, {@link PairTable} knows where each pair stands, {@link MergeQueue} finds the best one
 * without keeping every count up to date, {@link PairFinder} adds the pairs that a merge makes.
 * With N bytes of distinct pieces and P pairs ever seen it takes O(N + P log P) time and O(N + P)
 * memory, plus looking again at the occurrences of pairs that reach the top of the queue with an
 * old count. The idea of the inverted index and the lazy queue is that of Sennrich, Haddow and
 * Birch, "Neural Machine Translation of Rare Words with Subword Units" (2016), and of the trainers
 * that came after.
 */
public final class BpeTrainer {
  private BpeTrainer() {}

  /** Trains with minbpe's rule for ties and tells no one. */
  public static TrainingResult train(PieceCounts pieces, int vocabularySize) {
    return train(pieces, vocabularySize, Ties.FIRST_SEEN, TrainingListener.NONE);
  }

  /**
   * Trains until the vocabulary has its size or no pair is left.
   *
   * @param pieces the corpus; left unchanged, and not to be changed meanwhile
   * @param vocabularySize number of tokens wanted, the 256 single bytes included
   * @throws IllegalArgumentException if {@code vocabularySize} is below 256 or above {@link
   *     Merges#MAX_SIZE}
   * @throws IllegalStateException if the pieces are too many for arrays of 2^31 entries
   */
  public static TrainingResult train(
      PieceCounts pieces, int vocabularySize, Ties ties, TrainingListener listener) {
    if (vocabularySize < Merges.BYTES || vocabularySize > Merges.MAX_SIZE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "vocabularySize must be %d to %d, got %d",
              Merges.BYTES,
              Merges.MAX_SIZE,
              vocabularySize));
    }
    int wanted = vocabularySize - Merges.BYTES;
    listener.progress(Phase.INDEX, 0, pieces.size());
    TokenSequence sequence = new TokenSequence(pieces, vocabularySize);
    PairTable pairs = new PairTable(sequence, vocabularySize);
    MergeQueue queue = new MergeQueue(pairs, ties);
    PairFinder finder = new PairFinder(sequence, pairs, vocabularySize);
    finder.addBytePairs();
    queue.addAll(0);
    listener.progress(Phase.INDEX, pieces.size(), pieces.size());

    int[] left = new int[wanted];
    int[] right = new int[wanted];
    int done = 0;
    listener.progress(Phase.MERGE, 0, wanted);
    while (done < wanted) {
      int token = Merges.BYTES + done;
      int pair = queue.next(token - 1);
      if (pair < 0) {
        break;
      }
      left[done] = pairs.left(pair);
      right[done] = pairs.right(pair);
      listener.merged(token, left[done], right[done], pairs.count(pair));
      pairs.merge(pair, token);
      int firstAdded = pairs.size();
      finder.addPairsOf(pair, token);
      queue.addAll(firstAdded);
      pairs.remove(pair);
      done++;
      listener.progress(Phase.MERGE, done, wanted);
    }
    Merges merges = Merges.of(Arrays.copyOf(left, done), Arrays.copyOf(right, done));
    return new TrainingResult(merges, wanted);
  }
}
