package io.github.lucenebpe.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which LLM uses which encoding: the names and prefixes that tiktoken 0.14.0 knows.
 *
 * @see <a
 *     href="https://github.com/openai/tiktoken/blob/0.14.0/tiktoken/model.py">tiktoken/model.py</a>
 */
public final class LlmNames {
  private static final Map<String, String> NAMES = new LinkedHashMap<>();
  private static final Map<String, String> PREFIXES = new LinkedHashMap<>();

  static {
    names("o200k_base", "o1", "o3", "o4-mini", "gpt-5", "gpt-4.1", "gpt-4o");
    names(
        "cl100k_base",
        "gpt-4",
        "gpt-3.5-turbo",
        "gpt-3.5",
        "gpt-35-turbo",
        "davinci-002",
        "babbage-002",
        "text-embedding-ada-002",
        "text-embedding-3-small",
        "text-embedding-3-large");
    names("p50k_base", "text-davinci-003", "text-davinci-002");
    names(
        "r50k_base",
        "text-davinci-001",
        "text-curie-001",
        "text-babbage-001",
        "text-ada-001",
        "davinci",
        "curie",
        "babbage",
        "ada");
    names(
        "p50k_base",
        "code-davinci-002",
        "code-davinci-001",
        "code-cushman-002",
        "code-cushman-001",
        "davinci-codex",
        "cushman-codex");
    names("p50k_edit", "text-davinci-edit-001", "code-davinci-edit-001");
    names(
        "r50k_base",
        "text-similarity-davinci-001",
        "text-similarity-curie-001",
        "text-similarity-babbage-001",
        "text-similarity-ada-001",
        "text-search-davinci-doc-001",
        "text-search-curie-doc-001",
        "text-search-babbage-doc-001",
        "text-search-ada-doc-001",
        "code-search-babbage-code-001",
        "code-search-ada-code-001",
        "gpt2",
        "gpt-2");

    prefixes(
        "o200k_base",
        "o1-",
        "o3-",
        "o4-mini-",
        "gpt-5",
        "gpt-4.5-",
        "gpt-4.1-",
        "chatgpt-4o-",
        "gpt-4o-");
    prefixes("cl100k_base", "gpt-4-", "gpt-3.5-turbo-", "gpt-35-turbo-");
    prefixes("o200k_harmony", "gpt-oss-");
    prefixes("o200k_base", "ft:gpt-4o");
    prefixes("cl100k_base", "ft:gpt-4", "ft:gpt-3.5-turbo", "ft:davinci-002", "ft:babbage-002");
  }

  private LlmNames() {}

  private static void names(String encoding, String... llms) {
    for (String llm : llms) {
      NAMES.put(llm, encoding);
    }
  }

  private static void prefixes(String encoding, String... starts) {
    for (String start : starts) {
      PREFIXES.put(start, encoding);
    }
  }

  /** Names of LLMs with the name of their encoding; unmodifiable. */
  public static Map<String, String> names() {
    return Collections.unmodifiableMap(NAMES);
  }

  /** What the names of further LLMs begin with, in the order of their look-up; unmodifiable. */
  public static Map<String, String> prefixes() {
    return Collections.unmodifiableMap(PREFIXES);
  }

  /**
   * The name of the encoding of an LLM: by its exact name, else by the first prefix that fits.
   * Upper and lower case differ.
   *
   * @throws IllegalArgumentException if the LLM is unknown; the message lists what is known
   */
  public static String encodingName(String llm) {
    String exact = NAMES.get(llm);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<String, String> prefix : PREFIXES.entrySet()) {
      if (llm.startsWith(prefix.getKey())) {
        return prefix.getValue();
      }
    }
    throw new IllegalArgumentException(
        "unknown LLM \""
            + llm
            + "\"; known are "
            + String.join(", ", NAMES.keySet())
            + " and what begins with "
            + String.join(", ", PREFIXES.keySet()));
  }
}
