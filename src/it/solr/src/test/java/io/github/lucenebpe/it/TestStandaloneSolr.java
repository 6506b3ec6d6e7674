package io.github.lucenebpe.it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.count.TextBoundary;
import io.github.lucenebpe.count.TokenCounter;
import io.github.lucenebpe.count.TokenWindow;
import io.github.lucenebpe.count.TokenWindows;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.client.solrj.impl.HttpJdkSolrClient;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.common.util.NamedList;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;

/** The package in one node of Solr: what the README says, every setting, and wrong ones. */
public class TestStandaloneSolr {
  private static final Encoding O200K = Encodings.get("o200k_base");

  private static SolrNode solr;
  private static int cores;

  @BeforeClass
  public static void start() throws Exception {
    solr = SolrNode.start("standalone");
    create("docs", Configset.ofReadme());
  }

  @Before
  public void empty() throws IOException {
    solr.rest.ok("POST /solr/docs/update?commit=true", "{\"delete\": {\"query\": \"*:*\"}}");
  }

  @AfterClass
  public static void stop() throws IOException {
    solr.close();
  }

  private static void create(String core, Configset configset) throws IOException {
    assertEquals("", refusal(core, configset));
  }

  /** Why a core is not created; empty if it is. */
  private static String refusal(String core, Configset configset) throws IOException {
    configset.writeTo(solr.home.resolve(core).resolve("conf"));
    var answer =
        solr.rest.send(
            "GET /solr/admin/cores?action=CREATE&name=" + core + "&instanceDir=" + core, null);
    return answer.statusCode() == 200
        ? ""
        : answer.statusCode() + " " + Rest.JSON.readTree(answer.body()).at("/error/msg").asText();
  }

  private static void assertRefused(String file, String old, String changed, String message)
      throws IOException {
    String reason = refusal("wrong" + cores++, Configset.ofReadme().with(file, old, changed));
    assertTrue(reason, reason.startsWith("400 ") && reason.contains(message));
  }

  @Test
  public void testReadme() throws Exception {
    List<Readme.Request> requests = Readme.ofSolr().requests();
    assertEquals(3, requests.size());
    List<JsonNode> answers = new ArrayList<>();
    for (Readme.Request request : requests) {
      answers.add(solr.rest.ok("POST " + request.path(), request.json()));
    }
    JsonNode hits = answers.get(1);
    assertEquals(List.of("1", "2"), SolrNode.ids(hits));
    assertEquals(2, hits.at("/response/docs/0/n").asInt());
    SolrNode.assertSection(
        """
        {"budget": 12, "reserve": 4, "used": 8, "kept": 2, "leftOut": ["3"], "nextStart": 2}""",
        hits);
    assertEquals("hello world", answers.get(2).at("/response/docs/0/chunk_text").asText());

    for (boolean restarted : new boolean[] {false, true}) {
      if (restarted) {
        solr.restart();
      }
      JsonNode all = solr.select("docs", "q", "body_tokens:[* TO *]", "sort", "id asc");
      assertEquals(List.of("1", "2", "3"), SolrNode.ids(all));
      all.at("/response/docs")
          .forEach(
              doc ->
                  assertEquals(
                      O200K.count(doc.get("body").asText()), doc.get("body_tokens").asInt()));
    }
    // An atomic update replaces count and chunks.
    solr.add("docs", "tokens", "[{\"id\": \"1\", \"body\": {\"set\": \"quite another world\"}}]");
    JsonNode changed =
        solr.select("docs", "q", "id:1", "fl", "id,body_tokens,chunks,chunk_*,[child]");
    assertEquals(3, changed.at("/response/docs/0/body_tokens").asInt());
    assertEquals(1, changed.at("/response/docs/0/chunks").size());
    assertEquals(
        "quite another world", changed.at("/response/docs/0/chunks/0/chunk_text").asText());
  }

