package io.github.lucenebpe.it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import org.junit.Test;

/** What only OpenSearch has: one package, and fields that count tokens. */
public class OpenSearchPackageChecks {

  @Test
  public void testPackageContents() throws IOException {
    PackageContents.check(
        Engine.plugin("opensearch"),
        Set.of("plugin-descriptor.properties"),
        Set.of("split", "bpe", "count", "model", "lucene", "plugin", "opensearch"));
  }

  @Test
  public void testTokenCountFields() throws IOException {
    JsonNode sums =
        EngineUnderTest.ENGINE
            .ok(
                "POST /passages/_search",
                """
                {"size": 0, "aggs": {"length": {"sum": {"field": "body.length"}},
                                     "tokens": {"sum": {"field": "tokens"}}}}""")
            .get("aggregations");
    assertTrue(sums.toString(), sums.at("/tokens/value").asLong() > 0);
    assertEquals(sums.at("/tokens/value").asLong(), sums.at("/length/value").asLong());
  }
}
