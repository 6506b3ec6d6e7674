package io.github.lucenebpe.spark;

import io.github.lucenebpe.split.SplitPatterns;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * {@link SparkPieceCounter} for {@code spark-submit}. The jar of this library is all that it needs.
 *
 * <pre>
 * spark-submit --class io.github.lucenebpe.spark.CountPiecesJob lucene-analysis-bpe.jar
 *     --output FOLDER [--format text|parquet|json|orc] [--column NAME] [--order-by COLUMN]
 *     [--pattern NAME|REGEX] [--slices N] [--partitions N] PATH…
 * </pre>
 *
 * <p>{@code text}, the default, takes every file for a document, in the order of the paths. The
 * other formats have documents in a column ({@code text} by default); their order is Spark's unless
 * {@code --order-by} sorts them.
 */
public final class CountPiecesJob {
  private static final Set<String> OPTIONS =
      Set.of(
          "--output",
          "--format",
          "--column",
          "--order-by",
          "--pattern",
          "--slices",
          "--partitions");

  private final Map<String, String> options = new HashMap<>();
  private final List<String> paths = new ArrayList<>();
  private final String pattern;

  private CountPiecesJob(String... args) {
    for (int i = 0; i < args.length; i++) {
      if (!args[i].startsWith("--")) {
        paths.add(args[i]);
      } else if (!OPTIONS.contains(args[i])) {
        throw new IllegalArgumentException("unknown option " + args[i]);
      } else if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " needs a value");
      } else {
        options.put(args[i], args[++i]);
      }
    }
    if (paths.isEmpty() || !options.containsKey("--output")) {
      throw new IllegalArgumentException("expected --output FOLDER and at least one path");
    }
    number("--slices", 1);
    number("--partitions", 1);
    pattern = SplitPatterns.parse(options.getOrDefault("--pattern", "gpt4-minbpe")).pattern();
  }

  /** Runs the job; exits with 1 if input or output is not as it should be, 2 for bad arguments. */
  public static void main(String[] args) {
    int status = run(System.out, System.err, args);
    if (status != 0) {
      System.exit(status);
    }
  }

  /**
   * Runs the job, and says in one line what is wrong with arguments, input or output.
   *
   * @return exit status
   */
  static int run(PrintStream out, PrintStream err, String... args) {
    CountPiecesJob job;
    try {
      job = new CountPiecesJob(args);
    } catch (IllegalArgumentException e) {
      err.println("count-pieces: " + e.getMessage());
      return 2;
    }
    ShuffledBytes shuffled = new ShuffledBytes();
    try (SparkSession spark = SparkSession.builder().appName("count-pieces").getOrCreate()) {
      spark.sparkContext().addSparkListener(shuffled);
      job.run(spark);
    } catch (IOException | AnalysisException e) {
      err.println("count-pieces: " + e.getMessage().lines().findFirst().orElse(e.toString()));
      return 1;
    }
    // The listener has heard everything only when Spark has stopped.
    out.printf(
        Locale.ROOT,
        "%s: %,d rows and %,d bytes crossed the shuffle%n",
        job.options.get("--output"),
        shuffled.rows.sum(),
        shuffled.bytes.sum());
    return 0;
  }

  /** What the tasks wrote for others to read. */
  private static final class ShuffledBytes extends SparkListener {
    final LongAdder rows = new LongAdder();
    final LongAdder bytes = new LongAdder();

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      if (end.taskMetrics() != null) {
        rows.add(end.taskMetrics().shuffleWriteMetrics().recordsWritten());
        bytes.add(end.taskMetrics().shuffleWriteMetrics().bytesWritten());
      }
    }
  }

  /**
   * Counts.
   *
   * @throws AnalysisException if there is no such column, or no such path; Scala does not declare
   *     it
   */
  private void run(SparkSession spark) throws IOException, AnalysisException {
    int parallelism = spark.sparkContext().defaultParallelism();
    String format = options.getOrDefault("--format", "text");
    Dataset<Row> documents =
        format.equals("text")
            ? TextFiles.read(spark, paths, number("--partitions", 4 * parallelism))
            : spark.read().format(format).load(paths.toArray(String[]::new));
    if (options.containsKey("--order-by")) {
      documents = documents.orderBy(options.get("--order-by"));
    }
    new SparkPieceCounter(
            pattern, number("--slices", parallelism), SparkPieceCounter.DEFAULT_TABLE_BYTES)
        .count(
            documents, options.getOrDefault("--column", TextFiles.COLUMN), options.get("--output"));
  }

  private int number(String option, int absent) {
    String value = options.get(option);
    if (value == null) {
      return absent;
    }
    if (!value.matches("[1-9][0-9]{0,6}")) {
      throw new IllegalArgumentException(option + " must be 1 to 9999999, got " + value);
    }
    return Integer.parseInt(value);
  }
}
