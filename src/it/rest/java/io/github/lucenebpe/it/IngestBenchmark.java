package io.github.lucenebpe.it;

import static org.junit.Assert.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.ClassRule;
import org.junit.Test;

/**
 * What the ingest processors cost: documents a second through a pipeline that does nothing and
 * through pipelines with them, by turns in one run; the chunks are stored, not indexed. No test:
 * the build runs it with {@code -Dengines.test=IngestBenchmark}. See {@link Rates}.
 */
public class IngestBenchmark {
  @ClassRule public static final Engine ENGINE = EngineUnderTest.ENGINE;

  private static final int CLIENTS = 4;
  private static final int BULK = 100;

  private static final String COUNT =
      "{\"llm_token_count\": {\"field\": \"body\", \"llm\": \"gpt-4o\"}}";
  private static final String CHUNK =
      "{\"llm_token_chunk\": {\"field\": \"body\", \"llm\": \"gpt-4o\", \"max_tokens\": 128}}";

  @Test
  public void measure() throws Exception {
    List<String> bulks = bulks(Passages.all());
    Map<String, String> pipelines = new LinkedHashMap<>();
    pipelines.put("plain", "");
    pipelines.put("count", COUNT);
    pipelines.put("chunk", CHUNK);
    Rates rates = new Rates();
    for (int round = 0; round < Rates.ROUNDS; round++) {
      for (Map.Entry<String, String> pipeline : pipelines.entrySet()) {
        long nanos = index(pipeline.getKey(), pipeline.getValue(), bulks);
        rates.add(pipeline.getKey(), bulks.size() * BULK, nanos);
      }
    }
    rates.write();
  }

  /** Nanoseconds that clients need to index the bulks. */
  private static long index(String name, String processors, List<String> bulks) throws Exception {
    Rest rest = ENGINE.rest();
    rest.ok("PUT /_ingest/pipeline/" + name, "{\"processors\": [" + processors + "]}");
    rest.ok(
        "PUT /" + name,
        """
        {"settings": {%s, "refresh_interval": -1, "default_pipeline": "%s"},
         "mappings": {"properties": {"body": {"type": "text"},
           "chunks": {"type": "object", "enabled": false}}}}"""
            .formatted(PassageIndex.SHARDS, name));
    long start = System.nanoTime();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> running = new ArrayList<>();
      for (String bulk : bulks) {
        running.add(
            clients.submit(
                () -> {
                  JsonNode answer = rest.ok("POST /" + name + "/_bulk", bulk);
                  assertFalse(answer.toString(), answer.get("errors").asBoolean());
                  return null;
                }));
      }
      for (Future<?> bulk : running) {
        bulk.get();
      }
    }
    long nanos = System.nanoTime() - start;
    rest.ok("DELETE /" + name, null);
    return nanos;
  }

  private static List<String> bulks(List<String> passages) throws IOException {
    List<String> bulks = new ArrayList<>();
    for (int from = 0; from + BULK <= passages.size(); from += BULK) {
      StringBuilder lines = new StringBuilder();
      for (String passage : passages.subList(from, from + BULK)) {
        lines.append("{\"index\": {}}\n");
        lines.append(Rest.JSON.writeValueAsString(Map.of("body", passage))).append('\n');
      }
      bulks.add(lines.toString());
    }
    return bulks;
  }
}
