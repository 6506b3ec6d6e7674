package io.github.lucenebpe.it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.bpe.Tokens;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** The package in a cluster of two nodes, with a collection of two shards. */
public class TestSolrCloud {
  private static final Encoding O200K = Encodings.get("o200k_base");
  private static final Encoding CL100K = Encodings.get("cl100k_base");
  private static final int BATCH = 50;
  private static final int CLIENTS = 8;

  private static SolrNode solr;
  private static List<String> passages;

  /** The ids are such that their order is that of the passages. */
  private static String id(int passage) {
    return String.format(Locale.ROOT, "%05d", passage);
  }

  @BeforeClass
  public static void start() throws Exception {
    List<String> all = Passages.all();
    passages = all.subList(all.size() - 2000, all.size());
    solr = SolrNode.start("cloud");
    assertEquals(
        200,
        solr.rest
            .upload(
                "POST /solr/admin/configs?action=UPLOAD&name=docs", Configset.ofReadme().toZip())
            .statusCode());
    solr.rest.ok(
        "GET /solr/admin/collections?action=CREATE&name=docs&numShards=2&collection.configName=docs",
        null);
    index();
  }

  /** Clients at once, each with batches of its own. */
  private static void index() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<Future<?>> batches = new ArrayList<>();
    for (int from = 0; from < passages.size(); from += BATCH) {
      String batch = documents(from, Math.min(from + BATCH, passages.size()));
      batches.add(clients.submit(() -> solr.rest.ok("POST /solr/docs/update", batch)));
    }
    for (Future<?> batch : batches) {
      batch.get();
    }
    clients.shutdown();
    solr.rest.ok("POST /solr/docs/update?commit=true", "[]");
  }

  private static String documents(int from, int to) throws IOException {
    return Rest.JSON.writeValueAsString(
        IntStream.range(from, to)
            .mapToObj(i -> Map.of("id", id(i), "body", passages.get(i)))
            .toList());
  }

  @AfterClass
  public static void stop() throws IOException {
    solr.close();
  }

  @Test
  public void testCountsAndTheirSum() throws Exception {
    checkCounts();
    solr.restart();
    checkCounts();
  }

  private static void checkCounts() throws IOException {
    JsonNode all =
        solr.select(
            "docs",
            "q",
            "body_tokens:[* TO *]",
            "sort",
            "id asc",
            "rows",
            "9999",
            "fl",
            "id,body_tokens,too_long,seen:[tokens f=body],gpt4:[tokens f=body llm=gpt-4]",
            "json.facet",
            "{total: \"sum(body_tokens)\"}");
    JsonNode docs = all.at("/response/docs");
    assertEquals(passages.size(), docs.size());
    long total = 0;
    for (int i = 0; i < passages.size(); i++) {
      int tokens = O200K.count(passages.get(i));
      total += tokens;
      assertEquals(id(i), docs.get(i).get("id").asText());
      assertEquals(tokens, docs.get(i).get("body_tokens").asInt());
      assertEquals(tokens, docs.get(i).get("seen").asInt());
      assertEquals(CL100K.count(passages.get(i)), docs.get(i).get("gpt4").asInt());
      assertEquals("false", docs.get(i).get("too_long").asText());
    }
    assertEquals(total, all.at("/facets/total").asLong());
  }

  /** Chunks of a text cover it, and each has the tokens that it says, at most 128. */
  @Test
  public void testChunks() throws Exception {
    JsonNode parents =
        solr.select(
            "docs",
            "q",
            "body_tokens:[129 TO *]",
            "sort",
            "body_tokens desc",
            "rows",
            "40",
            "fl",
            "id,body,chunks,chunk_*,[child limit=-1 fl=id,chunk_*]");
    assertEquals(40, parents.at("/response/docs").size());
    for (JsonNode parent : parents.at("/response/docs")) {
      String body = parent.get("body").asText();
      int reached = 0;
      for (JsonNode chunk : parent.get("chunks")) {
        String text = chunk.get("chunk_text").asText();
        int start = chunk.get("chunk_start").asInt();
        int end = chunk.get("chunk_end").asInt();
        assertEquals(body.substring(start, end), text);
        assertEquals(CL100K.count(text), chunk.get("chunk_tokens").asInt());
        assertTrue(text, CL100K.count(text) <= 128);
        assertTrue("a gap", start <= reached);
        assertTrue("no progress", end > reached);
        reached = end;
      }
      assertEquals(body.length(), reached);
    }
  }

  /** Terms, phrases and words find what they find in an index of Lucene in this JVM. */
  @Test
  public void testSearchesFindWhatLuceneFinds() throws Exception {
    Random random = new Random(4);
    try (LuceneIndex lucene = new LuceneIndex(passages, O200K)) {
      for (int round = 0; round < 20; round++) {
        String passage = passages.get(random.nextInt(passages.size() - 1));
        Tokens tokens = new Tokens();
        O200K.tokenize(passage, SpecialTokens.ORDINARY, tokens);
        int first = random.nextInt(tokens.size());
        int id = tokens.id(first);
        assertEquals(ids(lucene.withToken(id)), hits("{!term f=body}" + id));
        // The text goes as a parameter of its own: nothing in it is syntax, its blanks stay.
        int last = Math.min(first + random.nextInt(4), tokens.size() - 1);
        String phrase = passage.substring(tokens.start(first), tokens.end(last));
        assertEquals(
            phrase,
            ids(lucene.withPhrase(phrase)),
            hits("{!field f=body v=$text}", "text", phrase));
        String words = words(passage, random);
        assertEquals(
            words, ids(lucene.withWords(words)), hits("{!lucene df=words v=$text}", "text", words));
      }
    }
  }

  /** One or two words. */
  private static String words(String passage, Random random) {
    String[] words =
        passage.replaceAll("[^\\p{L}\\p{M}]+", " ").toLowerCase(Locale.ROOT).strip().split(" ");
    int first = random.nextInt(words.length);
    return String.join(" ", Arrays.copyOfRange(words, first, Math.min(first + 2, words.length)));
  }

  private static List<String> ids(Set<Integer> passages) {
    return passages.stream().map(TestSolrCloud::id).toList();
  }

  private static List<String> hits(String query, String... more) throws IOException {
    List<String> parameters =
        new ArrayList<>(List.of("q", query, "fl", "id", "rows", "9999", "sort", "id asc"));
    parameters.addAll(List.of(more));
    List<String> ids = SolrNode.ids(solr.select("docs", parameters.toArray(String[]::new)));
    assertTrue(query + " " + List.of(more), !ids.isEmpty());
    return ids;
  }

  /** Offsets are right behind and inside characters of several bytes. */
  @Test
  public void testHighlighting() throws Exception {
    String text = "x 🌳 안녕하세요 👩‍🚒 world 🌳";
    solr.add(
        "docs", "plain", Rest.JSON.writeValueAsString(List.of(Map.of("id", "hl", "body", text))));
    for (String phrase : List.of(" 안녕하세요", " 👩‍🚒", " world", " 🌳 안")) {
      for (String method : List.of("unified", "original")) {
        JsonNode answer =
            solr.select(
                "docs",
                "q",
                "{!field f=body v=$phrase}",
                "phrase",
                phrase,
                "fq",
                "id:hl",
                "hl",
                "true",
                "hl.fl",
                "body",
                "hl.method",
                method,
                "hl.fragsize",
                "0");
        String marked = answer.at("/highlighting/hl/body/0").asText();
        assertEquals(method + phrase, text, marked.replaceAll("</?em>", ""));
        StringBuilder inside = new StringBuilder();
        java.util.regex.Matcher m =
            java.util.regex.Pattern.compile("<em>(.*?)</em>").matcher(marked);
        while (m.find()) {
          inside.append(m.group(1));
        }
        assertEquals(marked, phrase, inside.toString());
      }
    }
    solr.rest.ok("POST /solr/docs/update?commit=true", "{\"delete\": {\"id\": \"hl\"}}");
  }

  /** A reader who follows nextStart sees all hits of both shards, in order and once. */
  @Test
  public void testBudgetWithPaging() throws Exception {
    for (String fields : List.of("id", "id,body", "id,body,body_tokens")) {
      for (String count : List.of("body_tokens", "")) {
        checkPages(fields, count);
      }
    }
  }

  private static void checkPages(String fields, String count) throws IOException {
    int budget = 1500;
    int reserve = 300;
    int next = 0;
    while (next < 60) {
      List<String> parameters =
          new ArrayList<>(
              List.of(
                  "q",
                  "body_tokens:[* TO *]",
                  "sort",
                  "id asc",
                  "fl",
                  fields,
                  "rows",
                  "10",
                  "start",
                  "" + next,
                  "tokens.budget",
                  "" + budget,
                  "tokens.reserve",
                  "" + reserve,
                  "tokens.field",
                  "body"));
      if (!count.isEmpty()) {
        parameters.addAll(List.of("tokens.count", count));
      }
      JsonNode answer = solr.select("docs", parameters.toArray(String[]::new));
      int used = 0;
      int kept = 0;
      while (kept < 10 && used + O200K.count(passages.get(next + kept)) <= budget - reserve) {
        used += O200K.count(passages.get(next + kept++));
      }
      int start = next;
      assertEquals(
          IntStream.range(start, start + kept).mapToObj(TestSolrCloud::id).toList(),
          SolrNode.ids(answer));
      assertEquals(passages.size(), answer.at("/response/numFound").asInt());
      List<String> leftOut =
          IntStream.range(start + kept, start + 10).mapToObj(TestSolrCloud::id).toList();
      SolrNode.assertSection(
          Rest.JSON.writeValueAsString(
              Map.of(
                  "budget",
                  budget,
                  "reserve",
                  reserve,
                  "used",
                  used,
                  "kept",
                  kept,
                  "leftOut",
                  leftOut,
                  "nextStart",
                  start + kept)),
          answer);
      for (JsonNode doc : answer.at("/response/docs")) {
        assertEquals(fields.split(",").length, doc.size());
      }
      assertTrue("the budget is wide enough for this test", kept > 0);
      next += kept;
    }
  }

  @Test
  public void testBudgetThatCutsOrSkips() throws Exception {
    int[] tokens = passages.stream().mapToInt(O200K::count).toArray();
    int budget = tokens[0] + tokens[1] + 5;
    JsonNode cut = page(budget, "cut", "fl", "id,body,body_tokens", "tokens.count", "body_tokens");
    assertEquals(List.of(id(0), id(1), id(2)), SolrNode.ids(cut));
    assertEquals(id(2), cut.at("/tokenBudget/cut").asText());
    String start = cut.at("/response/docs/2/body").asText();
    assertTrue(start, passages.get(2).startsWith(start) && !start.isEmpty());
    assertTrue(start, O200K.count(start) <= 5);
    assertEquals(O200K.count(start), cut.at("/response/docs/2/body_tokens").asInt());
    assertEquals(tokens[0] + tokens[1] + O200K.count(start), cut.at("/tokenBudget/used").asInt());

    List<String> kept = new ArrayList<>();
    int used = 0;
    for (int i = 0; i < 20; i++) {
      if (used + tokens[i] <= budget) {
        used += tokens[i];
        kept.add(id(i));
      }
    }
    JsonNode skip =
        page(budget, "skip", "fl", "id", "hl", "true", "hl.fl", "body", "hl.q", "body:the");
    assertEquals(kept, SolrNode.ids(skip));
    assertEquals(used, skip.at("/tokenBudget/used").asInt());
    List<String> highlighted = new ArrayList<>();
    skip.at("/highlighting").fieldNames().forEachRemaining(highlighted::add);
    assertEquals(kept, highlighted);
  }

  private static JsonNode page(int budget, String full, String... more) throws IOException {
    List<String> parameters =
        new ArrayList<>(
            List.of(
                "q",
                "body_tokens:[* TO *]",
                "sort",
                "id asc",
                "rows",
                "20",
                "tokens.budget",
                "" + budget,
                "tokens.field",
                "body",
                "tokens.full",
                full));
    parameters.addAll(List.of(more));
    return solr.select("docs", parameters.toArray(String[]::new));
  }

  @Test
  public void testWrongBudgetIsRefusedOnce() throws Exception {
    String reason =
        solr.rest.refusal("GET /solr/docs/select?q=*:*&tokens.budget=-5&tokens.field=body", null);
    assertEquals("token budget: tokens must not be negative, got -5", reason);
  }
}
