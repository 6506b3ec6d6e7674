package io.github.lucenebpe.spark;

import io.github.lucenebpe.split.SplitPatterns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
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
  }

  /**
   * Runs the job.
   *
   * @throws IOException if input or output fails
   * @throws IllegalArgumentException if the arguments are not what they should be
   */
  public static void main(String[] args) throws IOException {
    CountPiecesJob job = new CountPiecesJob(args);
    ShuffledBytes shuffled = new ShuffledBytes();
    try (SparkSession spark = SparkSession.builder().appName("count-pieces").getOrCreate()) {
      spark.sparkContext().addSparkListener(shuffled);
      job.run(spark);
    }
    // The listener has heard everything only when Spark has stopped.
    System.out.printf(
        Locale.ROOT,
        "%s: %,d rows and %,d bytes crossed the shuffle%n",
        job.options.get("--output"),
        shuffled.rows.sum(),
        shuffled.bytes.sum());
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

  private void run(SparkSession spark) throws IOException {
    int parallelism = spark.sparkContext().defaultParallelism();
    String format = options.getOrDefault("--format", "text");
    Dataset<Row> documents =
        format.equals("text")
            ? TextFiles.read(spark, paths, number("--partitions", 4 * parallelism))
            : spark.read().format(format).load(paths.toArray(String[]::new));
    if (options.containsKey("--order-by")) {
      documents = documents.orderBy(options.get("--order-by"));
    }
    String pattern =
        SplitPatterns.parse(options.getOrDefault("--pattern", "gpt4-minbpe")).pattern();
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