  /** Answers in Solr's own binary form, as SolrJ asks for. */
  @Test
  public void testBudgetForSolrJ() throws Exception {
    solr.add(
        "docs",
        "tokens",
        "[{\"id\": \"j1\", \"body\": \"one two\"}, {\"id\": \"j2\", \"body\": \"one two three\"}]");
    try (HttpJdkSolrClient client =
        new HttpJdkSolrClient.Builder(solr.rest.uri() + "/solr").build()) {
      SolrQuery query = new SolrQuery("body_tokens:[* TO *]");
      query.set("sort", "id asc");
      query.set("fl", "id,body,body_tokens,[tokens f=body]");
      query.set("tokens.budget", 4);
      query.set("tokens.field", "body");
      query.set("tokens.count", "body_tokens");
      query.set("tokens.full", "cut");
      QueryResponse answer = client.query("docs", query);
      assertEquals(2, answer.getResults().getNumFound());
      assertEquals("one two", answer.getResults().get(0).get("body"));
      assertEquals("one two", answer.getResults().get(1).get("body"));
      assertEquals(2L, answer.getResults().get(1).get("body_tokens"));
      assertEquals(4L, ((NamedList<?>) answer.getResponse().get("tokenBudget")).get("used"));
    }
  }

  @Test
  public void testCutAndChunkByTrainedModel() throws Exception {
    Encoding words =
        Encodings.load(
            Path.of(System.getProperty("bpe.basedir"), "src/test/resources/golden/words.model"));
    String first = "The bridge over the river. 안녕 🌳";
    String second = "and the trees beside it, which are old";
    solr.add(
        "docs",
        "cut",
        Rest.JSON.writeValueAsString(
            List.of(Map.of("id", "n", "notes", List.of(first, second, "gone")))));
    JsonNode doc = solr.select("docs", "q", "id:n").at("/response/docs/0");
    long tokens = 0;
    List<String> chunks = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    List<Integer> values = new ArrayList<>();
    TokenWindows windows = new TokenWindows(new TokenCounter(words), 10, 0, TextBoundary.WORD);
    for (int value = 0; value < doc.get("notes").size(); value++) {
      JsonNode note = doc.get("notes").get(value);
      assertTrue((first + "\n" + second).contains(note.asText()));
      tokens += words.count(note.asText());
      for (TokenWindow window : windows.of(note.asText())) {
        chunks.add(window.text());
        ends.add(window.end());
        values.add(value);
      }
    }
    assertTrue(doc.toString(), tokens <= 20 && tokens >= 17);
    assertEquals(tokens, doc.get("notes_tokens").asLong());
    assertEquals(Rest.JSON.valueToTree(chunks), doc.get("note_chunks"));
    assertEquals(Rest.JSON.valueToTree(ends), doc.get("note_ends"));
    assertEquals(Rest.JSON.valueToTree(values), doc.get("note_values"));
    assertTrue(values.toString(), values.contains(1));

    // An atomic update of the only source is counted, cut and chunked too.
    solr.add("docs", "cut", "[{\"id\": \"n\", \"notes\": {\"set\": [\"old trees\"]}}]");
    doc = solr.select("docs", "q", "id:n").at("/response/docs/0");
    assertEquals(words.count("old trees"), doc.get("notes_tokens").asInt());
    assertEquals("[\"old trees\"]", doc.get("note_chunks").toString());
    assertTrue(
        solr.rest
            .refusal(
                "POST /solr/docs/update?update.chain=cut",
                "[{\"id\": \"n\", \"notes\": {\"add\": \"x\"}}]")
            .contains("the atomic update [add] of notes does not say all of the text of notes"));
  }

  /** Children of a source that is multi-valued in the schema say from which value they are. */
  @Test
  public void testChunksOfSeveralValues() throws Exception {
    List<String> notes = List.of("The bridge.", "Over the river and the trees.", "안녕 🌳");
    solr.add(
        "docs", "parts", Rest.JSON.writeValueAsString(List.of(Map.of("id", "p", "notes", notes))));
    JsonNode chunks =
        solr.select("docs", "q", "id:p", "fl", "chunks,chunk_*,[child limit=-1]")
            .at("/response/docs/0/chunks");
    StringBuilder[] texts = {new StringBuilder(), new StringBuilder(), new StringBuilder()};
    for (JsonNode chunk : chunks) {
      int value = chunk.get("chunk_value").asInt();
      String text = chunk.get("chunk_text").asText();
      assertEquals(texts[value].length(), chunk.get("chunk_start").asInt());
      assertEquals(
          text,
          notes
              .get(value)
              .substring(chunk.get("chunk_start").asInt(), chunk.get("chunk_end").asInt()));
      texts[value].append(text);
    }
    assertEquals(notes, Stream.of(texts).map(StringBuilder::toString).toList());
  }

