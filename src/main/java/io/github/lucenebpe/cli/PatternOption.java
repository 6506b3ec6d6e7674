package io.github.lucenebpe.cli;

import io.github.lucenebpe.split.SplitPatterns;
import io.github.lucenebpe.split.Splitter;
import java.util.Iterator;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How texts are split; a {@link Mixin}. */
final class PatternOption {
  /** What is rather a misspelt name of a pattern than a pattern. */
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_-]+");

  private static final String DEFAULT = "gpt4-minbpe";

  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--pattern",
      paramLabel = "PATTERN",
      completionCandidates = PatternNames.class,
      description =
          "How to split texts: none, gpt2, gpt4-minbpe (the default, minbpe's GPT-4 pattern), "
              + "cl100k, o200k, or a regular expression.")
  private String pattern;

  /** Whether the option was given. */
  boolean isGiven() {
    return pattern != null;
  }

  private String pattern() {
    return pattern == null ? DEFAULT : pattern;
  }

  /**
   * The splitter.
   *
   * @throws ParameterException if there is no such pattern
   */
  Splitter splitter() {
    String wanted = pattern();
    if (!SplitPatterns.names().contains(wanted) && NAME.matcher(wanted).matches()) {
      throw usage(
          "--pattern: there is no pattern named \""
              + wanted
              + "\"; there are "
              + String.join(", ", SplitPatterns.names())
              + ", or give a regular expression");
    }
    try {
      return SplitPatterns.parse(wanted);
    } catch (IllegalArgumentException e) {
      throw usage("--pattern: " + e.getMessage());
    }
  }

  /**
   * Warns of a pattern that leaves out text; a known one does not. The bytes read are those of
   * files as they are stored: the share is too great for compressed ones.
   *
   * @throws InputException if it leaves out all text
   */
  void checkCoverage(Console console, long covered, long read) throws InputException {
    if (SplitPatterns.names().contains(pattern()) || covered >= read) {
      return;
    }
    if (covered == 0) {
      throw new InputException("--pattern matches nothing in the text, got " + pattern());
    }
    console.err.println(
        String.format(
            Locale.ROOT,
            "bpe: warning: --pattern matches only %.1f %% of the text, the rest is left out",
            100.0 * covered / read));
  }

  private ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  /** For the completion script. */
  private static final class PatternNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return SplitPatterns.names().iterator();
    }
  }
}
