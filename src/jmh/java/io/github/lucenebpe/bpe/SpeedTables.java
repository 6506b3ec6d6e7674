package io.github.lucenebpe.bpe;

import io.github.lucenebpe.bpe.Measurement.Effort;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the benchmarks and prints what they say as tables for the README, row by row. The first
 * table has what users ask first: text to ids beside JTokkit, in the same run.
 */
public final class SpeedTables {
  private static final String USAGE =
      """
      usage: [quick|full] [TABLE,…] [TEXT,…]
      quick (the default) takes some minutes, full an hour. Tables, all by default: %s
      Texts of the first table, by default en code json zh mixed, or all of them for full: %s
      """;

  private static final List<String> SHIPPED = List.of("cl100k_base", "o200k_base");

  private final Effort effort;
  private final List<String> texts;

  private SpeedTables(Effort effort, List<String> texts) {
    this.effort = effort;
    this.texts = texts;
  }

  /** A table that cannot be finished for an outer reason. */
  private interface Table {
    void print() throws IOException, InterruptedException;
  }

  private Map<String, Table> tables() {
    Map<String, Table> tables = new LinkedHashMap<>();
    tables.put("encode", this::encode);
    tables.put("huggingface", this::huggingFace);
    tables.put("encodings", this::encodings);
    tables.put("split", this::split);
    tables.put("allocation", this::allocation);
    tables.put("threads", this::threads);
    tables.put("analyzers", this::analyzers);
    tables.put("worst", this::worst);
    tables.put("load", this::load);
    return tables;
  }

