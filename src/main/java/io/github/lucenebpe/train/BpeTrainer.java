package io.github.lucenebpe.train;

import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.train.TrainingListener.Phase;
import java.util.Arrays;

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
    return train(pieces, TrainingOptions.of(vocabularySize), TrainingListener.NONE);
  }

  /**
   * Trains until the vocabulary has its size or no pair is left that may be merged.
   *
   * @param pieces the corpus; left unchanged, and not to be changed meanwhile
   * @throws IllegalStateException if the pieces are too many for arrays of 2^31 entries
   */
  public static TrainingResult train(
      PieceCounts pieces, TrainingOptions options, TrainingListener listener) {
    return resume(pieces, TrainingResult.none(), options, listener);
  }

  /**
   * Goes on with a training that has come to some merges.
   *
   * @param known the first merges of the same pieces, ties, least frequency and greatest length;
   *     those beyond the vocabulary size are left out
   * @param listener hears of new merges
   * @return all merges
   * @throws IllegalStateException if the pieces are too many for arrays of 2^31 entries
   */
  public static TrainingResult resume(
      PieceCounts pieces,
      TrainingResult known,
      TrainingOptions options,
      TrainingListener listener) {
    int tokens = options.vocabularySize();
    int wanted = options.merges();
    int[] left = new int[wanted];
    int[] right = new int[wanted];
    long[] replacements = new long[wanted];
    int done = Math.min(known.merges().count(), wanted);
    for (int i = 0; i < done; i++) {
      left[i] = known.merges().left(Merges.BYTES + i);
      right[i] = known.merges().right(Merges.BYTES + i);
      replacements[i] = known.replacements(i);
    }
    listener.progress(Phase.INDEX, 0, pieces.size());
    TokenSequence sequence = new TokenSequence(pieces, tokens);
    PairTable pairs = new PairTable(sequence, tokens);
    MergeQueue queue = new MergeQueue(pairs, options.ties());
    PairFinder finder = new PairFinder(sequence, pairs, tokens);
    if (done == 0) {
      finder.addBytePairs();
    } else {
      sequence.apply(Merges.of(Arrays.copyOf(left, done), Arrays.copyOf(right, done)));
      finder.addAllPairs(Merges.BYTES + done - 1);
    }
    queue.addAll(0, options.maxTokenLength());
    listener.progress(Phase.INDEX, pieces.size(), pieces.size());

    listener.progress(Phase.MERGE, done, wanted);
    while (done < wanted) {
      int token = Merges.BYTES + done;
      int pair = queue.next(token - 1);
      if (pair < 0 || pairs.count(pair) < options.minFrequency()) {
        break;
      }
      left[done] = pairs.left(pair);
      right[done] = pairs.right(pair);
      replacements[done] = pairs.merge(pair, token);
      listener.merged(token, left[done], right[done], pairs.count(pair), replacements[done]);
      int firstAdded = pairs.size();
      finder.addPairsOf(pair, token);
      queue.addAll(firstAdded, options.maxTokenLength());
      pairs.remove(pair);
      done++;
      listener.progress(Phase.MERGE, done, wanted);
    }
    Merges merges = Merges.of(Arrays.copyOf(left, done), Arrays.copyOf(right, done));
    return new TrainingResult(merges, wanted, Arrays.copyOf(replacements, done));
  }
}
