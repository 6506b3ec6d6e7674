package io.github.lucenebpe.lucene;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the factories have in common in reading their arguments, in Lucene's words. */
final class Arguments {
  private Arguments() {}

  /**
   * The value of an argument that has to be one of some words, the first of which is default.
   *
   * @param value null if there is no such argument
   */
  static String choice(String name, String value, String... allowed) {
    if (value == null) {
      return allowed[0];
    }
    if (!List.of(allowed).contains(value)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Configuration Error: '%s' value must be one of %s, got '%s'",
              name,
              List.of(allowed),
              value));
    }
    return value;
  }

  /** Refuses what no factory has taken. */
  static void requireEmpty(Map<String, String> args) {
    if (!args.isEmpty()) {
      throw new IllegalArgumentException("Unknown parameters: " + args);
    }
  }
}
