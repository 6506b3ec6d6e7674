package io.github.lucenebpe.eval;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
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

  /** What was found, and how large the indexes are: the same in every run. */
  String quality() {
    StringBuilder out = new StringBuilder("# Search quality\n\n");
    out.append("What the command of the README measured. nDCG@10:\n\n");
    overview(out);
    out.append("Indexes of all collections, 1 = Standard on the same collections:\n\n");
    out.append("| | size | different terms | terms |\n|---|---:|---:|---:|\n");
    for (String name : contenders()) {
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %.2f | %.2f | %.2f |\n",
              name,
              ratio(name, Evaluation::bytes),
              ratio(name, Evaluation::terms),
              ratio(name, Evaluation::tokens)));
    }
    out.append('\n');
    results.forEach((collection, evaluations) -> collection(collection, evaluations, out));
    return out.toString();
  }

  /** nDCG@10 of every contender on every collection. */
  private void overview(StringBuilder out) {
    out.append("| |");
    results.keySet().forEach(collection -> out.append(' ').append(collection.name()).append(" |"));
    out.append("\n|---|").append("---:|".repeat(results.size())).append('\n');
    for (String name : contenders()) {
      out.append("| ").append(name).append(" |");
      for (List<Evaluation> evaluations : results.values()) {
        String value =
            find(evaluations, name)
                .map(e -> String.format(Locale.ROOT, "%.3f", e.mean().ndcg10()))
                .orElse("");
        out.append(' ').append(value).append(" |");
      }
      out.append('\n');
    }
    out.append('\n');
  }

  /** How quick it was, on the machine of the run. */
  String speed() {
    StringBuilder out = new StringBuilder("# Speed of search\n\n");
    out.append("One thread, the best pass. Analysis makes the terms; indexing makes an index.\n");
    speed(out, "English", collection -> collection.language().equals("en"));
    speed(out, "other languages", collection -> !collection.language().equals("en"));
    return out.toString();
  }

  private void speed(StringBuilder out, String title, Predicate<IrCollection> which) {
    Map<IrCollection, List<Evaluation>> chosen = new LinkedHashMap<>(results);
    chosen.keySet().removeIf(which.negate());
    if (chosen.isEmpty()) {
      return;
    }
    out.append("\nCollections in ").append(title).append(":\n\n");
    out.append("| | analysis MB/s | indexing MB/s | documents/s | terms/document | ms/query |\n");
    out.append("|---|---:|---:|---:|---:|---:|\n");
    Report part = new Report(chosen);
    for (String name : part.contenders()) {
      List<Evaluation> all =
          chosen.values().stream().flatMap(list -> find(list, name).stream()).toList();
      double megabytes = sum(all, Evaluation::megabytes);
      double docs = sum(all, Evaluation::docs);
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f | %.1f | %.0f | %.0f | %.2f |\n",
              name,
              megabytes / sum(all, Evaluation::analysisSeconds),
              megabytes / sum(all, Evaluation::indexingSeconds),
              docs / sum(all, Evaluation::indexingSeconds),
              sum(all, Evaluation::tokens) / docs,
              sum(all, Evaluation::millisPerQuery) / all.size()));
    }
  }

  private static double sum(List<Evaluation> all, ToDoubleFunction<Evaluation> measure) {
    return all.stream().mapToDouble(measure).sum();
  }

  /** What each choice is worth. */
  String choices() {
    StringBuilder out = new StringBuilder("# What each choice is worth\n\n");
    out.append("`BPE search`, by a slow and plain analyzer again (`default`), and with one\n");
    out.append("choice made otherwise. nDCG@10:\n\n");
    overview(out);
    out.append("Mean, and index of all collections, 1 = default:\n\n");
    out.append("| | mean nDCG@10 | size | terms |\n|---|---:|---:|---:|\n");
    for (String name : contenders()) {
      List<Evaluation> all =
          results.values().stream().flatMap(list -> find(list, name).stream()).toList();
      List<Evaluation> first = results.values().stream().map(list -> list.get(0)).toList();
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %.4f | %.2f | %.2f |\n",
              name,
              all.stream().mapToDouble(e -> e.mean().ndcg10()).average().orElseThrow(),
              sum(all, Evaluation::bytes) / sum(first, Evaluation::bytes),
              sum(all, Evaluation::tokens) / sum(first, Evaluation::tokens)));
    }
    return out.toString();
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
            "## %s\n\n%d documents, %d queries; p is against %s.\n\n",
            collection.name(),
            collection.docs().size(),
            collection.queries().size(),
            baseline.contender()));
    out.append("| | nDCG@10 | p | MAP | recall@100 | MRR@10 | index kB | different terms |\n");
    out.append("|---|---:|---:|---:|---:|---:|---:|---:|\n");
    for (Evaluation evaluation : evaluations) {
      Metrics mean = evaluation.mean();
      boolean isBaseline = evaluation.equals(baseline);
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %.4f | %s | %.4f | %.4f | %.4f | %d | %d |\n",
              evaluation.contender(),
              mean.ndcg10(),
              isBaseline ? "" : String.format(Locale.ROOT, "%.3f", pValue(evaluation, baseline)),
              mean.averagePrecision(),
              mean.recall100(),
              mean.reciprocalRank10(),
              evaluation.bytes() / 1000,
              evaluation.terms()));
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
