package io.github.lucenebpe.cli;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The special tokens that an encoding gets; a {@link Mixin} of the commands that make one. */
final class SpecialTokensOption {
  /** The greatest id that {@link io.github.lucenebpe.bpe.Encoding} takes. */
  private static final int MAX_ID = Integer.MAX_VALUE - 1;

  private static final Pattern TOKEN_AND_ID = Pattern.compile("(.*)=([0-9]+)", Pattern.DOTALL);

  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--special",
      paramLabel = "TOKEN[=ID]",
      description =
          "A special token, which no merge makes; the ids are those after the other tokens unless "
              + "given. May be repeated.")
  private List<String> specials = List.of();

  /** Whether there are any. */
  boolean isGiven() {
    return !specials.isEmpty();
  }

  /**
   * The tokens with their ids.
   *
   * @param first id of the first token unless it says its own
   * @param least no id may be smaller
   * @throws ParameterException if a token or an id is not what it should be
   */
  Map<String, Integer> ids(int first, int least) {
    Map<String, Integer> tokens = new LinkedHashMap<>();
    Map<Integer, String> tokenOfId = new HashMap<>();
    int next = first;
    for (String special : specials) {
      Matcher matcher = TOKEN_AND_ID.matcher(special);
      boolean hasId = matcher.matches();
      String token = hasId ? matcher.group(1) : special;
      int id = hasId ? id(matcher.group(2)) : next;
      if (token.isEmpty()) {
        throw usage("a token must not be empty, got \"" + special + "\"");
      }
      if (id < least || id > MAX_ID) {
        String got = hasId ? matcher.group(2) : String.valueOf(id);
        throw usage(
            "the id of " + token + " must be between " + least + " and " + MAX_ID + ", got " + got);
      }
      String other = tokenOfId.put(id, token);
      if (tokens.put(token, id) != null) {
        throw usage(token + " is given twice");
      }
      if (other != null) {
        throw usage(other + " and " + token + " have the same id " + id);
      }
      next = id + 1;
    }
    return tokens;
  }

  /** An id; what is too large for an int becomes too large for a token. */
  private static int id(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      return Integer.MAX_VALUE;
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), "--special: " + message);
  }
}
