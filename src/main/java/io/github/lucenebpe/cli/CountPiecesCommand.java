package io.github.lucenebpe.cli;

import io.github.lucenebpe.split.Splitter;
import io.github.lucenebpe.train.Corpus;
import io.github.lucenebpe.train.PieceCounts;
import io.github.lucenebpe.train.PieceFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code bpe count-pieces}: a corpus to a file of counted pieces. */
@Command(
    name = "count-pieces",
    description = {
      "Count the pieces of texts and write them to a file, from which train --pieces trains as from "
          + "the texts: several vocabularies from one pass, or from parts counted elsewhere."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bpe count-pieces --output my.pieces corpus/",
      "  bpe train --pieces my.pieces --vocab-size 8192 --output my",
      "  bpe count-pieces --pieces a.pieces --pieces b.pieces --output both.pieces"
    })
final class CountPiecesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private Bpe bpe;

  @Mixin private MalformedOption malformedOption;

  @Mixin private PatternOption patternOption;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "Write the counted pieces to this file.")
  private Path output;

  @Option(
      names = "--pieces",
      paramLabel = "FILE",
      description =
          "Merge files of counted pieces, or folders with *.pieces, instead of counting texts. May "
              + "be repeated; the order is that of the corpus.")
  private List<Path> pieceFiles = List.of();

  @Option(names = "--force", description = "Replace a file that exists.")
  private boolean force;

  @Parameters(paramLabel = "FILE", description = Inputs.FILES_AND_FOLDERS)
  private List<Path> files = List.of();

  @Override
  public Integer call() throws IOException {
    if (files.isEmpty() == pieceFiles.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "expected either texts or --pieces, got " + gotWhat());
    }
    Outputs.check(output, force);
    long pieces = pieceFiles.isEmpty() ? count() : merge();
    bpe.console.text.write(
        String.format(Locale.ROOT, "%s: %s\n", output, Progress.number(pieces, "distinct piece")));
    return 0;
  }

  private String gotWhat() {
    return files.isEmpty() ? "none" : "both";
  }

  private long merge() throws IOException {
    try (PieceFiles pieces = PieceFiles.open(pieceFiles)) {
      return pieces.writeTo(output, force);
    }
  }

  private long count() throws IOException {
    Splitter splitter = patternOption.splitter();
    Corpus corpus = Corpus.of(files, bpe.console.in, malformedOption.malformed);
    PieceCounts pieces = new PieceCounts();
    try (TrainingProgress progress = new TrainingProgress(bpe.console)) {
      corpus.count(splitter, pieces, progress);
      patternOption.checkCoverage(bpe.console, pieces.totalBytes(), progress.bytesRead());
    }
    pieces.writeTo(output, splitter.pattern(), force);
    return pieces.size();
  }
}
