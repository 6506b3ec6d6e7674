package io.github.lucenebpe.it;

import static org.junit.Assert.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.rules.ExternalResource;

/**
 * The index {@code passages}, counted and chunked by the pipeline {@code tokens}; many clients at
 * once have filled it. The index of a passage is its id.
 */
final class PassageIndex extends ExternalResource {
  static final Encoding ENCODING = Encodings.get("cl100k_base");
  static final int MAX_TOKENS = 64;
  static final int OVERLAP = 16;

  /** Settings of 2 shards, so that every search has hits to merge. */
  static final String SHARDS = "\"number_of_shards\": 2, \"number_of_replicas\": 0";

  private static final int CLIENTS = 8;
  private static final int BULK = 50;

  private final String bodyFields;

  /**
   * The index.
   *
   * @param bodyFields more fields of the body: empty, or starting with a comma
   */
  PassageIndex(String bodyFields) {
    this.bodyFields = bodyFields;
  }

  @Override
  protected void before() throws Throwable {
    Rest rest = EngineUnderTest.ENGINE.rest();
    List<String> passages = Passages.all();
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
        String bulk = bulk(passages, from);
        bulks.add(
            clients.submit(
                () -> {
                  JsonNode answer = rest.ok("POST /passages/_bulk", bulk);
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

  private static String bulk(List<String> passages, int first) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int id = first; id < Math.min(first + BULK, passages.size()); id++) {
      lines.append("{\"index\": {\"_id\": \"").append(id).append("\"}}\n");
      lines.append(Rest.json(Map.of("body", passages.get(id)))).append('\n');
    }
    return lines.toString();
  }
}
