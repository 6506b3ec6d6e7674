package io.github.lucenebpe.eval;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.search.IndexSearcher;

/**
 * Measures ways to search on collections with known relevant documents, and writes tables, plots
 * and trec_eval's run files.
 *
 * <p>Usage: {@code SearchEvaluation COLLECTIONS OUTPUT RUNS PASSES [choices]}. Each folder in
 * COLLECTIONS that holds a {@code qrels.tsv} or {@code qrels.tsv.gz} is a collection, see {@link
 * IrCollection}. OUTPUT gets {@code search.md}, which is the same on every run, {@code
 * search-speed.md} and the plots; RUNS the files for trec_eval. With {@code choices}, our analyzer
 * is measured against itself with one choice made otherwise, and OUTPUT gets {@code
 * search-choices.md} alone.
 */
public final class SearchEvaluation {
  private static final int BAD_USAGE = 2;
  private static final int FAILED = 1;

  private static final String CHOICES = "choices";

  private SearchEvaluation() {}

  /** Runs the evaluation. */
  public static void main(String[] args) {
    PrintStream err = System.err;
    boolean ofChoices = args.length == 5 && args[4].equals(CHOICES);
    boolean ofAll = args.length == 4 || (args.length == 5 && args[4].isEmpty());
    if ((!ofAll && !ofChoices) || !args[3].matches("[1-9][0-9]{0,3}")) {
      err.println("usage: SearchEvaluation COLLECTIONS OUTPUT RUNS PASSES [" + CHOICES + "]");
      System.exit(BAD_USAGE);
    }
    try {
      IndexSearcher.setMaxClauseCount(1 << 16);
      Path output = Files.createDirectories(Path.of(args[1]));
      Path runs = Files.createDirectories(Path.of(args[2]));
      Report report = measure(Path.of(args[0]), runs, Integer.parseInt(args[3]), ofChoices);
      if (ofChoices) {
        write(output.resolve("search-choices.md"), report.choices());
      } else {
        write(output.resolve("search.md"), report.quality());
        write(output.resolve("search-speed.md"), report.speed());
        Files.writeString(
            output.resolve("search-quality-size.svg"), Plots.qualityAgainstSize(report));
        Files.writeString(output.resolve("search-languages.svg"), Plots.languages(report));
      }
    } catch (IOException | UncheckedIOException e) {
      err.println("error: " + e.getMessage());
      System.exit(FAILED);
    }
  }

  private static void write(Path file, String markdown) throws IOException {
    Files.writeString(file, markdown);
    System.out.print(markdown);
  }

  private static Report measure(Path root, Path runs, int passes, boolean ofChoices)
      throws IOException {
    List<Path> folders = collections(root);
    if (folders.isEmpty()) {
      throw new IOException(root + ": no folder below it holds a qrels.tsv or qrels.tsv.gz");
    }
    Map<IrCollection, List<Evaluation>> results = new LinkedHashMap<>();
    for (Path folder : folders) {
      IrCollection collection = IrCollection.read(root, folder);
      writeQrels(runs, collection);
      List<Evaluation> evaluations = new ArrayList<>();
      for (Contender contender :
          ofChoices ? Contenders.choices() : Contenders.of(collection.language())) {
        System.err.printf(Locale.ROOT, "%s: %s%n", collection.name(), contender.name());
        Path run = runs.resolve(fileName(collection.name() + "." + contender.name()) + ".run");
        evaluations.add(
            Evaluation.run(
                collection, contender, passes, hits -> writeRun(run, contender.name(), hits)));
      }
      results.put(collection, evaluations);
    }
    return new Report(results);
  }

  private static List<Path> collections(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .filter(
              folder ->
                  Files.exists(folder.resolve("qrels.tsv"))
                      || Files.exists(folder.resolve("qrels.tsv.gz")))
          .sorted()
          .toList();
    }
  }

  private static String fileName(String text) {
    return text.replaceAll("[^A-Za-z0-9.-]+", "_");
  }

  /** The lines of trec_eval: query, Q0, document, rank, score, name of the run. */
  private static void writeRun(Path file, String name, Map<String, List<Evaluation.Hit>> hits) {
    StringBuilder lines = new StringBuilder();
    hits.forEach(
        (query, found) -> {
          for (int i = 0; i < found.size(); i++) {
            Evaluation.Hit hit = found.get(i);
            lines.append(query).append(" Q0 ").append(hit.id()).append(' ').append(i + 1);
            lines.append(' ').append(hit.score()).append(' ').append(fileName(name)).append('\n');
          }
        });
    try {
      Files.writeString(file, lines, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of trec_eval: query, 0, document, grade. */
  private static void writeQrels(Path runs, IrCollection collection) throws IOException {
    StringBuilder lines = new StringBuilder();
    collection
        .qrels()
        .forEach(
            (query, grades) ->
                grades.forEach(
                    (doc, grade) ->
                        lines.append(
                            String.format(Locale.ROOT, "%s 0 %s %d\n", query, doc, grade))));
    Files.writeString(runs.resolve(fileName(collection.name()) + ".qrels"), lines);
  }
}
