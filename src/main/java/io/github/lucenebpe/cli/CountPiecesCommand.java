package io.github.lucenebpe.cli;

import io.github.lucenebpe.split.Splitter;
import io.github.lucenebpe.train.Corpus;
import io.github.lucenebpe.train.CountedPieces;
import io.github.lucenebpe.train.PieceFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

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
  @ParentCommand private Bpe bpe;

  @Mixin private CorpusOptions input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "Write the counted pieces to this file.")
  private Path output;

  @Option(names = "--force", description = "Replace a file that exists.")
  private boolean force;

  @Override
  public Integer call() throws IOException {
    input.check();
    Outputs.check(output, force);
    if (input.isCounted()) {
      bpe.console.text.write(output + ": " + Progress.number(merge(), "distinct piece") + "\n");
    } else {
      count();
    }
    return 0;
  }

  private long merge() throws IOException {
    try (PieceFiles pieces = input.counted()) {
      return pieces.writeTo(output, force);
    }
  }

  private void count() throws IOException {
    long start = System.nanoTime();
    Splitter splitter = input.splitter();
    Corpus corpus = input.corpus(bpe.console);
    try (TrainingProgress progress = new TrainingProgress(bpe.console);
        CountedPieces pieces = input.count(corpus, splitter, output, progress)) {
      input.checkCoverage(bpe.console, pieces.totalBytes(), progress.bytesRead());
      double seconds = (System.nanoTime() - start) / 1e9;
      long distinct = pieces.writeTo(output, splitter.pattern(), force);
      bpe.console.text.write(
          String.format(
              Locale.ROOT,
              "%s: %s; %,d bytes counted in %.1f s\n",
              output,
              Progress.number(distinct, "distinct piece"),
              pieces.totalBytes(),
              seconds));
    }
  }
}
