package io.github.lucenebpe.cli;

import io.github.lucenebpe.split.Splitter;
import io.github.lucenebpe.train.Corpus;
import io.github.lucenebpe.train.CountedPieces;
import io.github.lucenebpe.train.CountingOptions;
import io.github.lucenebpe.train.PieceFiles;
import io.github.lucenebpe.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The texts to count pieces of, and how; a {@link Mixin} of the commands that do. */
final class CorpusOptions {
  /** Bytes as stored. */
  private static final long SMALL = 8L << 20;

  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Mixin private MalformedOption malformedOption;

  @Mixin private PatternOption patternOption;

  @Option(
      names = "--include",
      paramLabel = "GLOB",
      description =
          "Of folders, take only the files that match: by their name, or by their path below the "
              + "folder if GLOB has a slash: '*.txt', 'docs/**.md'. May be repeated.")
  private List<String> include = List.of();

  @Option(
      names = "--json-field",
      paramLabel = "NAME",
      description =
          "The files are JSON lines: each line is an object, and its field NAME is a text.")
  private String jsonField;

  /** Null until the corpus is known, and for plain texts. */
  private JsonLinesFormat jsonLines;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Number of threads that count; by default as many as there are processors, but one for a "
              + "small corpus.")
  private Integer threads;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = MemorySize.class,
      description =
          "How much memory the pieces may take while they are counted, such as 500m or 2g; what has "
              + "no room goes to temporary files beside the output. By default half of the heap.")
  private long memory = Runtime.getRuntime().maxMemory() / 2;

  @Option(
      names = "--pieces",
      paramLabel = "FILE",
      description =
          "Instead of texts: files that count-pieces wrote, or folders with *.pieces. May be "
              + "repeated; the order is that of the corpus.")
  private List<Path> pieceFiles = List.of();

  @Parameters(paramLabel = "FILE", description = Inputs.FILES_AND_FOLDERS)
  private List<Path> files = List.of();

  /**
   * Refuses options that do not go together.
   *
   * @throws ParameterException if they don't
   */
  void check() {
    if (files.isEmpty() == pieceFiles.isEmpty()) {
      throw usage("expected either texts or --pieces, got " + (files.isEmpty() ? "none" : "both"));
    }
    if (isCounted() && patternOption.isGiven()) {
      throw usage("--pattern: the counted pieces say which pattern made them");
    }
    if (threads != null && threads < 1) {
      throw usage("--threads must be at least 1, got " + threads);
    }
  }

  /** Whether there are counted pieces instead of texts. */
  boolean isCounted() {
    return !pieceFiles.isEmpty();
  }

  /** The counted pieces. */
  PieceFiles counted() throws IOException {
    return PieceFiles.open(pieceFiles);
  }

  /** How texts are split. */
  Splitter splitter() {
    return patternOption.splitter();
  }

  /** The files of texts. */
  Corpus corpus(Console console) throws IOException {
    Corpus corpus;
    try {
      corpus =
          Corpus.of(files, console.in, malformedOption.malformed, Inputs.DECOMPRESSORS, include);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
    if (jsonField == null) {
      return corpus;
    }
    jsonLines = new JsonLinesFormat(jsonField);
    return corpus.withFormat(jsonLines);
  }

  /**
   * Counts the pieces of the texts.
   *
   * @param output file that will be written; temporary files lie beside it
   */
  CountedPieces count(Corpus corpus, Splitter splitter, Path output, TrainingListener listener)
      throws IOException {
    Path folder = output.toAbsolutePath().getParent();
    return corpus.count(splitter, new CountingOptions(threads(corpus), memory, folder), listener);
  }

  /**
   * Warns of a pattern that leaves out text, as {@link PatternOption#checkCoverage}.
   *
   * @param covered number of bytes of all pieces, of those too that an earlier run has counted
   * @param read number of bytes of the files they are from
   * @throws InputException if pattern or field leave out all text
   */
  void checkCoverage(Console console, long covered, long read) throws InputException {
    if (jsonLines != null && covered == 0) {
      jsonLines.checkField();
    }
    patternOption.checkCoverage(console, covered, read);
  }

  /** A second thread has to warm up, and takes memory; for a small corpus it does not pay. */
  private int threads(Corpus corpus) {
    if (threads != null) {
      return threads;
    }
    boolean small = corpus.size() >= 0 && corpus.size() < SMALL;
    return small ? 1 : Runtime.getRuntime().availableProcessors();
  }

  /** What the texts and the way of counting are, in a line; equal for equal pieces. */
  String describe(Corpus corpus, Splitter splitter) {
    return String.join(
        "\t",
        splitter.pattern(),
        String.valueOf(jsonField),
        malformedOption.malformed.name(),
        corpus.describe());
  }

  private ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
