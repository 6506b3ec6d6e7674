package io.github.lucenebpe.cli;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that choose an encoding; a {@link Mixin} of the commands that need one. */
final class EncodingOption {
  /** The encoding of who chooses none. */
  static final String DEFAULT = "cl100k_base";

  @Spec(Target.MIXEE)
  private CommandSpec command;

  @ArgGroup private Choice choice;

  /** At most one of them. */
  private static final class Choice {
    @Option(
        names = {"-e", "--encoding"},
        paramLabel = "NAME",
        completionCandidates = Names.class,
        description = "A shipped encoding, " + DEFAULT + " by default; 'bpe models' lists them.")
    private String encoding;

    @Option(
        names = {"-m", "--model"},
        paramLabel = "FILE",
        description =
            "A model file: of 'bpe train' or minbpe, a tokenizer.json, or the .tiktoken ranks of a "
                + "shipped encoding.")
    private Path model;

    @Option(
        names = "--llm",
        paramLabel = "NAME",
        description = "The encoding of a language model, such as gpt-4o.")
    private String llm;
  }

  /** The file of the encoding, null if it is a shipped one. */
  Path modelFile() {
    return choice == null ? null : choice.model;
  }

  /**
   * The encoding.
   *
   * @throws ParameterException if there is none of this name
   * @throws IOException if the model file cannot be read
   */
  Encoding load() throws IOException {
    if (modelFile() != null) {
      if (Files.isDirectory(choice.model)) {
        throw new InputException(
            "--model: " + choice.model + " is a folder, expected a model file");
      }
      return Encodings.load(choice.model);
    }
    try {
      if (choice == null) {
        return Encodings.get(DEFAULT);
      }
      return choice.llm == null ? Encodings.get(choice.encoding) : Encodings.forModel(choice.llm);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  /** For the completion script. */
  private static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Encodings.names().iterator();
    }
  }
}
