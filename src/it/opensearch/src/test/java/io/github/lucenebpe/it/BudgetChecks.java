package io.github.lucenebpe.it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lucenebpe.bpe.Encoding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.BeforeClass;
import org.junit.Test;

/** Token budgets of searches in OpenSearch, over 2 shards. */
public class BudgetChecks {
  private static final Engine ENGINE = EngineUnderTest.ENGINE;
  private static final Encoding ENCODING = PassageIndex.ENCODING;

  @BeforeClass
  public static void makePipeline() throws IOException {
    ENGINE.ok(
        "PUT /_search/pipeline/prompt",
        """
        {"response_processors": [{"llm_token_budget":
          {"field": "body", "count_field": "tokens", "llm": "gpt-4", "budget": 2000}}]}""");
  }

  private static JsonNode search(String parameters, String more) throws IOException {
    return ENGINE.ok(
        "POST /passages/_search" + parameters,
        """
            {"query": {"match": {"body.words": "european parliament"}}, "sort": ["_score", "_doc"]%s}"""
            .formatted(more));
  }

  private static List<String> ids(JsonNode answer) {
    return answer.at("/hits/hits").findValuesAsText("_id");
  }

  @Test
  public void testBudgetKeepsTheFirstHitsThatFit() throws IOException {
    JsonNode all = search("", ", \"size\": 50");
    assertEquals(50, ids(all).size());
    long used = 0;
    int kept = 0;
    for (JsonNode hit : all.at("/hits/hits")) {
      int tokens = ENCODING.count(hit.at("/_source/body").asText());
      if (used + tokens > 2000) {
        break;
      }
      used += tokens;
      kept++;
    }
    assertTrue(kept + " kept", kept > 2 && kept < 40);
    JsonNode budgeted = search("?search_pipeline=prompt", ", \"size\": 50");
    assertEquals(ids(all).subList(0, kept), ids(budgeted));
    assertEquals(all.at("/hits/total"), budgeted.at("/hits/total"));
    assertEquals("a part that was not asked for", List.of(), added(all, budgeted, "ext"));
    JsonNode report = budgeted.at("/ext/llm_token_budget");
    assertEquals(2000, report.get("budget").asInt());
    assertEquals(used, report.get("used").asLong());
    assertEquals(kept, report.get("kept").asInt());
    assertEquals(ids(all).subList(kept, 50), report.get("left_out").findValuesAsText("_id"));
    assertNull(report.get("cut"));
    assertNull(report.get("uncounted"));

    String counted =
        """
        , "size": 50, "search_pipeline": {"response_processors": [{"llm_token_budget":
            {"field": "body", "llm": "gpt-4", "budget": 2000}}]}""";
    assertEquals("counted from the texts", ids(budgeted), ids(search("", counted)));
    JsonNode fields =
        search(
            "?search_pipeline=prompt",
            ", \"size\": 50, \"_source\": false, \"fields\": [\"tokens\"]");
    assertEquals("counted from the fields", ids(budgeted), ids(fields));
  }

  /** Names that an answer has and another has not. */
  private static List<String> added(JsonNode before, JsonNode after, String... expected) {
    List<String> names = new ArrayList<>();
    after.fieldNames().forEachRemaining(names::add);
    before.fieldNames().forEachRemaining(names::remove);
    names.removeAll(List.of(expected));
    return names;
  }

  /** Hits that have nothing to count take no tokens, and the report names them. */
  @Test
  public void testHitsWithoutTheFields() throws IOException {
    JsonNode answer =
        search(
            "?search_pipeline=prompt",
            """
            , "size": 2, "ext": {"llm_token_budget": {"field": "typo", "count_field": "none"}}""");
    JsonNode report = answer.at("/ext/llm_token_budget");
    assertEquals(0, report.get("used").asInt());
    assertEquals(2, ids(answer).size());
    assertEquals(ids(answer), report.get("uncounted").findValuesAsText("_id"));
  }