  @Test
  public void testLimit() throws Exception {
    String message =
        solr.rest.refusal(
            "POST /solr/docs/update?update.chain=fail",
            "[{\"id\": \"f\", \"body\": \"one two three four\"}]");
    assertEquals("document f, body: the text has 4 tokens of cl100k_base, the limit is 3", message);
    solr.add("docs", "fail", "[{\"id\": \"f\", \"body\": \"one two three\"}]");
    solr.add("docs", "tokens", "[{\"id\": \"g\", \"body\": \"" + "long ".repeat(9000) + "\"}]");
    JsonNode flagged = solr.select("docs", "q", "too_long:true", "fl", "id,body_tokens");
    assertEquals(List.of("g"), SolrNode.ids(flagged));
    assertEquals(
        O200K.count("long ".repeat(9000)), flagged.at("/response/docs/0/body_tokens").asInt());
  }

  /** The tables of an encoding, shipped or of a file, are in the heap once for all cores. */
  @Test
  public void testEncodingsAreLoadedOnceForAllCores() throws Exception {
    String tables = "io.github.lucenebpe.bpe.TokenTables";
    useEncodings("shared0");
    long loaded = solr.instances(tables);
    assertTrue("none of " + tables, loaded >= 2);
    for (int i = 1; i <= 3; i++) {
      useEncodings("shared" + i);
    }
    assertEquals(loaded, solr.instances(tables));
  }

  /** A core in which all kinds of components load encodings. */
  private static void useEncodings(String core) throws IOException {
    create(core, Configset.ofReadme());
    solr.add(core, "tokens", "[{\"id\": \"1\", \"body\": \"hello world\", \"trained\": \"x y\"}]");
    solr.add(core, "cut", "[{\"id\": \"2\", \"notes\": \"hello world\"}]");
    JsonNode hit =
        solr.select(
            core,
            "q",
            "{!field f=body}hello",
            "fl",
            "id,body,n:[tokens f=body]",
            "tokens.budget",
            "9",
            "tokens.field",
            "body");
    assertEquals(2, hit.at("/response/docs/0/n").asInt());
  }

  @Test
  public void testWrongSettings() throws Exception {
    assertRefused(
        "schema.xml",
        "name=\"bpe\" encoding=\"o200k_base\"",
        "name=\"bpe\" encoding=\"o300k\"",
        "wrong 'encoding' value: unknown encoding \"o300k\"; there are r50k_base");
    assertRefused(
        "schema.xml",
        "filter name=\"bpe\"",
        "filter name=\"bpe\" llm=\"gpt-99\"",
        "wrong 'llm' value: unknown LLM \"gpt-99\"; known are");
    assertRefused(
        "schema.xml",
        "layout=\"query\"",
        "layout=\"rows\"",
        "'layout' value must be one of [index, query, phrase], got 'rows'");
    assertRefused(
        "schema.xml",
        "filter name=\"nfkcCaseFold\"",
        "filter name=\"nfkcCaseFold\" accents=\"maybe\"",
        "'accents'");
    assertRefused(
        "schema.xml",
        "tokenizer name=\"bpeWord\"",
        "tokenizer name=\"bpeWord\" size=\"3\"",
        "Unknown parameters: {size=3}");
    assertRefused(
        "schema.xml", "words.model", "missing.model", "Can't find resource 'missing.model'");
    assertRefused("schema.xml", "words.model", "schema.xml", "schema.xml line 1: expected");
    assertRefused(
        "solrconfig.xml",
        "words.model",
        "missing.model",
        "TokenCountUpdateProcessorFactory: wrong 'model': Can't find resource 'missing.model'");
    assertRefused(
        "solrconfig.xml",
        "<str name=\"dest\">body_tokens</str>",
        "<str name=\"destination\">n</str>",
        "TokenCountUpdateProcessorFactory: unknown settings [destination]");
    assertRefused(
        "solrconfig.xml",
        "<int name=\"limit\">8191</int>",
        "<int name=\"limit\">-1</int>",
        "TokenCountUpdateProcessorFactory: limit must not be negative, got -1");
    assertRefused(
        "solrconfig.xml",
        ">flag</str>",
        ">drop</str>",
        "'overLimit' must be one of [fail, flag, cut], got drop");
    assertRefused(
        "solrconfig.xml",
        ">text-embedding-3-small<",
        ">text-embedding-9<",
        "wrong 'llm' value: unknown LLM \"text-embedding-9\"; known are");
    assertRefused(
        "solrconfig.xml",
        "<int name=\"overlap\">16</int>",
        "<int name=\"overlap\">65</int>",
        "TokenChunkUpdateProcessorFactory: overlap must be from 0 to half of maxTokens, 64, got 65");
    assertRefused(
        "solrconfig.xml",
        "<str name=\"children\">chunks</str>",
        "",
        "TokenChunkUpdateProcessorFactory: exactly one of 'children' and 'dest' must be set");
    assertRefused(
        "solrconfig.xml",
        "TokenBudgetComponent\">",
        "TokenBudgetComponent\"><str name=\"llm\">gpt-4</str>",
        "TokenBudgetComponent: Configuration Error: exactly one of 'encoding', 'llm' and 'model' must");
  }

