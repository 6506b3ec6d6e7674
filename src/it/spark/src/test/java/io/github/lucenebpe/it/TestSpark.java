package io.github.lucenebpe.it;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.spark.CountPiecesJob;
import io.github.lucenebpe.spark.SparkPieceCounter;
import io.github.lucenebpe.split.SplitPatterns;
import io.github.lucenebpe.split.Splitter;
import io.github.lucenebpe.train.BpeTrainer;
import io.github.lucenebpe.train.PieceCounts;
import io.github.lucenebpe.train.PieceFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What Spark counts trains to the merges of the local trainer. */
public class TestSpark {
  private static final int TOKENS = 500;
  private static final int DOCUMENTS = 120;

  private static final String[] WORDS = {
    " the", " the", " the", " lake", " water", " and", "'s", " don't", "\n", "  ", "\r\n", " 1234",
    " über", " мост", "東京", " 🌳", "aaaa", "a", ".", ", ", " L'été", " <|x|>", "\u0000"
  };

  /** How often tasks of this JVM, all of them in local mode, were made to fail. */
  private static final AtomicInteger FAILURES = new AtomicInteger();

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private SparkSession spark;
  private String output;
  private final List<String> documents = documents();

  @Before
  public void start() {
    // Two threads; a task may fail three times and run a fourth time.
    spark =
        SparkSession.builder()
            .master("local[2,4]")
            .appName("test")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.warehouse.dir", folder.getRoot().toString())
            .getOrCreate();
    output = folder.getRoot() + "/counted";
    FAILURES.set(0);
  }

  @After
  public void stop() {
    spark.stop();
  }

