package io.github.lucenebpe.eval;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** All results, as Markdown. */
final class Report {
  private final Map<IrCollection, List<Evaluation>> results;

  Report(Map<IrCollection, List<Evaluation>> results) {
    this.results = results;
  }

  Map<IrCollection, List<Evaluation>> results() {
    return results;
  }

  /** One contender on one collection. */
  static Optional<Evaluation> find(List<Evaluation> evaluations, String contender) {
    return evaluations.stream().filter(e -> e.contender().equals(contender)).findFirst();
  }

  /**
   * The analyzer of the language of a collection, as {@link Contenders} has it: in English, the
   * English one.
   */
  static Optional<Evaluation> ofLanguage(List<Evaluation> evaluations) {
    return find(evaluations, Contenders.LANGUAGE).or(() -> find(evaluations, Contenders.ENGLISH));
  }

  /** Names of the contenders that take part in any collection. */
  Set<String> contenders() {
    Set<String> names = new LinkedHashSet<>();
    results.values().forEach(list -> list.forEach(e -> names.add(e.contender())));
    return names;
  }

  String markdown() {
    StringBuilder out = new StringBuilder();
    overview(out);
    cost(out);
    results.forEach((collection, evaluations) -> collection(collection, evaluations, out));
    return out.toString();
  }

  /** nDCG@10 of every contender on every collection. */
  private void overview(StringBuilder out) {
    out.append("nDCG@10:\n\n| collection |");
    contenders().forEach(name -> out.append(' ').append(name).append(" |"));
    out.append("\n|---|").append("---:|".repeat(contenders().size())).append('\n');
    results.forEach(
        (collection, evaluations) -> {
          out.append("| ").append(collection.name()).append(" |");
          for (String name : contenders()) {
            String value =
                find(evaluations, name)
                    .map(e -> String.format(Locale.ROOT, "%.3f", e.mean().ndcg10()))
                    .orElse("");
            out.append(' ').append(value).append(" |");
          }
          out.append('\n');
        });
    out.append('\n');
  }

  /** What each contender costs over all collections in which it takes part, to Standard's. */
  private void cost(StringBuilder out) {
    out.append("Cost, 1 = Standard on the same collections:\n\n");
    out.append("| | index size | different terms | terms | indexing speed | query time |\n");
    out.append("|---|---:|---:|---:|---:|---:|\n");
    for (String name : contenders()) {
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %.2f | %.2f | %.2f | %.2f | %.2f |\n",
              name,
              ratio(name, Evaluation::bytes),
              ratio(name, Evaluation::terms),
              ratio(name, Evaluation::tokens),
              1 / ratio(name, Evaluation::indexingSeconds),
              ratio(name, Evaluation::millisPerQuery)));
    }
    out.append('\n');
  }

  /** The sum of a measure over the collections of a contender, to that of Standard. */
  private double ratio(String name, ToDoubleFunction<Evaluation> measure) {
    double own = 0;
    double standard = 0;
    for (List<Evaluation> evaluations : results.values()) {
      Optional<Evaluation> found = find(evaluations, name);
      if (found.isPresent()) {
        own += measure.applyAsDouble(found.get());
        standard += measure.applyAsDouble(find(evaluations, Contenders.STANDARD).orElseThrow());
      }
    }
    return own / standard;
  }

  private static void collection(
      IrCollection collection, List<Evaluation> evaluations, StringBuilder out) {
    Evaluation baseline = ofLanguage(evaluations).orElseThrow();
    out.append(
        String.format(
            Locale.ROOT,
            "%s, %d documents, %d queries; p is against %s:\n\n",
            collection.name(),
            collection.docs().size(),
            collection.queries().size(),
            baseline.contender()));
    out.append(
        "| | nDCG@10 | p | MAP | recall@100 | MRR@10 | index kB | terms | docs/s | ms/query |\n");
    out.append("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
    for (Evaluation evaluation : evaluations) {
      Metrics mean = evaluation.mean();
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %.4f | %s | %.4f | %.4f | %.4f | %d | %d | %.0f | %.2f |\n",
              evaluation.contender(),
              mean.ndcg10(),
              evaluation.equals(baseline)
                  ? ""
                  : String.format(Locale.ROOT, "%.3f", pValue(evaluation, baseline)),
              mean.averagePrecision(),
              mean.recall100(),
              mean.reciprocalRank10(),
              evaluation.bytes() / 1000,
              evaluation.terms(),
              evaluation.docsPerSecond(),
              evaluation.millisPerQuery()));
    }
    out.append('\n');
  }

  private static double pValue(Evaluation one, Evaluation other) {
    Function<Evaluation, Map<String, Double>> values =
        evaluation -> {
          Map<String, Double> byQuery = new LinkedHashMap<>();
          evaluation.metrics().forEach((query, metrics) -> byQuery.put(query, metrics.ndcg10()));
          return byQuery;
        };
    return RandomisationTest.pValue(values.apply(one), values.apply(other));
  }
}
