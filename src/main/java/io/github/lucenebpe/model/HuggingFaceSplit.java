package io.github.lucenebpe.model;

import io.github.lucenebpe.split.RegexSplitter;
import io.github.lucenebpe.split.SplitPatterns;
import io.github.lucenebpe.split.Splitter;
import java.util.List;

/** The {@code pre_tokenizer} of a {@link HuggingFaceFile} as a splitter. */
final class HuggingFaceSplit {
  private HuggingFaceSplit() {}

  /**
   * A {@code ByteLevel}, which may split with GPT-2's pattern; or a {@code Sequence} of one {@code
   * Split} and a {@code ByteLevel} that does not.
   */
  static Splitter read(JsonField preTokenizer) throws ModelFormatException {
    if (preTokenizer.isNull()) {
      throw preTokenizer.expected("a pre-tokenizer of type \"ByteLevel\" or \"Sequence\"");
    }
    if (preTokenizer.get("type").oneOf("ByteLevel", "Sequence").equals("ByteLevel")) {
      return Splitter.of(byteLevelSplits(preTokenizer) ? SplitPatterns.GPT2 : "");
    }
    List<JsonField> steps = preTokenizer.get("pretokenizers").elements();
    if (steps.size() == 1) {
      return read(steps.get(0));
    }
    if (steps.size() != 2) {
      throw preTokenizer
          .get("pretokenizers")
          .refused("expected a Split and a ByteLevel, got " + steps.size() + " steps");
    }
    steps.get(0).get("type").oneOf("Split");
    steps.get(1).get("type").oneOf("ByteLevel");
    if (byteLevelSplits(steps.get(1))) {
      throw steps.get(1).get("use_regex").refused("splits once more, which is not supported");
    }
    return split(steps.get(0));
  }

  private static boolean byteLevelSplits(JsonField byteLevel) throws ModelFormatException {
    JsonField prefix = byteLevel.get("add_prefix_space");
    if (prefix.flag(true)) {
      throw prefix.refused("is not supported: a blank before the text is no part of it");
    }
    return byteLevel.get("use_regex").flag(true);
  }

  private static Splitter split(JsonField split) throws ModelFormatException {
    JsonField regex = split.get("pattern").get("Regex");
    boolean invert = split.get("invert").flag(false);
    String behavior = split.get("behavior").oneOf("Isolated", "Removed");
    if (behavior.equals("Removed") && !invert) {
      throw split.get("behavior").refused("is not supported: it removes what the pattern matches");
    }
    try {
      Splitter splitter = OnigurumaPattern.toSplitter(regex.string());
      // The known patterns match all text. What another does not match is a piece too if isolated.
      boolean keepsRest = behavior.equals("Isolated") && splitter instanceof RegexSplitter;
      return keepsRest ? Splitter.of(withRest(splitter.pattern())) : splitter;
    } catch (IllegalArgumentException e) {
      throw regex.refused(e.getMessage());
    }
  }

  /** What the pattern matches, and what lies between matches: {@code a+|b} in {@code aaxyb}. */
  private static String withRest(String pattern) {
    return "(?:" + pattern + ")|[\\s\\S]+?(?=" + pattern + "|\\z)";
  }
}
