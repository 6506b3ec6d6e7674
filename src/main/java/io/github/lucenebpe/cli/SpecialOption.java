package io.github.lucenebpe.cli;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What special tokens in a text mean; a {@link Mixin} of the commands that encode. */
final class SpecialOption {
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--special",
      paramLabel = "POLICY",
      defaultValue = "ordinary",
      description = {
        "What text such as <|endoftext|> is: 'ordinary' text (the default), 'all' special tokens, "
            + "'none' is allowed (an error that says where it stands), or the tokens that are "
            + "special, with commas between them."
      })
  private String policy;

  /**
   * The policy for an encoding.
   *
   * @throws ParameterException if the option names a token that the encoding does not have
   */
  SpecialTokens of(Encoding encoding) {
    return switch (policy) {
      case "ordinary" -> SpecialTokens.ORDINARY;
      case "all" -> SpecialTokens.ALL;
      case "none" -> SpecialTokens.NONE;
      default -> only(encoding, policy.split(","));
    };
  }

  private SpecialTokens only(Encoding encoding, String[] tokens) {
    Set<String> known = encoding.specialTokens().keySet();
    for (String token : tokens) {
      if (!known.contains(token)) {
        throw new ParameterException(
            command.commandLine(),
            "--special: "
                + encoding.name()
                + " has no special token \""
                + token
                + "\"; it has "
                + (known.isEmpty() ? "none" : String.join(" ", known)));
      }
    }
    return SpecialTokens.only(tokens);
  }
}
