package io.github.lucenebpe.cli;

import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.model.MinbpeModel;
import io.github.lucenebpe.split.SplitPatterns;
import io.github.lucenebpe.split.Splitter;
import io.github.lucenebpe.train.BpeTrainer;
import io.github.lucenebpe.train.Corpus;
import io.github.lucenebpe.train.PieceCounts;
import io.github.lucenebpe.train.Ties;
import io.github.lucenebpe.train.TrainingResult;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
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
      "  cat *.txt | bpe train --pattern o200k --vocab-size 32768 --output my -"
    })
final class TrainCommand implements Callable<Integer> {
  private static final Pattern TOKEN_AND_ID = Pattern.compile("(.+)=([0-9]+)", Pattern.DOTALL);

  @Spec private CommandSpec spec;

  @ParentCommand private Bpe bpe;

  @Mixin private MalformedOption malformedOption;

  @Option(
      names = "--pattern",
      paramLabel = "PATTERN",
      defaultValue = "gpt4-minbpe",
      description =
          "How to split texts: none, gpt2, gpt4-minbpe (the default, minbpe's GPT-4 pattern), "
              + "cl100k, o200k, or a regular expression.")
  private String pattern;

  @Option(
      names = "--vocab-size",
      paramLabel = "N",
      required = true,
      description = "Number of tokens wanted, at least 256: single bytes are the first 256.")
  private int vocabularySize;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PREFIX",
      required = true,
      description = "Write PREFIX.model and PREFIX.vocab.")
  private Path output;

  @Option(
      names = "--ties",
      paramLabel = "RULE",
      defaultValue = "first-seen",
      converter = TiesConverter.class,
      description =
          "Which of the pairs with the same count is merged first: first-seen (the default, as "
              + "minbpe) or lowest-ids.")
  private Ties ties;

  @Option(
      names = "--special",
      paramLabel = "TOKEN[=ID]",
      description =
          "A special token, which takes no part in training; ids are N and the following unless "
              + "given. May be repeated.")
  private List<String> specials = List.of();

  @Option(names = "--force", description = "Replace files that exist.")
  private boolean force;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = Inputs.FILES_AND_FOLDERS)
  private List<Path> files;

  @Override
  public Integer call() throws IOException {
    long start = System.nanoTime();
    if (vocabularySize < Merges.BYTES) {
      throw usage("--vocab-size must be at least 256, got " + vocabularySize);
    }
    Splitter splitter = splitter();
    Map<String, Integer> specialTokens = specialTokens();
    checkOutput(splitter, specialTokens);
    Corpus corpus = Corpus.of(files, bpe.console.in, malformedOption.malformed);
    PieceCounts pieces = new PieceCounts();
    TrainingResult result;
    try (TrainingProgress progress = new TrainingProgress(bpe.console)) {
      corpus.count(splitter, pieces, progress);
      result = BpeTrainer.train(pieces, vocabularySize, ties, progress);
    }
    new MinbpeModel(splitter.pattern(), specialTokens, result.merges()).write(output, force);
    report(pieces, result, (System.nanoTime() - start) / 1e9);
    return 0;
  }

  private void report(PieceCounts pieces, TrainingResult result, double seconds)
      throws IOException {
    if (result.exhausted()) {
      bpe.console.err.println(
          String.format(
              Locale.ROOT,
              "bpe: the text is used up: no two tokens stand side by side after %,d of %,d merges",
              result.merges().count(),
              result.wanted()));
    }
    bpe.console.text.write(
        String.format(
            Locale.ROOT,
            "%s.model: %,d merges of %,d bytes in %,d distinct pieces, %.1f s\n",
            output,
            result.merges().count(),
            pieces.totalBytes(),
            pieces.size(),
            seconds));
  }

  private Splitter splitter() {
    try {
      return SplitPatterns.parse(pattern);
    } catch (IllegalArgumentException e) {
      throw usage("--pattern: " + e.getMessage());
    }
  }

  private Map<String, Integer> specialTokens() {
    Map<String, Integer> tokens = new LinkedHashMap<>();
    int next = vocabularySize;
    for (String special : specials) {
      Matcher matcher = TOKEN_AND_ID.matcher(special);
      boolean hasId = matcher.matches();
      String token = hasId ? matcher.group(1) : special;
      int id = hasId ? id(matcher.group(2)) : next;
      if (id < vocabularySize) {
        throw usage(
            "--special: the id of "
                + token
                + " must be at least "
                + vocabularySize
                + ", got "
                + id);
      }
      if (tokens.put(token, id) != null) {
        throw usage("--special: " + token + " is given twice");
      }
      next = id + 1;
    }
    return tokens;
  }

  private int id(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw usage("--special: an id must be below 2147483648, got " + digits);
    }
  }

  /** Refuses before the work what would fail after it. */
  private void checkOutput(Splitter splitter, Map<String, Integer> specialTokens)
      throws IOException {
    Merges none = Merges.of(new int[0], new int[0]);
    try {
      new MinbpeModel(splitter.pattern(), specialTokens, none).checkWrite(output, force);
    } catch (FileAlreadyExistsException e) {
      if (force) {
        throw e;
      }
      throw new InputException(e.getMessage() + "; --force replaces it", e);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static final class TiesConverter implements ITypeConverter<Ties> {
    @Override
    public Ties convert(String value) {
      return switch (value) {
        case "first-seen" -> Ties.FIRST_SEEN;
        case "lowest-ids" -> Ties.LOWEST_IDS;
        default ->
            throw new TypeConversionException("expected first-seen or lowest-ids, got " + value);
      };
    }
  }
}
