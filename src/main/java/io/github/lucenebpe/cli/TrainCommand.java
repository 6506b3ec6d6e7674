package io.github.lucenebpe.cli;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.model.ModelFormat;
import io.github.lucenebpe.split.Splitter;
import io.github.lucenebpe.train.BpeTrainer;
import io.github.lucenebpe.train.Checkpoint;
import io.github.lucenebpe.train.Corpus;
import io.github.lucenebpe.train.CountedPieces;
import io.github.lucenebpe.train.PieceCounts;
import io.github.lucenebpe.train.PieceFiles;
import io.github.lucenebpe.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code bpe train}: a corpus to a vocabulary. */
@Command(
    name = "train",
    description = {
      "Train a vocabulary on texts and write it as minbpe does: PREFIX.model, which encode, decode, "
          + "count and index read with --model, and PREFIX.vocab, a list of the tokens to look at.",
      "",
      "The merges are those of minbpe for the same text and pattern. Each file is a text of its own."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bpe train --vocab-size 8192 --output my corpus/",
      "  bpe train --pattern none --vocab-size 512 --output my --special '<|endoftext|>' book.txt.gz",
      "  cat *.txt | bpe train --pattern o200k --vocab-size 32768 --output my -",
      "  bpe train --json-field text --include '*.jsonl.zst' --vocab-size 32768 --output my web/"
    })
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private Bpe bpe;

  @Mixin private CorpusOptions input;

  @Mixin private MergeOptions merges;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PREFIX",
      required = true,
      converter = PrefixConverter.class,
      description = "Name of the files to write, without their endings.")
  private Path output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "minbpe",
      converter = FormatConverter.class,
      completionCandidates = FormatConverter.class,
      description =
          "What to write: minbpe (the default, PREFIX.model and PREFIX.vocab), huggingface "
              + "(PREFIX.json, a tokenizer.json), tiktoken (PREFIX.tiktoken, ranks alone) or bpe "
              + "(PREFIX.bpe, which holds every pattern and special token).")
  private ModelFormat format;

  @Mixin private SpecialTokensOption specials;

  @Option(names = "--force", description = "Replace files that exist.")
  private boolean force;

  @Option(
      names = "--checkpoint",
      paramLabel = "FOLDER",
      description =
          "Keep the counted pieces (after each 256 MB of files) and every few seconds the merges in "
              + "this folder; when the process was killed, the same command goes on from there. "
              + "Removed at the end.")
  private Path checkpointFolder;

  @Override
  public Integer call() throws IOException {
    long start = System.nanoTime();
    checkOptions();
    Map<String, Integer> specialTokens =
        specials.ids(merges.vocabularySize(), merges.vocabularySize());
    PieceCounts pieces;
    TrainingResult result;
    Splitter splitter;
    Checkpoint checkpoint = null;
    try (TrainingProgress progress = new TrainingProgress(bpe.console)) {
      if (input.isCounted()) {
        try (PieceFiles counted = input.counted()) {
          splitter = Splitter.of(counted.pattern());
          checkOutput(splitter, specialTokens);
          pieces = PieceCounts.of(counted);
        }
      } else {
        splitter = input.splitter();
        checkOutput(splitter, specialTokens);
        Corpus corpus = input.corpus(bpe.console);
        checkpoint = checkpoint(corpus, splitter);
        pieces = count(corpus, splitter, checkpoint, progress);
      }
      if (pieces.size() == 0) {
        throw new InputException("there is nothing to train on: the texts are empty");
      }
      result = train(pieces, checkpoint, progress);
    } catch (OutOfMemoryError e) {
      throw new InputException(
          "out of memory: counting keeps to --memory, but merging needs all distinct pieces in the "
              + "heap; BPE_JAVA_OPTS=-Xmx8g gives a process 8 GB, for example",
          e);
    }
    try {
      Encoding trained =
          Encoding.ofReachableMerges(output.toString(), splitter, result.merges(), specialTokens);
      format.write(trained, output, force);
    } catch (IOException e) {
      throw InputException.unwritable(output + format.ending(), e);
    }
    if (checkpoint != null) {
      checkpoint.delete();
    }
    report(pieces, result, (System.nanoTime() - start) / 1e9);
    return 0;
  }

  private void checkOptions() {
    merges.check();
    input.check();
    if (checkpointFolder != null && input.isCounted()) {
      throw usage("--checkpoint is for texts; counted pieces need none");
    }
  }

  /** Null if there is to be none. */
  private Checkpoint checkpoint(Corpus corpus, Splitter splitter) throws IOException {
    if (checkpointFolder == null) {
      return null;
    }
    if (corpus.size() < 0) {
      throw usage("--checkpoint needs files that can be read again, not standard input");
    }
    return Checkpoint.open(
        checkpointFolder, input.describe(corpus, splitter) + "\t" + merges.describe());
  }

  private PieceCounts count(
      Corpus corpus, Splitter splitter, Checkpoint checkpoint, TrainingProgress progress)
      throws IOException {
    PieceCounts pieces;
    long bytesRead;
    if (checkpoint == null) {
      try (CountedPieces counted = input.count(corpus, splitter, output, progress)) {
        pieces = counted.toMemory();
      }
      bytesRead = progress.bytesRead();
    } else {
      try (PieceFiles counted =
          checkpoint.pieces(
              corpus,
              splitter.pattern(),
              (part, before) ->
                  input.count(part, splitter, output, progress.after(before, corpus.size())))) {
        pieces = PieceCounts.of(counted);
      }
      bytesRead = corpus.size(); // in this run or in an earlier one
    }
    input.checkCoverage(bpe.console, pieces.totalBytes(), bytesRead);
    return pieces;
  }

  private TrainingResult train(PieceCounts pieces, Checkpoint checkpoint, TrainingProgress progress)
      throws IOException {
    if (checkpoint == null) {
      return BpeTrainer.train(pieces, merges.options(), progress);
    }
    TrainingResult known = checkpoint.result();
    if (known.merges().count() > 0) {
      bpe.console.err.println(
          String.format(Locale.ROOT, "bpe: going on after %,d merges", known.merges().count()));
    }
    return BpeTrainer.resume(pieces, known, merges.options(), checkpoint.saving(known, progress));
  }

  private void report(PieceCounts pieces, TrainingResult result, double seconds)
      throws IOException {
    if (result.exhausted()) {
      bpe.console.err.println(
          String.format(
              Locale.ROOT,
              "bpe: the text is used up: %s after %,d of %,d merges",
              merges.leavesOutPairs()
                  ? "no pair is left that --min-frequency and --max-token-length allow"
                  : "no two tokens stand side by side",
              result.merges().count(),
              result.wanted()));
    }
    bpe.console.text.write(
        String.format(
            Locale.ROOT,
            "%s: %s of %,d bytes in %s, %.1f s\n",
            output + format.ending(),
            Progress.number(result.merges().count(), "merge"),
            pieces.totalBytes(),
            Progress.number(pieces.size(), "distinct piece"),
            seconds));
    new TrainingReport(pieces, result).write(bpe.console.text);
  }

  /** Refuses before the work what would fail after it. */
  private void checkOutput(Splitter splitter, Map<String, Integer> specialTokens)
      throws IOException {
    Merges none = Merges.of(new int[0], new int[0]);
    Encoding bytes = Encoding.ofMerges(output.toString(), splitter, none, specialTokens);
    Outputs.check(() -> format.checkWrite(bytes, output, force), force);
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static final class PrefixConverter implements ITypeConverter<Path> {
    @Override
    public Path convert(String value) {
      if (value.isEmpty()) {
        throw new TypeConversionException(Bpe.EMPTY_PATH);
      }
      if (value.endsWith("/") || Files.isDirectory(Path.of(value))) {
        throw new TypeConversionException(
            "expected the names of files without their endings, " + value + " is a folder");
      }
      if (value.endsWith(".model")) {
        throw new TypeConversionException(
            "expected the names of files without their endings, got " + value);
      }
      return Path.of(value);
    }
  }
}
