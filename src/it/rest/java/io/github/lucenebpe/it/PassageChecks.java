package io.github.lucenebpe.it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lucenebpe.bpe.Encoding;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.BeforeClass;
import org.junit.Test;

/** What an index of passages holds and finds, also after a restart. */
public class PassageChecks {
  private static final Engine ENGINE = EngineUnderTest.ENGINE;
  private static final Encoding ENCODING = PassageIndex.ENCODING;

  private static List<String> passages;

  @BeforeClass
  public static void readPassages() throws IOException {
    passages = Passages.all();
  }

  @Test
  public void testCountsAreThoseOfTheEncoding() throws IOException {
    JsonNode answer =
        ENGINE.ok(
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
        ENGINE.ok(
            "POST /passages/_search",
            """
            {"size": 10000, "_source": false, "query": {"%s": {"%s": %s}}}"""
                .formatted(query, field, Rest.json(text)));
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
        ENGINE.ok(
            "POST /passages/_search",
            """
            {"_source": false, "query": {"match_phrase": {"body": %s}},
             "highlight": {"fields": {"body": {"number_of_fragments": 0}}}}"""
                .formatted(Rest.json(phrase)));
    assertEquals(
        List.of(expected),
        answer.at("/hits/hits").findValues("highlight").stream()
            .map(highlight -> highlight.get("body").get(0).asText().replace("</em><em>", ""))
            .toList());
  }

  @Test
  public void testChunksCoverTheTextAndKeepTheLimit() throws IOException {
    JsonNode answer =
        ENGINE.ok("POST /passages/_search", "{\"size\": 500, \"_source\": [\"body\", \"chunks\"]}");
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
        assertTrue(chunk.toString(), chunk.get("tokens").asInt() <= PassageIndex.MAX_TOKENS);
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
        ENGINE.ok(
            "POST /passages/_search",
            """
            {"size": 1, "_source": false, "query": {"nested": {"path": "chunks",
               "query": {"match_phrase": {"chunks.text": "European Parliament"}},
               "inner_hits": {}}},
             "aggs": {"chunks": {"nested": {"path": "chunks"},
               "aggs": {"most": {"max": {"field": "chunks.tokens"}}}}}}""");
    String chunk = answer.at("/hits/hits/0/inner_hits/chunks/hits/hits/0/_source/text").asText();
    assertTrue(answer.toString(), chunk.contains("European Parliament"));
    assertEquals(PassageIndex.MAX_TOKENS, answer.at("/aggregations/chunks/most/value").asInt());
  }

  @Test
  public void testRestartKeepsEverything() throws Exception {
    JsonNode before = summary();
    ENGINE.restart();
    ENGINE.ok("GET /_cluster/health/passages?wait_for_status=green&timeout=30s", null);
    assertEquals(before, summary());
    JsonNode answer =
        ENGINE.ok(
            "POST /_ingest/pipeline/tokens/_simulate",
            """
            {"docs": [{"_source": {"body": "hello world"}}]}""");
    assertEquals(2, answer.at("/docs/0/doc/_source/tokens").asInt());
  }

  private JsonNode summary() throws IOException {
    JsonNode answer =
        ENGINE.ok(
            "POST /passages/_search",
            """
            {"size": 20, "_source": ["tokens"], "track_total_hits": true,
             "query": {"match_phrase": {"body.words": "european parliament"}},
             "sort": [{"tokens": "desc"}], "aggs": {"sum": {"sum": {"field": "tokens"}}}}""");
    return Rest.JSON.createArrayNode().add(answer.get("hits")).add(answer.get("aggregations"));
  }
}
