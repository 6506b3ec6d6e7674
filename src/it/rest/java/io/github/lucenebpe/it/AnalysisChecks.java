package io.github.lucenebpe.it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.bpe.Tokens;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** Tokenizers, token filters and analyzers of the plugins. */
public class AnalysisChecks {
  private static final Engine ENGINE = EngineUnderTest.ENGINE;

  @Test
  public void testReadyMadeTokenizersAndAnalyzers() throws IOException {
    for (String name : Encodings.names()) {
      for (String component : List.of("tokenizer", "analyzer")) {
        for (String text : Passages.SPECIAL) {
          JsonNode answer =
              ENGINE.ok(
                  "POST /_analyze",
                  """
                  {"%s": "bpe_%s", "text": %s}"""
                      .formatted(component, name, Rest.json(text)));
          assertEquals(
              name, tokens(Encodings.get(name), text, SpecialTokens.ORDINARY), tokens(answer));
        }
      }
    }
  }

  /** Id and offsets of each token. */
  private static List<String> tokens(Encoding encoding, String text, SpecialTokens specials) {
    Tokens tokens = new Tokens();
    encoding.tokenize(text, specials, tokens);
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      seen.add(tokens.id(i) + " " + tokens.start(i) + " " + tokens.end(i));
    }
    return seen;
  }

  static List<String> tokens(JsonNode answer) {
    List<String> seen = new ArrayList<>();
    for (JsonNode token : answer.get("tokens")) {
      seen.add(
          token.get("token").asText()
              + " "
              + token.get("start_offset").asText()
              + " "
              + token.get("end_offset").asText());
    }
    return seen;
  }

  @Test
  public void testTokenizerOptions() throws IOException {
    Files.createDirectories(Engine.config().resolve("models"));
    Files.writeString(
        Engine.config().resolve("models").resolve("lake.model"), "minbpe v1\n\n0\n97 97\n256 97\n");
    ENGINE.ok(
        "PUT /options",
        """
        {"settings": {%s, "analysis": {
          "tokenizer": {
            "allowing": {"type": "bpe", "llm": "gpt-4o", "special_tokens": "allow"},
            "texts": {"type": "bpe", "encoding": "o200k_base", "term": "text"},
            "trained": {"type": "bpe", "model": "models/lake.model"}},
          "analyzer": {
            "allowing": {"type": "custom", "tokenizer": "allowing"},
            "texts": {"type": "custom", "tokenizer": "texts"},
            "trained": {"type": "custom", "tokenizer": "trained"}}}}}"""
            .formatted(PassageIndex.SHARDS));
    String text = "<|endoftext|>hello world";
    assertEquals(
        tokens(Encodings.forModel("gpt-4o"), text, SpecialTokens.ALL),
        tokens(analyzed("options", "allowing", text)));
    assertEquals(
        List.of("hello 0 5", " world 5 11"), tokens(analyzed("options", "texts", "hello world")));
    assertEquals(
        List.of("256 0 2", "257 2 5", "98 5 6"), tokens(analyzed("options", "trained", "aaaaab")));
  }

  private static JsonNode analyzed(String index, String analyzer, String text) throws IOException {
    return ENGINE.ok(
        "POST /" + index + "/_analyze",
        """
        {"analyzer": "%s", "text": %s}"""
            .formatted(analyzer, Rest.json(text)));
  }

  @Test
  public void testWrongTokenizersStopTheIndexCreation() throws IOException {
    Files.writeString(Engine.config().resolve("corrupt.model"), "minbpe v1\n\nx\n");
    Files.writeString(Engine.config().resolve("no.model"), "key: value\n");
    assertRefused("{}", "exactly one of 'encoding', 'llm' and 'model' must be set");
    assertRefused(
        """
        {"encoding": "cl200k"}""",
        "wrong 'encoding' value: unknown encoding \"cl200k\"; there are r50k_base,");
    assertRefused(
        """
        {"llm": "gpt-99"}""",
        "wrong 'llm' value: unknown LLM \"gpt-99\"; known are o1,");
    assertRefused(
        """
        {"encoding": "cl100k_base", "llm": "gpt-4"}""",
        "exactly one of 'encoding', 'llm' and 'model' must be set");
    assertRefused(
        """
        {"encoding": "cl100k_base", "special_tokens": "maybe"}""",
        "'special_tokens' value must be one of [ordinary, allow, reject], got 'maybe'");
    assertRefused(
        """
        {"encoding": "cl100k_base", "term": "word"}""",
        "'term' value must be one of [id, text], got 'word'");
    assertRefused(
        """
        {"model": "missing.model"}""",
        "missing.model: no such file in the config folder");
    assertRefused(
        """
        {"model": "../data/x.model"}""",
        "../data/x.model is not inside the config folder");
    assertRefused(
        """
        {"model": "/etc/passwd"}""",
        "/etc/passwd is not inside the config folder");
    assertRefused(
        """
        {"model": "corrupt.model"}""",
        "corrupt.model line 3: expected the number of special");
    assertRefused(
        """
        {"model": "no.model"}""",
        "no.model line 1: expected \"minbpe v1\"");
  }

  private static void assertRefused(String settings, String message) throws IOException {
    String tokenizer = settings.replaceFirst("\\{", "{\"type\": \"bpe\", ").replace(", }", "}");
    assertRefusedAnalysis(
        """
        "tokenizer": {"t": %s}, "analyzer": {"a": {"type": "custom", "tokenizer": "t"}}"""
            .formatted(tokenizer),
        message);
  }

  /** An index with such an analysis is not made, and the answer says why. */
  private static void assertRefusedAnalysis(String analysis, String message) throws IOException {
    String reasons =
        ENGINE.refusal(
            "PUT /wrong",
            "{\"settings\": {" + PassageIndex.SHARDS + ", \"analysis\": {" + analysis + "}}}");
    assertTrue(reasons, reasons.contains(message));
    assertEquals(404, ENGINE.rest().send("GET /wrong", null).statusCode());
  }

  @Test
  public void testWrongFiltersAndAnalyzersStopTheIndexCreation() throws IOException {
    assertRefusedFilter(
        "\"type\": \"bpe\", \"llm\": \"gpt-99\"", "wrong 'llm' value: unknown LLM \"gpt-99\"");
    assertRefusedFilter(
        "\"type\": \"bpe\", \"model\": \"../x.model\"",
        "../x.model is not inside the config folder");
    assertRefusedFilter(
        "\"type\": \"bpe\", \"model\": \"missing.model\"",
        "missing.model: no such file in the config folder");
    assertRefusedFilter(
        "\"type\": \"bpe\", \"llm\": \"gpt-4\", \"encoding\": \"o200k_base\"",
        "at most one of 'encoding', 'llm' and 'model' must be set");
    assertRefusedFilter(
        "\"type\": \"bpe_extra_terms\", \"layout\": \"rows\"",
        "'layout' value must be one of [index, query, phrase], got 'rows'");
    assertRefusedFilter(
        "\"type\": \"nfkc_case_fold\", \"accents\": \"maybe\"",
        "'accents' value must be one of [keep, drop], got 'maybe'");
    for (String analyzer : List.of("bpe_search", "bpe_search_query", "bpe_search_phrase")) {
      assertRefusedAnalyzer(
          analyzer, "\"llm\": \"gpt-99\"", "wrong 'llm' value: unknown LLM \"gpt-99\"");
    }
    assertRefusedAnalyzer(
        "bpe_search",
        "\"layout\": \"rows\"",
        "'layout' value must be one of [index, query, phrase], got 'rows'");
    assertRefusedAnalyzer(
        "bpe_search", "\"model\": \"/etc/passwd\"", "/etc/passwd is not inside the config folder");
  }

  private static void assertRefusedFilter(String filter, String message) throws IOException {
    assertRefusedAnalysis(
        """
        "filter": {"f": {%s}},
        "analyzer": {"a": {"type": "custom", "tokenizer": "bpe_word", "filter": ["f"]}}"""
            .formatted(filter),
        message);
  }

  private static void assertRefusedAnalyzer(String type, String setting, String message)
      throws IOException {
    assertRefusedAnalysis(
        """
        "analyzer": {"a": {"type": "%s", %s}}"""
            .formatted(type, setting),
        message);
  }

  @Test
  public void testSearchAnalyzerFromItsParts() throws IOException {
    ENGINE.ok(
        "PUT /parts",
        """
        {"settings": {%s, "analysis": {
          "filter": {"phrase": {"type": "bpe_extra_terms", "layout": "phrase"}},
          "analyzer": {
            "index": {"type": "custom", "tokenizer": "bpe_word",
                      "filter": ["nfkc_case_fold", "bpe", "bpe_extra_terms"]},
            "phrase": {"type": "custom", "tokenizer": "bpe_word",
                       "filter": ["nfkc_case_fold", "bpe", "phrase"]},
            "gpt4": {"type": "bpe_search", "llm": "gpt-4"}}}}}"""
            .formatted(PassageIndex.SHARDS));
    for (String text : Passages.SPECIAL) {
      List<String> expected = tokens(analyzed("parts", "bpe_search", text));
      assertEquals(text.isEmpty(), expected.isEmpty());
      assertEquals(expected, tokens(analyzed("parts", "index", text)));
      assertEquals(
          tokens(analyzed("parts", "bpe_search_phrase", text)),
          tokens(analyzed("parts", "phrase", text)));
    }
    assertEquals(
        Integer.toString(PassageIndex.ENCODING.encodeOrdinary(" world")[0]),
        analyzed("parts", "gpt4", "World").at("/tokens/0/token").asText());
  }

  /** The tables of an encoding, shipped or of a file, are in the heap once for all indices. */
  @Test
  public void testEncodingsAreLoadedOnceForAllIndices() throws IOException {
    Files.writeString(
        Engine.config().resolve("shared.model"), "minbpe v1\n\n0\n97 97\n256 256\n257 97\n");
    String tables = "io.github.lucenebpe.bpe.TokenTables";
    useEncodings("shared0");
    long loaded = ENGINE.instances(tables);
    assertTrue("none of " + tables, loaded >= 2);
    for (int i = 1; i <= 5; i++) {
      useEncodings("shared" + i);
    }
    assertEquals(loaded, ENGINE.instances(tables));
  }

  /** An index and a pipeline of one name in which all kinds of components load encodings. */
  private static void useEncodings(String name) throws IOException {
    ENGINE.ok(
        "PUT /_ingest/pipeline/" + name,
        """
        {"processors": [
          {"llm_token_count": {"field": "body", "model": "shared.model"}},
          {"llm_token_chunk": {"field": "body", "llm": "gpt-4", "max_tokens": 9}}]}""");
    ENGINE.ok(
        "PUT /" + name,
        """
        {"settings": {%s, "default_pipeline": "%s", "analysis": {
          "tokenizer": {"trained": {"type": "bpe", "model": "shared.model"}},
          "filter": {"gpt4": {"type": "bpe", "llm": "gpt-4"}},
          "analyzer": {
            "trained": {"type": "custom", "tokenizer": "trained"},
            "gpt4": {"type": "custom", "tokenizer": "bpe_word", "filter": ["gpt4"]},
            "words": {"type": "bpe_search", "model": "shared.model"}}}},
         "mappings": {"properties": {"body": {"type": "text", "analyzer": "trained", "fields": {
           "gpt4": {"type": "text", "analyzer": "gpt4"},
           "words": {"type": "text", "analyzer": "words"},
           "ready": {"type": "text", "analyzer": "bpe_cl100k_base"}}}}}}"""
            .formatted(PassageIndex.SHARDS, name));
    ENGINE.ok("PUT /" + name + "/_doc/1", "{\"body\": \"aaaa and more\"}");
  }
}