  /**
   * Prints the tables.
   *
   * @param args see the usage
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    boolean full = args.length > 0 && args[0].equals("full");
    List<String> all = Texts.hasShared() ? Texts.ALL_NAMES : Texts.NAMES;
    List<String> texts =
        args.length > 2
            ? Arrays.asList(args[2].split(","))
            : full ? all : List.of("en", "code", "json", "zh", "mixed");
    SpeedTables speed = new SpeedTables(full ? Effort.FULL : Effort.QUICK, texts);
    Map<String, Table> tables = speed.tables();
    List<String> wanted =
        args.length > 1 ? Arrays.asList(args[1].split(",")) : List.copyOf(tables.keySet());
    boolean known = args.length == 0 || full || args[0].equals("quick");
    if (!known || args.length > 3 || !tables.keySet().containsAll(wanted)) {
      System.err.printf(
          USAGE, String.join(" ", tables.keySet()), String.join(" ", Texts.ALL_NAMES));
      System.exit(2);
    }
    Path folder = Files.createTempDirectory("texts");
    System.setProperty(Texts.FOLDER, folder.toString());
    try {
      for (String name : wanted) {
        tables.get(name).print();
        System.out.println();
      }
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private void encode() {
    head("text", "encoding", "JTokkit", "first sight", "warm", "`count`, warm");
    for (String encoding : SHIPPED) {
      for (String text : texts) {
        double[] rates = encodeByTurns(text, encoding, "jtokkit", "first-sight", "warm", "count");
        row(
            text,
            encoding,
            number(rates[0]),
            ratio(rates[1], rates[0]),
            ratio(rates[2], rates[0]),
            ratio(rates[3], rates[0]));
      }
    }
  }

  private void huggingFace() {
    head("text", "encoding", "Hugging Face through DJL", "first sight");
    for (String text : List.of("en", "zh")) {
      double[] rates = encodeByTurns(text, "cl100k_base", "djl", "first-sight");
      row(text, "cl100k_base", number(rates[0]), ratio(rates[1], rates[0]));
    }
  }

  private void encodings() {
    head("text", "encoding", "JTokkit", "first sight", "warm");
    for (String encoding : List.of("r50k_base", "p50k_base", MeasuredEncodings.REGEX)) {
      double[] rates = encodeByTurns("en", encoding, "jtokkit", "first-sight", "warm");
      row("en", encoding, number(rates[0]), ratio(rates[1], rates[0]), ratio(rates[2], rates[0]));
    }
    row(
        "en",
        MeasuredEncodings.TRAINED,
        "",
        number(encode("en", MeasuredEncodings.TRAINED, "first-sight").rate()),
        number(encode("en", MeasuredEncodings.TRAINED, "warm").rate()));
    row(
        "new-words",
        "cl100k_base",
        number(encode("new-words", "cl100k_base", "jtokkit").rate()),
        number(encode("new-words", "cl100k_base", "first-sight").rate()),
        number(encode("new-words", "cl100k_base", "warm").rate()));
  }

  private void split() {
    head("text", "encoding", "piece by piece", "by blocks");
    for (String encoding : SHIPPED) {
      for (String text : List.of("en", "code", "json", "ru", "zh", "ko")) {
        double pieces = split(text, encoding, "pieces");
        double blocks = split(text, encoding, "blocks");
        row(text, encoding, number(pieces), ratio(blocks, pieces));
      }
    }
  }

  private double split(String text, String encoding, String contender) {
    String[] parameters = {"text", text, "encoding", encoding, "contender", contender};
    return Measurement.of(SplitBenchmark.class, effort, 1, parameters).rate();
  }

  private void allocation() {
    head("text", "bytes of the ids", "`encodeOrdinary` allocates", "`count` allocates");
    for (String text : List.of("en", "zh")) {
      int tokens = Encodings.get("cl100k_base").count(Texts.get(text));
      row(
          text,
          String.format(Locale.ROOT, "%,d", 16 + 4L * tokens),
          String.format(Locale.ROOT, "%,.0f", encode(text, "cl100k_base", "warm").allocated()),
          String.format(Locale.ROOT, "%,.0f", encode(text, "cl100k_base", "count").allocated()));
    }
  }

  private void threads() {
    head("text", "contender", "1 thread", "2 threads");
    for (String text : List.of("en", "zh")) {
      for (String contender : List.of("warm", "jtokkit")) {
        String[] parameters = {"text", text, "encoding", "cl100k_base", "contender", contender};
        double one = Measurement.of(EncodeBenchmark.class, effort, 1, parameters).clockRate();
        double two = Measurement.of(EncodeBenchmark.class, effort, 2, parameters).clockRate();
        row(text, contender, number(one), ratio(two, one));
      }
    }
  }

  private void analyzers() {
    head("text", "`encodeOrdinary`", "`tokenize`", "`BpeAnalyzer`", "Lucene's own", "");
    for (String text : List.of("en", "mixed")) {
      String peer = text.equals("en") ? "standard" : "icu";
      double plain = analyze(text, "encode");
      row(
          text,
          number(plain),
          ratio(analyze(text, "tokenize"), plain),
          ratio(analyze(text, "bpe"), plain),
          ratio(analyze(text, peer), plain),
          peer.equals("icu") ? "`ICUTokenizer`" : "`StandardAnalyzer`");
    }
  }

  private double analyze(String text, String contender) {
    return Measurement.of(AnalyzerBenchmark.class, effort, 1, "text", text, "contender", contender)
        .rate();
  }

  private void worst() {
    head("kind", "1 MB", "2 MB", "time(2 MB) / time(1 MB)", "allocated bytes per byte");
    for (String kind : WorstText.KINDS) {
      Measurement one = worst(kind, "1");
      Measurement two = worst(kind, "2");
      row(
          kind,
          number(one.rate()),
          number(two.rate()),
          String.format(Locale.ROOT, "%.2f", 2 * one.rate() / two.rate()),
          String.format(Locale.ROOT, "%.1f", two.allocated() / 2e6));
    }
  }

  private Measurement worst(String kind, String megabytes) {
    return Measurement.of(
        WorstCaseBenchmark.class, effort, 1, "kind", kind, "megabytes", megabytes);
  }

  private void load() throws IOException, InterruptedException {
    head("encoding", "ms", "MB of heap", "JTokkit, ms", "MB of heap");
    for (String encoding : SHIPPED) {
      LoadTime.Result ours = LoadTime.inFreshJvms("ours", encoding);
      LoadTime.Result jtokkit = LoadTime.inFreshJvms("jtokkit", encoding);
      row(
          encoding,
          number(ours.millis()),
          number(ours.megabytes()),
          number(jtokkit.millis()),
          number(jtokkit.megabytes()));
    }
  }

  /**
   * The rates of contenders that are measured in turn, twice, so that a busy minute of the machine
   * falls on more than one of them: the better of the two.
   */
  private double[] encodeByTurns(String text, String encoding, String... contenders) {
    double[] best = new double[contenders.length];
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < contenders.length; i++) {
        best[i] = Math.max(best[i], encode(text, encoding, contenders[i]).rate());
      }
    }
    return best;
  }

  private Measurement encode(String text, String encoding, String contender) {
    return Measurement.of(
        EncodeBenchmark.class,
        effort,
        1,
        "text",
        text,
        "encoding",
        encoding,
        "contender",
        contender);
  }

  private static void head(String... titles) {
    row(titles);
    System.out.println(Arrays.stream(titles).map(t -> "---").collect(row()));
  }

  private static void row(String... cells) {
    System.out.println(Arrays.stream(cells).collect(row()));
  }

  private static java.util.stream.Collector<CharSequence, ?, String> row() {
    return Collectors.joining(" | ", "| ", " |");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 20 ? "%.1f" : "%.0f", value);
  }

  /** A rate, and how often it is that of a peer. */
  private static String ratio(double rate, double peer) {
    return String.format(Locale.ROOT, "%s (%.1f ×)", number(rate), rate / peer);
  }
}
