package io.github.lucenebpe.cli;

import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.train.Ties;
import io.github.lucenebpe.train.TrainingOptions;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** How many merges are learned, and which; a {@link Mixin}. */
final class MergeOptions {
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--vocab-size",
      paramLabel = "N",
      required = true,
      description = "Number of tokens wanted, at least 256: single bytes are the first 256.")
  private int vocabularySize;

  @Option(
      names = "--ties",
      paramLabel = "RULE",
      defaultValue = "first-seen",
      converter = TiesConverter.class,
      completionCandidates = TiesConverter.class,
      description =
          "Which of the pairs with the same count is merged first: first-seen (the default, as "
              + "minbpe) or lowest-ids.")
  private Ties ties;

  @Option(
      names = "--min-frequency",
      paramLabel = "N",
      defaultValue = "1",
      description = "Merge no pair that occurs less often; 1 by default.")
  private long minFrequency;

  @Option(
      names = "--max-token-length",
      paramLabel = "N",
      description = "Make no token of more bytes.")
  private int maxTokenLength = Integer.MAX_VALUE;

  /**
   * Refuses numbers that are out of range.
   *
   * @throws ParameterException if one is
   */
  void check() {
    if (vocabularySize < Merges.BYTES) {
      throw usage("--vocab-size must be at least 256, got " + vocabularySize);
    }
    if (vocabularySize > Merges.MAX_SIZE) {
      throw usage("--vocab-size must be at most " + Merges.MAX_SIZE + ", got " + vocabularySize);
    }
    if (minFrequency < 1) {
      throw usage("--min-frequency must be at least 1, got " + minFrequency);
    }
    if (maxTokenLength < 1) {
      throw usage("--max-token-length must be at least 1, got " + maxTokenLength);
    }
  }

  int vocabularySize() {
    return vocabularySize;
  }

  /** The same for training. */
  TrainingOptions options() {
    return new TrainingOptions(vocabularySize, ties, minFrequency, maxTokenLength);
  }

  /** Whether pairs may be left that are not to be merged. */
  boolean leavesOutPairs() {
    return minFrequency > 1 || maxTokenLength < Integer.MAX_VALUE;
  }

  /** Which merges are learned, however many, in a line. */
  String describe() {
    return String.join(
        "\t", ties.name(), String.valueOf(minFrequency), String.valueOf(maxTokenLength));
  }

  private ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  private static final class TiesConverter implements ITypeConverter<Ties>, Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("first-seen", "lowest-ids").iterator();
    }

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
