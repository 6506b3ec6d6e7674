package io.github.lucenebpe.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.Test;

/**
 * No test but a measurement: documents a second that one client indexes through several update
 * chains, by turns, in one node. {@code count} and {@code chunk} have the processor and nothing
 * more to index; {@code tokens} is the chain of the README, which also indexes the chunks.
 *
 * <p>After a build, {@code mvn -f target/it/solr/pom.xml test -Dtest=ProcessorCost} with the
 * properties that the build gives to these tests.
 */
public class ProcessorCost {
  private static final List<String> CHAINS = List.of("plain", "count", "chunk", "tokens");
  private static final int ROUNDS = 7;
  private static final int BATCH = 100;

  @Test
  public void measure() throws Exception {
    List<String> batches = batches(Passages.all());
    Map<String, List<Double>> speeds = new LinkedHashMap<>();
    try (SolrNode solr = SolrNode.start("standalone")) {
      Path core = solr.home.resolve("cost");
      Configset.ofReadme().writeTo(core.resolve("conf"));
      solr.rest.ok("GET /solr/admin/cores?action=CREATE&name=cost&instanceDir=cost", null);
      for (int round = 0; round < ROUNDS; round++) {
        for (String chain : CHAINS) {
          speeds.computeIfAbsent(chain, name -> new ArrayList<>()).add(index(solr, chain, batches));
        }
      }
    }
    speeds.forEach(
        (chain, all) -> {
          List<Double> sorted = all.subList(2, ROUNDS).stream().sorted().toList();
          System.out.printf(
              Locale.ROOT,
              "%-8s %6.0f documents/s (median of %d rounds, %.0f to %.0f)%n",
              chain,
              sorted.get(sorted.size() / 2),
              sorted.size(),
              sorted.getFirst(),
              sorted.getLast());
        });
  }

  private static double index(SolrNode solr, String chain, List<String> batches)
      throws IOException {
    long start = System.nanoTime();
    for (String batch : batches) {
      solr.rest.ok("POST /solr/cost/update?update.chain=" + chain, batch);
    }
    solr.rest.ok("POST /solr/cost/update?commit=true", "[]");
    double seconds = (System.nanoTime() - start) / 1e9;
    solr.rest.ok("POST /solr/cost/update?commit=true", "{\"delete\": {\"query\": \"*:*\"}}");
    return batches.size() * BATCH / seconds;
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
