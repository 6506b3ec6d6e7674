package io.github.lucenebpe.it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;

/**
 * What the plugins of Elasticsearch and OpenSearch have in common, over HTTP. A subclass prepares
 * the passages once and names the engine.
 */
public abstract class EngineTests {
  static final Encoding ENCODING = Encodings.get("cl100k_base");
  static final int MAX_TOKENS = 64;
  static final int OVERLAP = 16;

  /** Settings of 2 shards, so that every search has hits to merge. */
  static final String SHARDS = "\"number_of_shards\": 2, \"number_of_replicas\": 0";

  private static final int CLIENTS = 8;
  private static final int BULK = 50;

  private static List<String> passages;

  abstract Engine engine();

  private JsonNode ok(String request, String body) throws IOException {
    return engine().rest().ok(request, body);
  }

  /** Makes the pipeline and the index of passages, with many clients at once. */
  static void index(Engine engine, String bodyFields) throws Exception {
    passages = Passages.all();
    Rest rest = engine.rest();
    rest.ok(
        "PUT /_ingest/pipeline/tokens",
        """
        {"processors": [
          {"llm_token_count": {"field": "body", "llm": "gpt-4", "target_field": "tokens"}},
          {"llm_token_chunk": {"field": "body", "llm": "gpt-4", "max_tokens": %d, "overlap": %d}}]}"""
            .formatted(MAX_TOKENS, OVERLAP));
    rest.ok(
        "PUT /passages",
        """
        {"settings": {%s, "default_pipeline": "tokens"},
         "mappings": {"properties": {
           "body": {"type": "text", "analyzer": "bpe_cl100k_base"%s},
           "tokens": {"type": "integer"},
           "chunks": {"type": "nested", "properties": {
             "text": {"type": "text"}, "tokens": {"type": "integer"}}}}}}"""
            .formatted(SHARDS, bodyFields));
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> bulks = new ArrayList<>();
      for (int from = 0; from < passages.size(); from += BULK) {
        int first = from;
        bulks.add(
            clients.submit(
                () -> {
                  JsonNode answer = rest.ok("POST /passages/_bulk", bulk(first));
                  assertFalse(answer.toString(), answer.get("errors").asBoolean());
                  return null;
                }));
      }
      for (Future<?> bulk : bulks) {
        bulk.get();
      }
    }
    rest.ok("POST /passages/_refresh", null);
  }

  private static String bulk(int first) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int id = first; id < Math.min(first + BULK, passages.size()); id++) {
      lines.append("{\"index\": {\"_id\": \"").append(id).append("\"}}\n");
      lines.append(Rest.JSON.writeValueAsString(Map.of("body", passages.get(id)))).append('\n');
    }
    return lines.toString();
  }

  static String json(String text) throws IOException {
    return Rest.JSON.writeValueAsString(text);
  }

  @Test
  public void testReadyMadeTokenizersAndAnalyzers() throws IOException {
    for (String name : Encodings.names()) {
      for (String component : List.of("tokenizer", "analyzer")) {
        for (String text : Passages.SPECIAL) {
          JsonNode answer =
              ok(
                  "POST /_analyze",
                  """
                  {"%s": "bpe_%s", "text": %s}"""
                      .formatted(component, name, json(text)));
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

  private static List<String> tokens(JsonNode answer) {
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
    ok(
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
            .formatted(SHARDS));
    String text = "<|endoftext|>hello world";
    assertEquals(
        tokens(Encodings.forModel("gpt-4o"), text, SpecialTokens.ALL),
        tokens(analyzed("options", "allowing", text)));
    assertEquals(
        List.of("hello 0 5", " world 5 11"), tokens(analyzed("options", "texts", "hello world")));
    assertEquals(
        List.of("256 0 2", "257 2 5", "98 5 6"), tokens(analyzed("options", "trained", "aaaaab")));
  }

  private JsonNode analyzed(String index, String analyzer, String text) throws IOException {
    return ok(
        "POST /" + index + "/_analyze",
        """
        {"analyzer": "%s", "text": %s}"""
            .formatted(analyzer, json(text)));
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

  /** An index with such a tokenizer is not made, and the answer says why. */
  void assertRefused(String settings, String message) throws IOException {
    String tokenizer = settings.replaceFirst("\\{", "{\"type\": \"bpe\", ").replace(", }", "}");
    String reasons =
        engine()
            .rest()
            .refusal(
                "PUT /wrong",
                """
                {"settings": {%s, "analysis": {
                  "tokenizer": {"t": %s},
                  "analyzer": {"a": {"type": "custom", "tokenizer": "t"}}}}}"""
                    .formatted(SHARDS, tokenizer));
    assertTrue(reasons, reasons.contains(message));
    assertEquals(404, engine().rest().send("GET /wrong", null).statusCode());
  }

  @Test
  public void testCountsAreThoseOfTheEncoding() throws IOException {
    JsonNode answer =
        ok(
            "POST /passages/_search",
            """
            {"size": 10000, "_source": ["tokens"], "track_total_hits": true,
             "aggs": {"sum": {"sum": {"field": "tokens"}}}}""");
    assertEquals(passages.size(), answer.at("/hits/total/value").asInt());
    long total = 0;
    for (JsonNode hit : answer.at("/hits/hits")) {
      int expected = ENCODING.count(passages.get(hit.get("_id").asInt()));
      assertEquals(hit.toString(), expected, hit.at("/_source/tokens").asInt());
      total += expected;
    }
    assertEquals(total, answer.at("/aggregations/sum/value").asLong());
  }

  @Test
  public void testQueriesFindWhatLuceneFinds() throws IOException {
    try (LuceneIndex lucene = new LuceneIndex(passages, ENCODING)) {
      for (String word : List.of(" Europe", " Kommission", " 세계", " 🌳", "<|", "é")) {
        for (int id : ENCODING.encodeOrdinary(word)) {
          Set<Integer> expected = lucene.withToken(id);
          assertFalse(word, expected.isEmpty());
          assertEquals(
              word,
              expected,
              found(
                  """
                  {"term": {"body": "%d"}}"""
                      .formatted(id)));
        }
      }
      for (String phrase :
          List.of(
              " the European Parliament",
              " of the",
              " 🌳🌳",
              "안녕하세요",
              " 👨‍👩‍👧‍👦",
              " Herr Präsident")) {
        Set<Integer> expected = lucene.withPhrase(phrase);
        assertFalse(phrase, expected.isEmpty());
        assertEquals(
            phrase,
            expected,
            found(
                """
                {"match_phrase": {"body": %s}}"""
                    .formatted(json(phrase))));
      }
    }
  }

  private Set<Integer> found(String query) throws IOException {
    JsonNode answer =
        ok(
            "POST /passages/_search",
            "{\"size\": 10000, \"_source\": false, \"query\": " + query + "}");
    Set<Integer> ids = new TreeSet<>();
    for (JsonNode hit : answer.at("/hits/hits")) {
      ids.add(hit.get("_id").asInt());
    }
    return ids;
  }

  @Test
  public void testHighlightsTheRightCharacters() throws IOException {
    assertHighlighted("<em>x 🌳</em> y, the tree 🌳🌳 of life", "x 🌳");
    assertHighlighted("안녕하세요<em> 세계</em>! 오늘 날씨가 좋네요.", " 세계");
    assertHighlighted("family<em> 👨‍👩‍👧‍👦</em> and flags 🇰🇷🇩🇪 at the café", " 👨‍👩‍👧‍👦");
  }

  private void assertHighlighted(String expected, String phrase) throws IOException {
    JsonNode answer =
        ok(
            "POST /passages/_search",
            """
            {"_source": false, "query": {"match_phrase": {"body": %s}},
             "highlight": {"fields": {"body": {"number_of_fragments": 0}}}}"""
                .formatted(json(phrase)));
    assertEquals(
        List.of(expected),
        answer.at("/hits/hits").findValues("highlight").stream()
            .map(highlight -> highlight.get("body").get(0).asText().replace("</em><em>", ""))
            .toList());
  }

  @Test
  public void testChunksCoverTheTextAndKeepTheLimit() throws IOException {
    JsonNode answer =
        ok("POST /passages/_search", "{\"size\": 500, \"_source\": [\"body\", \"chunks\"]}");
    int chunks = 0;
    for (JsonNode hit : answer.at("/hits/hits")) {
      String body = passages.get(hit.get("_id").asInt());
      assertEquals(body, hit.at("/_source/body").asText());
      int reached = 0;
      for (JsonNode chunk : hit.at("/_source/chunks")) {
        int start = chunk.get("start_offset").asInt();
        int end = chunk.get("end_offset").asInt();
        assertTrue(chunk.toString(), start <= reached && end > reached);
        assertEquals(body.substring(start, end), chunk.get("text").asText());
        assertEquals(ENCODING.count(chunk.get("text").asText()), chunk.get("tokens").asInt());
        assertTrue(chunk.toString(), chunk.get("tokens").asInt() <= MAX_TOKENS);
        reached = end;
        chunks++;
      }
      assertEquals(body.length(), reached);
    }
    assertTrue("only " + chunks + " chunks", chunks > 1000);
  }

  @Test
  public void testChunksAreFoundAsNestedObjects() throws IOException {
    JsonNode answer =
        ok(
            "POST /passages/_search",
            """
            {"size": 1, "_source": false, "query": {"nested": {"path": "chunks",
               "query": {"match_phrase": {"chunks.text": "European Parliament"}},
               "inner_hits": {}}},
             "aggs": {"chunks": {"nested": {"path": "chunks"},
               "aggs": {"most": {"max": {"field": "chunks.tokens"}}}}}}""");
    String chunk = answer.at("/hits/hits/0/inner_hits/chunks/hits/hits/0/_source/text").asText();
    assertTrue(answer.toString(), chunk.contains("European Parliament"));
    assertEquals(MAX_TOKENS, answer.at("/aggregations/chunks/most/value").asInt());
  }
}
