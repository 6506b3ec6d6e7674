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
           "body": {"type": "text", "analyzer": "bpe_cl100k_base", "fields": {
             "words": {"type": "text", "analyzer": "bpe_search",
                       "search_analyzer": "bpe_search_query",
                       "search_quote_analyzer": "bpe_search_phrase"}%s}},
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

  JsonNode analyzed(String index, String analyzer, String text) throws IOException {
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

  private void assertRefused(String settings, String message) throws IOException {
    String tokenizer = settings.replaceFirst("\\{", "{\"type\": \"bpe\", ").replace(", }", "}");
    assertRefusedAnalysis(
        """
        "tokenizer": {"t": %s}, "analyzer": {"a": {"type": "custom", "tokenizer": "t"}}"""
            .formatted(tokenizer),
        message);
  }

  /** An index with such an analysis is not made, and the answer says why. */
  void assertRefusedAnalysis(String analysis, String message) throws IOException {
    String reasons =
        engine()
            .rest()
            .refusal(
                "PUT /wrong", "{\"settings\": {" + SHARDS + ", \"analysis\": {" + analysis + "}}}");
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
          assertEquals(word, expected, found("term", "body", Integer.toString(id)));
        }
      }
      for (String words : List.of("europe", "Kommission Parlament", "날씨", "CAFÉ")) {
        Set<Integer> expected = lucene.withWords(words);
        assertFalse(words, expected.isEmpty());
        assertEquals(words, expected, found("match", "body.words", words));
      }
      for (String phrase : List.of("european parliament", "herr präsident")) {
        Set<Integer> expected = lucene.withPhraseOfWords(phrase);
        assertFalse(phrase, expected.isEmpty());
        assertEquals(phrase, expected, found("match_phrase", "body.words", phrase));
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
        assertEquals(phrase, expected, found("match_phrase", "body", phrase));
      }
    }
  }

  /** Ids of the passages that a query finds. */
  private Set<Integer> found(String query, String field, String text) throws IOException {
    JsonNode answer =
        ok(
            "POST /passages/_search",
            """
            {"size": 10000, "_source": false, "query": {"%s": {"%s": %s}}}"""
                .formatted(query, field, json(text)));
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

  @Test
  public void testLimits() throws IOException {
    String text = "The tree 🌳 stands in the garden of the Europäische Kommission. 안녕하세요!";
    int tokens = ENCODING.count(text);
    limit("over_limit", "fail", tokens - 1);
    String message =
        engine()
            .rest()
            .refusal("PUT /limits/_doc/1?pipeline=limit", "{\"body\": " + json(text) + "}");
    assertTrue(
        message,
        message.contains(
            "field [body]: the text has "
                + tokens
                + " tokens of cl100k_base, the limit is "
                + (tokens - 1)));

    limit("flag_field", "long\", \"over_limit\": \"flag", tokens - 1);
    JsonNode flagged = limited(text);
    assertEquals(text, flagged.get("body").asText());
    assertEquals(tokens, flagged.get("tokens").asInt());
    assertTrue(flagged.get("long").asBoolean());
    limit("flag_field", "long\", \"over_limit\": \"flag", tokens);
    assertFalse(limited(text).get("long").asBoolean());

    for (int most = 0; most < tokens; most++) {
      limit("over_limit", "cut", most);
      JsonNode cut = limited(text);
      String body = cut.get("body").asText();
      assertTrue(body, text.startsWith(body));
      assertFalse(body, body.endsWith("\uD83C"));
      assertEquals(body, ENCODING.count(body), cut.get("tokens").asInt());
      assertTrue(body, cut.get("tokens").asInt() <= most);
    }
  }

  private void limit(String setting, String value, int limit) throws IOException {
    ok(
        "PUT /_ingest/pipeline/limit",
        """
        {"processors": [{"llm_token_count":
          {"field": ["body"], "encoding": "cl100k_base", "limit": %d, "%s": "%s"}}]}"""
            .formatted(limit, setting, value));
  }

  private JsonNode limited(String text) throws IOException {
    ok("PUT /limits/_doc/1?pipeline=limit&refresh=true", "{\"body\": " + json(text) + "}");
    return ok("GET /limits/_doc/1", null).get("_source");
  }

  @Test
  public void testRequestsOfTheReadme() throws IOException {
    List<JsonNode> answers = ReadmeRequests.send("rest", engine().rest());
    assertFalse(answers.get(2).toString(), answers.get(2).get("errors").asBoolean());
    JsonNode found = answers.get(3);
    assertEquals(List.of("1"), found.at("/hits/hits").findValuesAsText("_id"));
    Encoding gpt4o = Encodings.forModel("gpt-4o");
    String body = "Hello world, hello search engines. How many tokens are you?";
    JsonNode source = found.at("/hits/hits/0/_source");
    assertEquals(gpt4o.count("greeting") + gpt4o.count(body), source.get("tokens").asInt());
    assertEquals(body, source.at("/chunks/0/text").asText());
    assertEquals(source.get("tokens").asInt(), found.at("/aggregations/cost/value").asInt());
    assertEquals(
        "[\"Hello<em> world, hello</em> search engines. How many tokens are you?\"]",
        answers.get(4).at("/hits/hits/0/highlight/body.exact").toString().replace("</em><em>", ""));
    assertEquals(List.of("15339", "1917"), answers.get(5).findValuesAsText("token"));
  }

  /** {@code _analyze} refuses such a text. */
  @Test
  public void testTextOfMoreThanTenThousandTokens() throws IOException {
    String text = " token".repeat(30_000);
    JsonNode answer =
        ok(
            "POST /_ingest/pipeline/tokens/_simulate",
            "{\"docs\": [{\"_source\": {\"body\": " + json(text) + "}}]}");
    assertEquals(30_000, answer.at("/docs/0/doc/_source/tokens").asInt());
  }

  @Test
  public void testSeveralFieldsAndLists() throws IOException {
    JsonNode source =
        simulated(
            "llm_token_count",
            """
            {"field": ["title", "doc.parts"], "llm": "gpt-4o", "target_field": "doc.tokens",
             "limit": 5, "over_limit": "cut", "flag_field": "cut"}""",
            """
            {"title": "hello world", "doc": {"parts": ["hello world", "hello world"]}}""");
    assertEquals(5, source.at("/doc/tokens").asInt());
    assertEquals("[\"hello world\",\"hello\"]", source.at("/doc/parts").toString());
    assertTrue(source.get("cut").asBoolean());

    JsonNode chunks =
        simulated(
                "llm_token_chunk",
                """
                {"field": "parts", "llm": "gpt-4o", "max_tokens": 4}""",
                """
                {"parts": ["hello world", "안녕"]}""")
            .get("chunks");
    assertEquals(1, chunks.get(1).get("value").asInt());
    assertEquals("안녕", chunks.get(1).get("text").asText());
  }

  private JsonNode simulated(String type, String settings, String source) throws IOException {
    JsonNode answer =
        ok(
            "POST /_ingest/pipeline/_simulate",
            """
            {"pipeline": {"processors": [{"%s": %s}]}, "docs": [{"_source": %s}]}"""
                .formatted(type, settings, source));
    return answer.at("/docs/0/doc/_source");
  }

  @Test
  public void testWrongProcessorsAreRefused() throws IOException {
    Files.writeString(Engine.config().resolve("corrupt.model"), "minbpe v1\n\nx\n");
    String count = "llm_token_count";
    refusedProcessor(count, "\"llm\": \"gpt-4\"", "[field] required property is missing");
    String field = "\"field\": \"body\", ";
    refusedProcessor(
        count,
        field + "\"llm\": \"gpt-99\"",
        "[llm] unknown LLM \"gpt-99\"; known are o1, o3, o4-mini");
    refusedProcessor(
        count,
        "\"field\": \"body\"",
        "[encoding] exactly one of [encoding], [llm] and [model] must be set");
    refusedProcessor(
        count,
        field + "\"model\": \"corrupt.model\"",
        "[model] corrupt.model line 3: expected the number of special");
    refusedProcessor(
        count, field + "\"model\": \"../x\"", "[model] ../x is not inside the config folder");
    String gpt4 = field + "\"llm\": \"gpt-4\", ";
    refusedProcessor(count, gpt4 + "\"limit\": -1", "[limit] limit must not be negative, got -1");
    refusedProcessor(
        count, gpt4 + "\"limit\": \"many\"", "[limit] must be a whole number, got [many]");
    refusedProcessor(
        count,
        gpt4 + "\"limit\": 5, \"over_limit\": \"drop\"",
        "[over_limit] must be one of [fail, flag, cut], got [drop]");
    refusedProcessor(
        count,
        gpt4 + "\"limit\": 5, \"over_limit\": \"flag\"",
        "[flag_field] is required to flag a document");
    refusedProcessor(count, gpt4 + "\"over_limit\": \"cut\"", "[over_limit] needs a [limit]");
    refusedProcessor(count, gpt4 + "\"limits\": 5", "limits");
    String chunk = "llm_token_chunk";
    refusedProcessor(
        chunk, field + "\"llm\": \"gpt-4\"", "[max_tokens] required property is missing");
    refusedProcessor(
        chunk,
        gpt4 + "\"max_tokens\": 3",
        "[max_tokens] maxTokens must be at least 4, which one character may need, got 3");
    refusedProcessor(
        chunk,
        gpt4 + "\"max_tokens\": 10, \"overlap\": 6",
        "[overlap] overlap must be from 0 to half of maxTokens, 5, got 6");
    refusedProcessor(
        chunk,
        gpt4 + "\"max_tokens\": 10, \"boundary\": \"page\"",
        "[boundary] must be one of [token, word, line, sentence, paragraph], got [page]");
  }

  private void refusedProcessor(String type, String settings, String message) throws IOException {
    String reasons =
        engine()
            .rest()
            .refusal(
                "PUT /_ingest/pipeline/wrong",
                "{\"processors\": [{\"" + type + "\": {" + settings + "}}]}");
    assertTrue(reasons, reasons.contains(message));
  }

  @Test
  public void testWrongDocumentsAreRefused() throws IOException {
    Rest rest = engine().rest();
    String request = "PUT /passages/_doc/wrong";
    String missing = rest.refusal(request, "{\"title\": \"no body\"}");
    assertTrue(missing, missing.contains("field [body] is missing or null; [ignore_missing]"));
    String number = rest.refusal(request, "{\"body\": 7}");
    assertTrue(
        number, number.contains("field [body] must be a text or a list of texts, got Integer"));
  }

  @Test
  public void testRestartKeepsEverything() throws Exception {
    JsonNode before = summary();
    engine().restart();
    ok("GET /_cluster/health/passages?wait_for_status=green&timeout=30s", null);
    assertEquals(before, summary());
    JsonNode answer =
        ok(
            "POST /_ingest/pipeline/tokens/_simulate",
            """
            {"docs": [{"_source": {"body": "hello world"}}]}""");
    assertEquals(2, answer.at("/docs/0/doc/_source/tokens").asInt());
  }

  private JsonNode summary() throws IOException {
    JsonNode answer =
        ok(
            "POST /passages/_search",
            """
            {"size": 20, "_source": ["tokens"], "track_total_hits": true,
             "query": {"match_phrase": {"body.words": "european parliament"}},
             "sort": [{"tokens": "desc"}], "aggs": {"sum": {"sum": {"field": "tokens"}}}}""");
    return Rest.JSON.createArrayNode().add(answer.get("hits")).add(answer.get("aggregations"));
  }
}
