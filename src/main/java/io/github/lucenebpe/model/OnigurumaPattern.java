package io.github.lucenebpe.model;

import io.github.lucenebpe.split.SplitPatterns;
import io.github.lucenebpe.split.Splitter;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Split patterns in the notation of Oniguruma, the regular expressions of Hugging Face's
 * tokenizers, from and to that of tiktoken and minbpe, which the rest of this library uses.
 *
 * <p>Most of it is the same. What is not: in Oniguruma's syntax {@code $} is the end of a line,
 * {@code \p{N}{1,3}+} is a repeated repeat and no possessive one, and under {@code (?i)} two
 * letters can match one character ({@code ss} matches {@code ß}). The known patterns have another
 * spelling without these; other patterns with them are refused.
 *
 * <p>Which characters are letters is another matter: each Oniguruma has the Unicode of its release.
 *
 * @see <a href="https://github.com/kkos/oniguruma/blob/master/doc/RE">Oniguruma's syntax</a>, whose
 *     default is that of Ruby
 */
final class OnigurumaPattern {
  /** {@link SplitPatterns#CL100K} for Oniguruma. */
  static final String CL100K =
      "'(?i:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}++|\\p{N}{1,3}"
          + "| ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*+|\\s++\\z|\\s*[\\r\\n]|\\s+(?!\\S)|\\s";

  /** {@link SplitPatterns#R50K} for Oniguruma. */
  static final String R50K =
      "'(?:[sdmt]|ll|ve|re)| ?\\p{L}++| ?\\p{N}++| ?[^\\s\\p{L}\\p{N}]++|\\s++\\z|\\s+(?!\\S)|\\s";

  private static final Map<String, String> KNOWN =
      Map.of(SplitPatterns.CL100K, CL100K, SplitPatterns.R50K, R50K);

  private static final String AN_ESCAPE = "\\\\(?:[pP](?:\\{[^}]*\\}|.)|x\\{[^}]*\\}|.)";
  private static final Pattern ESCAPE = Pattern.compile(AN_ESCAPE, Pattern.DOTALL);

  /** One step through a pattern: a class in brackets, an escape with its argument, a repeat, … */
  private static final Pattern STEP =
      Pattern.compile(
          "(?<bracket>\\[\\^?(?:\\\\.|[^\\]\\\\])+\\])"
              + ("|(?<escape>" + AN_ESCAPE + ")")
              + "|(?<interval>\\{[0-9,]*\\}[+?]?)"
              + "|(?<group>\\(\\?[^:=!>)]*.?)"
              + "|.",
          Pattern.DOTALL);

  /** Escapes that mean the same to all: a class, a character by its number, a control, a symbol. */
  private static final Pattern SAME_ESCAPE =
      Pattern.compile(
          "\\\\(?:[pP]\\{[A-Za-z_ ]+\\}|x\\{[0-9A-Fa-f]+\\}|[sSdDtnrfvaz]|[^A-Za-z0-9])",
          Pattern.DOTALL);

  /** ASCII letters that are one character of another script together, when case is ignored. */
  private static final Pattern FOLDS_TO_ONE =
      Pattern.compile("ss|ff|fi|fl|st", Pattern.CASE_INSENSITIVE);

  private OnigurumaPattern() {}

  /**
   * The pattern in Oniguruma's notation.
   *
   * @throws IllegalArgumentException if it has a construct that Oniguruma reads otherwise
   */
  static String of(Splitter splitter) {
    String pattern = splitter.pattern();
    String known = KNOWN.get(pattern);
    return known != null ? known : check(pattern, true);
  }

  /**
   * The splitter of a pattern in Oniguruma's notation.
   *
   * @throws IllegalArgumentException if it has a construct that is read otherwise here
   */
  static Splitter toSplitter(String onigurumaPattern) {
    for (Map.Entry<String, String> known : KNOWN.entrySet()) {
      if (known.getValue().equals(onigurumaPattern)) {
        return Splitter.of(known.getKey());
      }
    }
    return Splitter.of(check(onigurumaPattern, false));
  }

  /**
   * Refuses what the two notations read differently.
   *
   * @param toOniguruma whether {@code $} is the end of the text and so becomes {@code \z}; else it
   *     is the end of a line and refused
   */
  private static String check(String pattern, boolean toOniguruma) {
    StringBuilder out = new StringBuilder();
    Matcher step = STEP.matcher(pattern);
    boolean ignoresCase = false;
    while (step.find()) {
      String text = step.group();
      if (step.group("bracket") != null) {
        checkBracket(step);
      } else if (step.group("escape") != null && !SAME_ESCAPE.matcher(text).matches()) {
        throw refused(step, "is not the same in Oniguruma");
      } else if (step.group("interval") != null
          && (text.endsWith("+") || text.startsWith("{,") || text.matches("\\{[0-9]+\\}\\?"))) {
        throw refused(step, "is another repeat in Oniguruma");
      } else if (step.group("group") != null) {
        ignoresCase |= text.contains("i");
        if (!text.matches("\\(\\?(?:i?[:)]|[=!>]|<[A-Za-z_][A-Za-z0-9_]*>)")) {
          throw refused(step, "is not the same in Oniguruma");
        }
      } else if (text.equals("$")) {
        if (!toOniguruma) {
          throw refused(step, "is the end of a line in Oniguruma, which is not supported");
        }
        text = "\\z";
      }
      out.append(text);
    }
    Matcher fold = FOLDS_TO_ONE.matcher(pattern);
    if (ignoresCase && fold.find()) {
      throw refused(fold, "under (?i) matches a single character too in Oniguruma");
    }
    return out.toString();
  }

  private static void checkBracket(Matcher bracket) {
    Matcher escape = ESCAPE.matcher(bracket.group());
    while (escape.find()) {
      if (!SAME_ESCAPE.matcher(escape.group()).matches()) {
        throw refused(bracket, "is not the same in Oniguruma");
      }
    }
  }

  private static IllegalArgumentException refused(Matcher at, String reason) {
    return new IllegalArgumentException(
        "split pattern: " + at.group() + " at index " + at.start() + " " + reason);
  }
}