  @Test
  public void testWrongRequests() throws Exception {
    assertBadRequest("'tokens.budget' must be a whole number, got many", "tokens.budget", "many");
    assertBadRequest("'tokens.field' must name the fields to count", "tokens.budget", "9");
    assertBadRequest("undefined field nobody", "tokens.budget", "9", "tokens.field", "nobody");
    assertBadRequest(
        "reserve must be from 0 to the budget, 9, got 10",
        "tokens.budget",
        "9",
        "tokens.field",
        "body",
        "tokens.reserve",
        "10");
    assertBadRequest(
        "'tokens.full' must be one of [drop, cut, skip], got half",
        "tokens.budget",
        "9",
        "tokens.field",
        "body",
        "tokens.full",
        "half");
    assertBadRequest(
        "'tokens.full' cut needs the field to cut in the answer: add body to fl",
        "tokens.budget",
        "9",
        "tokens.field",
        "body",
        "tokens.full",
        "cut",
        "fl",
        "id");
    assertBadRequest(
        "unknown LLM \"x-99\"", "tokens.budget", "9", "tokens.field", "body", "tokens.llm", "x-99");
    assertBadRequest(
        "grouped hits have no rank order",
        "tokens.budget",
        "9",
        "tokens.field",
        "body",
        "group",
        "true",
        "group.field",
        "id");
    assertBadRequest(
        "'tokens.field' names a field twice: [body, body]",
        "tokens.budget",
        "9",
        "tokens.field",
        "body,body");
    assertBadRequest(
        "the count field body does not hold whole numbers",
        "tokens.budget",
        "9",
        "tokens.field",
        "body",
        "tokens.count",
        "body");
    assertBadRequest(
        "the field words is not stored: its text is gone",
        "tokens.budget",
        "9",
        "tokens.field",
        "words");
    assertBadRequest(
        "the next cursorMark stands behind hits that are left out: page with start",
        "tokens.budget",
        "9",
        "tokens.field",
        "body",
        "sort",
        "id asc",
        "cursorMark",
        "*");
    assertBadRequest(
        "the count field body does not hold whole numbers", "fl", "id,[tokens f=body count=body]");
    assertBadRequest("[tokens] needs f, the fields to count", "fl", "id,[tokens]");
    assertBadRequest("undefined field nobody", "fl", "id,[tokens f=nobody]");
    assertBadRequest(
        "[tokens]: Configuration Error: wrong 'encoding' value: unknown encoding \"x\"",
        "fl",
        "id,[tokens f=body encoding=x]");
  }

  private static void assertBadRequest(String message, String... parameters) throws IOException {
    String reason =
        solr.rest.refusal("GET /solr/docs/select?q=*:*&" + SolrNode.query(parameters), null);
    assertTrue(reason, reason.contains(message));
  }
}