  private static List<String> documents() {
    Random random = new Random(20261122);
    List<String> documents = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      StringBuilder text = new StringBuilder();
      for (int words = random.nextInt(200); words > 0; words--) {
        text.append(WORDS[random.nextInt(WORDS.length)]);
        if (random.nextInt(4) == 0) {
          text.append((char) ('a' + random.nextInt(26))).append((char) ('a' + random.nextInt(26)));
        }
      }
      documents.add(text.toString());
    }
    return documents;
  }

  private Dataset<Row> dataset(JavaRDD<String> texts) {
    return spark.createDataFrame(
        texts.map(RowFactory::create), new StructType().add("body", DataTypes.StringType));
  }

  private JavaRDD<String> texts(int partitions) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(documents, partitions);
  }

  private PieceCounts local(String pattern) throws IOException {
    PieceCounts pieces = new PieceCounts();
    for (String document : documents) {
      pieces.count(new StringReader(document), Splitter.of(pattern));
    }
    return pieces;
  }

  private void trainsAsLocally(String pattern) throws IOException {
    PieceCounts expected = local(pattern);
    PieceCounts counted;
    try (PieceFiles files = PieceFiles.open(List.of(Path.of(output)))) {
      assertEquals(pattern, files.pattern());
      counted = PieceCounts.of(files);
    }
    assertEquals(expected.size(), counted.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.piece(i), counted.piece(i));
      assertEquals(expected.count(i), counted.count(i));
    }
    Merges merges = BpeTrainer.train(expected, TOKENS).merges();
    Merges actual = BpeTrainer.train(counted, TOKENS).merges();
    assertEquals(merges.size(), actual.size());
    assertTrue(merges.count() > 100);
    for (int id = 0; id < merges.size(); id++) {
      assertEquals(merges.left(id), actual.left(id));
      assertEquals(merges.right(id), actual.right(id));
    }
  }

  private List<String> outputFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(output))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }

  @Test
  public void onePartition() throws IOException {
    new SparkPieceCounter(SplitPatterns.GPT4_MINBPE, 1, 1 << 20)
        .count(dataset(texts(1)), "body", output);
    assertEquals(List.of("_SUCCESS", "part-00000.pieces"), outputFiles());
    trainsAsLocally(SplitPatterns.GPT4_MINBPE);
  }

  /** More partitions than documents, and tables that are full after a few pieces. */
  @Test
  public void manyPartitionsAndSmallTables() throws IOException {
    new SparkPieceCounter(SplitPatterns.O200K, 5, 400)
        .count(dataset(texts(DOCUMENTS + 20)), "body", output);
    assertEquals(6, outputFiles().size());
    trainsAsLocally(SplitPatterns.O200K);
  }

  @Test
  public void withoutSplitting() throws IOException {
    new SparkPieceCounter("", 3, 1 << 20).count(dataset(texts(7)), "body", output);
    trainsAsLocally("");
  }

  /** A task before the shuffle fails after half of its documents, twice, and is run again. */
  @Test
  public void failedTasksRunAgain() throws IOException {
    JavaRDD<String> failing =
        texts(6)
            .map(
                text -> {
                  TaskContext task = TaskContext.get();
                  if (task.partitionId() % 2 == 1 && task.attemptNumber() < 2 && fails(text)) {
                    FAILURES.incrementAndGet();
                    throw new IllegalStateException("this attempt is to fail");
                  }
                  return text;
                });
    new SparkPieceCounter(SplitPatterns.GPT4_MINBPE, 4, 2000)
        .count(dataset(failing), "body", output);
    assertEquals(6, FAILURES.get());
    trainsAsLocally(SplitPatterns.GPT4_MINBPE);
  }

  private static boolean fails(String text) {
    return text.length() % 3 == 0;
  }

  /** What crosses the shuffle is one row for a piece and a table, however frequent the piece. */
  @Test
  public void frequentPiecesAreCombinedBeforeTheShuffle() throws Exception {
    AtomicLong records = new AtomicLong();
    spark
        .sparkContext()
        .addSparkListener(
            new SparkListener() {
              @Override
              public void onTaskEnd(SparkListenerTaskEnd end) {
                records.addAndGet(end.taskMetrics().shuffleWriteMetrics().recordsWritten());
              }
            });
    List<String> same = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      same.add(" the".repeat(5000) + " end");
    }
    JavaRDD<String> texts =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(same, 4);
    new SparkPieceCounter(SplitPatterns.GPT4_MINBPE, 2, 1 << 20)
        .count(dataset(texts), "body", output);
    spark.stop();
    assertEquals(4 * 2, records.get());
    try (PieceFiles files = PieceFiles.open(List.of(Path.of(output)))) {
      PieceCounts counted = PieceCounts.of(files);
      assertEquals(200_000, counted.count(0));
      assertEquals(40, counted.count(1));
    }
  }

  @Test
  public void nullsAndNothing() throws IOException {
    documents.clear();
    documents.add(null);
    new SparkPieceCounter("", 3, 1 << 20).count(dataset(texts(1)), "body", output);
    try (PieceFiles files = PieceFiles.open(List.of(Path.of(output)))) {
      assertEquals(0, PieceCounts.of(files).size());
    }
  }

  @Test
  public void folderThatExistsIsKept() throws IOException {
    Files.createDirectory(Path.of(output));
    SparkPieceCounter counter = new SparkPieceCounter("", 1, 1 << 20);
    Dataset<Row> texts = dataset(texts(1));
    IOException e = assertThrows(IOException.class, () -> counter.count(texts, "body", output));
    assertEquals(output + ": exists already", e.getMessage());
    assertEquals(List.of(), outputFiles());
  }

  /** The job that spark-submit runs: files in the order of their names. */
  @Test
  public void jobOverTextFiles() throws IOException {
    Path texts = Files.createDirectory(folder.getRoot().toPath().resolve("texts"));
    for (int i = 0; i < documents.size(); i++) {
      Files.writeString(texts.resolve(String.format("%04d.txt", i)), documents.get(i));
    }
    CountPiecesJob.main(
        new String[] {
          "--output", output, "--slices", "3", "--pattern", "cl100k", texts.toString()
        });
    trainsAsLocally(SplitPatterns.CL100K);
  }

  /** The job over a column of a table, sorted by another one. */
  @Test
  public void jobOverParquet() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (int i = documents.size() - 1; i >= 0; i--) {
      rows.add(RowFactory.create(i, documents.get(i)));
    }
    String table = folder.getRoot() + "/table";
    spark
        .createDataFrame(
            rows,
            new StructType().add("id", DataTypes.IntegerType).add("body", DataTypes.StringType))
        .repartition(5)
        .write()
        .parquet(table);
    CountPiecesJob.main(
        new String[] {
          "--format", "parquet", "--column", "body", "--order-by", "id", "--output", output, table
        });
    trainsAsLocally(SplitPatterns.GPT4_MINBPE);
  }

  @Test
  public void jobRefusesBadArguments() throws IOException, InterruptedException {
    refuses(2, "unknown option --out", "--out", "x", "y");
    refuses(2, "--output needs a value", "y", "--output");
    refuses(2, "expected --output FOLDER and at least one path", "--output", "x");
    refuses(
        2, "--slices must be 1 to 9999999, got 0", "--slices", "0", "--output", output, "pom.xml");
    refuses(1, output + "/no", "--output", output, output + "/no");
    refuses(1, "column", "--format", "json", "--column", "no", "--output", output, "pom.xml");
  }

  /** In a process of its own, for the job ends the JVM. */
  private static void refuses(int status, String message, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Dspark.master=local[1]", "-Dspark.ui.enabled=false"));
    command.addAll(
        List.of("-Dspark.driver.host=127.0.0.1", "-Dspark.driver.bindAddress=127.0.0.1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(CountPiecesJob.class.getName());
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(printed, status, process.waitFor());
    List<String> lines = printed.lines().filter(line -> line.startsWith("count-pieces: ")).toList();
    assertEquals(printed, 1, lines.size());
    assertTrue(printed, lines.getFirst().contains(message));
    assertFalse(printed, printed.contains("\tat "));
  }
}
