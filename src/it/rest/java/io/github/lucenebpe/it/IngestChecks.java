package io.github.lucenebpe.it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lucenebpe.bpe.Encoding;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.Test;

/** The ingest processors, their limits and what they refuse. */
public class IngestChecks {
  private static final Engine ENGINE = EngineUnderTest.ENGINE;
  private static final Encoding ENCODING = PassageIndex.ENCODING;

  @Test
  public void testLimits() throws IOException {
    String text = "The tree 🌳 stands in the garden of the Europäische Kommission. 안녕하세요!";
    int tokens = ENCODING.count(text);
    limit("over_limit", "fail", tokens - 1);
    String message =
        ENGINE.refusal("PUT /limits/_doc/1?pipeline=limit", "{\"body\": " + Rest.json(text) + "}");
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
    ENGINE.ok(
        "PUT /_ingest/pipeline/limit",
        """
        {"processors": [{"llm_token_count":
          {"field": ["body"], "encoding": "cl100k_base", "limit": %d, "%s": "%s"}}]}"""
            .formatted(limit, setting, value));
  }

  private JsonNode limited(String text) throws IOException {
    ENGINE.ok(
        "PUT /limits/_doc/1?pipeline=limit&refresh=true", "{\"body\": " + Rest.json(text) + "}");
    return ENGINE.ok("GET /limits/_doc/1", null).get("_source");
  }

  /** {@code _analyze} refuses such a text. */
  @Test
  public void testTextOfMoreThanTenThousandTokens() throws IOException {
    String text = " token".repeat(30_000);
    JsonNode answer =
        ENGINE.ok(
            "POST /_ingest/pipeline/tokens/_simulate",
            "{\"docs\": [{\"_source\": {\"body\": " + Rest.json(text) + "}}]}");
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
        ENGINE.ok(
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
        count,
        gpt4 + "\"limit\": \"many\"",
        "[limit] must be a whole number of at most 2147483647, got [many]");
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
        ENGINE.refusal(
            "PUT /_ingest/pipeline/wrong",
            "{\"processors\": [{\"" + type + "\": {" + settings + "}}]}");
    assertTrue(reasons, reasons.contains(message));
  }

  @Test
  public void testWrongDocumentsAreRefused() throws IOException {
    Rest rest = ENGINE.rest();
    String request = "PUT /passages/_doc/wrong";
    String missing = rest.refusal(request, "{\"title\": \"no body\"}");
    assertTrue(missing, missing.contains("field [body] is missing or null; [ignore_missing]"));
    String number = rest.refusal(request, "{\"body\": 7}");
    assertTrue(number, number.contains("field [body] must be a text or a list of texts, got 7"));
  }
}
