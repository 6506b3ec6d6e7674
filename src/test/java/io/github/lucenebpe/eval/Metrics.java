package io.github.lucenebpe.eval;

import java.util.List;
import java.util.Map;

/**
 * How good a ranking is, by the definitions of trec_eval; in its names {@code ndcg_cut_10}, {@code
 * map}, {@code recall_100} and {@code recip_rank} of the first ten.
 *
 * @param ndcg10 gain of the first ten, by grade over log2(rank + 1), as part of the best possible
 * @param averagePrecision mean over the relevant documents of the precision where each is found
 * @param recall100 part of the relevant documents that is among the first hundred
 * @param reciprocalRank10 1 / rank of the first relevant document, 0 if it is not among ten
 */
record Metrics(double ndcg10, double averagePrecision, double recall100, double reciprocalRank10) {

  /**
   * Measures one query.
   *
   * @param ranking document ids, the best first
   * @param grades by document id; 0 and below is not relevant, and so is what is missing
   */
  static Metrics of(List<String> ranking, Map<String, Integer> grades) {
    int relevant = (int) grades.values().stream().filter(grade -> grade > 0).count();
    if (relevant == 0) {
      throw new IllegalArgumentException("a query without a relevant document has no metrics");
    }
    double gain = 0;
    double precisions = 0;
    double reciprocalRank = 0;
    int found = 0;
    int foundIn100 = 0;
    for (int rank = 1; rank <= ranking.size(); rank++) {
      int grade = grades.getOrDefault(ranking.get(rank - 1), 0);
      if (grade <= 0) {
        continue;
      }
      found++;
      precisions += (double) found / rank;
      if (rank <= 100) {
        foundIn100++;
      }
      if (rank <= 10) {
        gain += discounted(grade, rank);
        reciprocalRank = found == 1 ? 1.0 / rank : reciprocalRank;
      }
    }
    return new Metrics(
        gain / bestGain(grades),
        precisions / relevant,
        (double) foundIn100 / relevant,
        reciprocalRank);
  }

  private static double bestGain(Map<String, Integer> grades) {
    int[] best = grades.values().stream().mapToInt(grade -> -grade).sorted().limit(10).toArray();
    double gain = 0;
    for (int rank = 1; rank <= best.length; rank++) {
      gain += discounted(Math.max(0, -best[rank - 1]), rank);
    }
    return gain;
  }

  private static double discounted(int grade, int rank) {
    return grade / (Math.log(rank + 1) / Math.log(2));
  }

  /** The mean over queries. */
  static Metrics mean(List<Metrics> queries) {
    return new Metrics(
        queries.stream().mapToDouble(Metrics::ndcg10).average().orElse(0),
        queries.stream().mapToDouble(Metrics::averagePrecision).average().orElse(0),
        queries.stream().mapToDouble(Metrics::recall100).average().orElse(0),
        queries.stream().mapToDouble(Metrics::reciprocalRank10).average().orElse(0));
  }
}