  @Test
  public void testBudgetOfARequest() throws IOException {
    JsonNode all = search("", ", \"size\": 50");
    JsonNode cut =
        search(
            "?search_pipeline=prompt",
            """
            , "size": 50, "ext": {"llm_token_budget":
                {"budget": 1000, "reserve": 300, "when_full": "cut"}}""");
    JsonNode report = cut.at("/ext/llm_token_budget");
    assertEquals(300, report.get("reserve").asInt());
    int last = ids(cut).size() - 1;
    assertEquals(ids(cut).get(last), report.at("/cut/_id").asText());
    long used = 0;
    for (int i = 0; i <= last; i++) {
      String whole = all.at("/hits/hits/" + i + "/_source/body").asText();
      String body = cut.at("/hits/hits/" + i + "/_source/body").asText();
      assertEquals(body, i < last ? whole : whole.substring(0, body.length()));
      assertEquals(ENCODING.count(body), cut.at("/hits/hits/" + i + "/_source/tokens").asInt());
      used += ENCODING.count(body);
    }
    assertEquals(used, report.get("used").asLong());
    assertTrue("used " + used, used <= 700 && used > 690);

    JsonNode skipping =
        search(
            "?search_pipeline=prompt",
            ", \"size\": 50, \"ext\": {\"llm_token_budget\": {\"when_full\": \"skip\"}}");
    List<String> fitting = new ArrayList<>();
    long room = 2000;
    for (JsonNode hit : all.at("/hits/hits")) {
      int tokens = hit.at("/_source/tokens").asInt();
      if (tokens <= room) {
        fitting.add(hit.get("_id").asText());
        room -= tokens;
      }
    }
    assertEquals(fitting, ids(skipping));
    assertEquals(2000 - room, skipping.at("/ext/llm_token_budget/used").asLong());
  }

  /** A client hands what is left of the budget to the next page. */
  @Test
  public void testBudgetOverPages() throws IOException {
    List<String> seen = new ArrayList<>();
    int left = 2000;
    for (int page = 0; page < 20; page++) {
      JsonNode answer =
          search(
              "?search_pipeline=prompt",
              ", \"from\": %d, \"size\": 2, \"ext\": {\"llm_token_budget\": {\"budget\": %d}}"
                  .formatted(2 * page, left));
      seen.addAll(ids(answer));
      left -= answer.at("/ext/llm_token_budget/used").asInt();
      if (ids(answer).size() < 2) {
        break;
      }
    }
    assertTrue("left " + left, left >= 0);
    assertEquals(ids(search("?search_pipeline=prompt", ", \"size\": 50")), seen);
  }

  @Test
  public void testWrongBudgetsAreRefused() throws IOException {
    refusedBudget("\"budget\": -5", "[budget] tokens must not be negative, got -5");
    refusedBudget(
        "\"reserve\": 3000", "[reserve] reserve must be from 0 to the budget, 2000, got 3000");
    refusedBudget(
        "\"when_full\": \"stop\"", "[when_full] must be one of [drop, cut, skip], got [stop]");
    refusedBudget("\"llm\": \"gpt-99\"", "[llm] unknown LLM \"gpt-99\"");
    refusedBudget("\"model\": \"x.model\"", "[model] can be set in a pipeline only");
    refusedBudget("\"bugdet\": 5", "[bugdet] unknown property");
    String noObject =
        ENGINE.refusal(
            "POST /passages/_search?search_pipeline=prompt",
            "{\"ext\": {\"llm_token_budget\": 5}}");
    assertTrue(
        noObject,
        noObject.contains(
            "ext.llm_token_budget must be an object with settings, got VALUE_NUMBER"));
    String hidden =
        ENGINE.refusal(
            "POST /passages/_search?search_pipeline=prompt", "{\"_source\": [\"chunks\"]}");
    assertTrue(hidden, hidden.contains("shows none of the fields [body] and not tokens"));
    String pipeline =
        ENGINE.refusal(
            "PUT /_search/pipeline/wrong",
            """
                {"response_processors": [{"llm_token_budget": {"field": "body", "llm": "gpt-4"}}]}""");
    assertTrue(pipeline, pipeline.contains("[budget] required property is missing"));
  }

  private static void refusedBudget(String setting, String message) throws IOException {
    String reasons =
        ENGINE.refusal(
            "POST /passages/_search?search_pipeline=prompt",
            "{\"ext\": {\"llm_token_budget\": {" + setting + "}}}");
    assertTrue(reasons, reasons.contains("ext.llm_token_budget: " + message));
  }
}
