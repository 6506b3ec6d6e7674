package io.github.lucenebpe.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The known split patterns: their short names, their texts and who implements them.
 *
 * <p>A pattern is known by its exact text. Spellings that make the same pieces have the same
 * hand-written splitter, which keeps the text that it was asked for.
 */
public final class SplitPatterns {

  /** GPT-2's pattern as minbpe writes it, the text behind the name {@code gpt2}. */
  public static final String GPT2 =
      "'(?:[sdmt]|ll|ve|re)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

  /** GPT-2's pattern as tiktoken 0.14 writes it, for r50k_base, p50k_base and p50k_edit. */
  public static final String R50K =
      "'(?:[sdmt]|ll|ve|re)| ?\\p{L}++| ?\\p{N}++| ?[^\\s\\p{L}\\p{N}]++|\\s++$|\\s+(?!\\S)|\\s";

  /** minbpe's pattern for GPT-4, which differs from {@link #CL100K} at the end of the text. */
  public static final String GPT4_MINBPE =
      "'(?i:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}+|\\p{N}{1,3}"
          + "| ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*|\\s*[\\r\\n]|\\s+(?!\\S)|\\s+";

  /** The pattern of cl100k_base in tiktoken 0.14. */
  public static final String CL100K =
      "'(?i:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}++|\\p{N}{1,3}+"
          + "| ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*+|\\s++$|\\s*[\\r\\n]|\\s+(?!\\S)|\\s";

  /** The pattern of o200k_base and o200k_harmony in tiktoken 0.14. */
  public static final String O200K =
      "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+"
          + "(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
          + "|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*"
          + "(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
          + "|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

  /** Other spellings of {@link #GPT2}: of its release, and as a comment in tiktoken has it. */
  private static final List<String> GPT2_SPELLINGS =
      List.of(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
          "'s|'t|'re|'ve|'m|'ll|'d| ?[\\p{L}]+| ?[\\p{N}]+| ?[^\\s\\p{L}\\p{N}]+"
              + "|\\s+(?!\\S)|\\s+");

  /** Another spelling of {@link #GPT4_MINBPE}: tiktoken's first, which Llama 3 has taken over. */
  private static final List<String> GPT4_SPELLINGS =
      List.of(
          "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}"
              + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+");

  /** Pattern text by short name. */
  private static final Map<String, String> BY_NAME = byName();

  private SplitPatterns() {}

  private static Map<String, String> byName() {
    Map<String, String> byName = new LinkedHashMap<>();
    byName.put("none", "");
    byName.put("gpt2", GPT2);
    byName.put("gpt4-minbpe", GPT4_MINBPE);
    byName.put("cl100k", CL100K);
    byName.put("o200k", O200K);
    return Collections.unmodifiableMap(byName);
  }

  /** The short names that {@link #parse} knows, in a fixed order, for help texts. */
  public static List<String> names() {
    return new ArrayList<>(BY_NAME.keySet());
  }

  /**
   * The splitter for what a user types: a short name ({@code none}, {@code gpt2}, {@code
   * gpt4-minbpe}, {@code cl100k}, {@code o200k}) or a regular expression.
   *
   * @throws IllegalArgumentException as {@link Splitter#of} does
   */
  public static Splitter parse(String nameOrPattern) {
    return splitter(BY_NAME.getOrDefault(nameOrPattern, nameOrPattern));
  }

  static Splitter splitter(String pattern) {
    if (pattern.isEmpty()) {
      return WholeTextSplitter.INSTANCE;
    }
    if (pattern.equals(CL100K)) {
      return new Cl100kSplitter(pattern, true);
    }
    if (pattern.equals(O200K)) {
      return new O200kSplitter(pattern);
    }
    if (pattern.equals(GPT4_MINBPE) || GPT4_SPELLINGS.contains(pattern)) {
      return new Cl100kSplitter(pattern, false);
    }
    if (pattern.equals(GPT2) || pattern.equals(R50K) || GPT2_SPELLINGS.contains(pattern)) {
      return new Gpt2Splitter(pattern);
    }
    return new RegexSplitter(pattern);
  }
}
