package io.github.lucenebpe.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.Test;

/**
 * No test but a measurement: documents a second that one client indexes through several update
 * chains, by turns, in one node. {@code count} and {@code chunk} have the processor and nothing
 * more to index; {@code tokens} is the chain of the README, which also indexes the chunks.
 *
 * <p>The build runs it with {@code -Dengines.test=IngestBenchmark}. See {@link Rates}.
 */
public class IngestBenchmark {
  private static final List<String> CHAINS = List.of("plain", "count", "chunk", "tokens");
  private static final int BATCH = 100;

  @Test
  public void measure() throws Exception {
    List<String> batches = batches(Passages.all());
    Rates rates = new Rates();
    try (SolrNode solr = SolrNode.start("standalone")) {
      Path core = solr.home.resolve("cost");
      Configset.ofReadme()
          .with(
              "schema.xml",
              "<field name=\"body\" type=\"bpe\"",
              "<field name=\"body\" type=\"text\"")
          .with("schema.xml", "<copyField source=\"body\" dest=\"words\"/>", "")
          .writeTo(core.resolve("conf"));
      solr.rest.ok("GET /solr/admin/cores?action=CREATE&name=cost&instanceDir=cost", null);
      for (int round = 0; round < Rates.ROUNDS; round++) {
        for (String chain : CHAINS) {
          rates.add(chain, batches.size() * BATCH, index(solr, chain, batches));
        }
      }
    }
    rates.write();
  }

  /** Nanoseconds that one client needs to index the batches. */
  private static long index(SolrNode solr, String chain, List<String> batches) throws IOException {
    long start = System.nanoTime();
    for (String batch : batches) {
      solr.rest.ok("POST /solr/cost/update?update.chain=" + chain, batch);
    }
    solr.rest.ok("POST /solr/cost/update?commit=true", "[]");
    long nanos = System.nanoTime() - start;
    solr.rest.ok("POST /solr/cost/update?commit=true", "{\"delete\": {\"query\": \"*:*\"}}");
    return nanos;
  }

  private static List<String> batches(List<String> passages) throws IOException {
    List<String> batches = new ArrayList<>();
    for (int from = 0; from + BATCH <= passages.size(); from += BATCH) {
      batches.add(
          Rest.JSON.writeValueAsString(
              IntStream.range(from, from + BATCH)
                  .mapToObj(i -> Map.of("id", "" + i, "body", passages.get(i)))
                  .toList()));
    }
    return batches;
  }
}
