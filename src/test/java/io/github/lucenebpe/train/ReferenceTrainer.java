package io.github.lucenebpe.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Byte-pair training as it is defined, and as slow: counts every pair anew for each merge. A {@link
 * LinkedHashMap} lists the pairs in order of first appearance.
 */
final class ReferenceTrainer {
  private ReferenceTrainer() {}

  /** The merges as {@code left:right}, fewer than wanted when no pair is left. */
  static List<String> train(List<byte[]> pieces, TrainingOptions options) {
    List<Integer> lengths = new ArrayList<>(Collections.nCopies(256, 1));
    List<List<Integer>> texts = new ArrayList<>();
    for (byte[] piece : pieces) {
      List<Integer> text = new ArrayList<>();
      for (byte b : piece) {
        text.add(b & 0xFF);
      }
      texts.add(text);
    }
    List<String> merges = new ArrayList<>();
    while (merges.size() < options.merges()) {
      Map<List<Integer>, Long> counts = count(texts);
      counts.keySet().removeIf(pair -> length(pair, lengths) > options.maxTokenLength());
      List<Integer> best = best(counts, options.ties());
      if (best == null || counts.get(best) < options.minFrequency()) {
        break;
      }
      lengths.add(length(best, lengths));
      int token = 256 + merges.size();
      merges.add(best.get(0) + ":" + best.get(1));
      texts.replaceAll(text -> merge(text, best, token));
    }
    return merges;
  }

  private static int length(List<Integer> pair, List<Integer> lengths) {
    return lengths.get(pair.get(0)) + lengths.get(pair.get(1));
  }

  private static Map<List<Integer>, Long> count(List<List<Integer>> texts) {
    Map<List<Integer>, Long> counts = new LinkedHashMap<>();
    for (List<Integer> text : texts) {
      for (int i = 0; i + 1 < text.size(); i++) {
        counts.merge(List.of(text.get(i), text.get(i + 1)), 1L, Long::sum);
      }
    }
    return counts;
  }

  private static List<Integer> best(Map<List<Integer>, Long> counts, Ties ties) {
    List<Integer> best = null;
    for (List<Integer> pair : counts.keySet()) {
      long more = best == null ? 1 : counts.get(pair) - counts.get(best);
      if (more > 0 || (more == 0 && ties == Ties.LOWEST_IDS && lower(pair, best))) {
        best = pair;
      }
    }
    return best;
  }

  private static boolean lower(List<Integer> a, List<Integer> b) {
    int left = Integer.compare(a.get(0), b.get(0));
    return left < 0 || (left == 0 && a.get(1) < b.get(1));
  }

  private static List<Integer> merge(List<Integer> text, List<Integer> pair, int token) {
    List<Integer> merged = new ArrayList<>();
    for (int i = 0; i < text.size(); i++) {
      if (i + 1 < text.size() && text.subList(i, i + 2).equals(pair)) {
        merged.add(token);
        i++;
      } else {
        merged.add(text.get(i));
      }
    }
    return merged;
  }
}
