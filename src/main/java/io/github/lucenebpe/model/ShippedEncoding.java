package io.github.lucenebpe.model;

import io.github.lucenebpe.split.SplitPatterns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What tiktoken says of an encoding besides its ranks. Encodings that share a rank file share their
 * pattern too and differ in their special tokens only.
 *
 * @param name name of the encoding
 * @param ranks the rank file, whose name is that of the first encoding that uses it
 * @see <a href="https://github.com/openai/tiktoken/blob/0.14.0/tiktoken_ext/openai_public.py">
 *     tiktoken_ext/openai_public.py</a>
 */
record ShippedEncoding(String name, Ranks ranks) {

  /**
   * A rank file.
   *
   * @param pattern the split pattern
   * @param sha256 checksum of the file that tiktoken verifies too, in hexadecimal
   */
  record Ranks(String name, String pattern, String sha256) {

    /** Name of the resource that {@link ModelPacker} makes of the file. */
    String tables() {
      return name.concat(".tables");
    }
  }

  private static final Ranks R50K =
      new Ranks(
          "r50k_base",
          SplitPatterns.R50K,
          "306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930");
  private static final Ranks P50K =
      new Ranks(
          "p50k_base",
          SplitPatterns.R50K,
          "94b5ca7dff4d00767bc256fdd1b27e5b17361d7b8a5f968547f9f23eb70d2069");
  private static final Ranks CL100K =
      new Ranks(
          "cl100k_base",
          SplitPatterns.CL100K,
          "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7");
  private static final Ranks O200K =
      new Ranks(
          "o200k_base",
          SplitPatterns.O200K,
          "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d");

  /** All rank files. */
  static final List<Ranks> RANKS = List.of(R50K, P50K, CL100K, O200K);

  /** All encodings. */
  static final List<ShippedEncoding> ALL =
      List.of(
          new ShippedEncoding("r50k_base", R50K),
          new ShippedEncoding("p50k_base", P50K),
          new ShippedEncoding("p50k_edit", P50K),
          new ShippedEncoding("cl100k_base", CL100K),
          new ShippedEncoding("o200k_base", O200K),
          new ShippedEncoding("o200k_harmony", O200K));

  /** Names and ids of the special tokens, in tiktoken's order. */
  Map<String, Integer> specialTokens() {
    return switch (name) {
      case "r50k_base", "p50k_base" -> tokens("endoftext", 50256);
      case "p50k_edit" ->
          tokens(
              "endoftext", 50256,
              "fim_prefix", 50281,
              "fim_middle", 50282,
              "fim_suffix", 50283);
      case "cl100k_base" ->
          tokens(
              "endoftext", 100257,
              "fim_prefix", 100258,
              "fim_middle", 100259,
              "fim_suffix", 100260,
              "endofprompt", 100276);
      case "o200k_base" -> o200kTokens();
      case "o200k_harmony" -> harmonyTokens();
      default -> throw new AssertionError(name);
    };
  }

  private static Map<String, Integer> o200kTokens() {
    return tokens("endoftext", 199999, "endofprompt", 200018);
  }

  private static Map<String, Integer> harmonyTokens() {
    Map<String, Integer> tokens = o200kTokens();
    tokens.putAll(
        tokens(
            "startoftext",
            199998,
            "return",
            200002,
            "constrain",
            200003,
            "channel",
            200005,
            "start",
            200006,
            "end",
            200007,
            "message",
            200008,
            "call",
            200012));
    for (int id = 200000; id < 201088; id++) {
      // From 200013 on every id is reserved, 200018 too, which has two names.
      if (id >= 200013 || !tokens.containsValue(id)) {
        tokens.put(bracketed("reserved_" + id), id);
      }
    }
    return tokens;
  }

  /** Special tokens {@code <|name|>} from names and ids by turns. */
  private static Map<String, Integer> tokens(Object... namesAndIds) {
    Map<String, Integer> tokens = new LinkedHashMap<>();
    for (int i = 0; i < namesAndIds.length; i += 2) {
      tokens.put(bracketed((String) namesAndIds[i]), (Integer) namesAndIds[i + 1]);
    }
    return tokens;
  }

  /** Not by +, of which the first in a JVM costs milliseconds: loading an encoding is measured. */
  private static String bracketed(String name) {
    return "<|".concat(name).concat("|>");
  }
}
