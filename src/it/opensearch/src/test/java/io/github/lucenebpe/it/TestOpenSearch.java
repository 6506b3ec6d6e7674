package io.github.lucenebpe.it;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;

/** The plugin in a node of OpenSearch. */
public class TestOpenSearch extends EngineTests {
  @ClassRule
  public static final Engine ENGINE =
      new Engine(
          List.of("opensearch"),
          home -> List.of("-cp", Path.of("target", "classes") + ":" + home.resolve("lib") + "/*"));

  @Override
  Engine engine() {
    return ENGINE;
  }

  @BeforeClass
  public static void index() throws Exception {
    index(
        ENGINE,
        """
        , "fields": {"length": {"type": "token_count", "analyzer": "bpe_cl100k_base"}}""");
  }

  @Test
  public void testTokenCountFields() throws IOException {
    JsonNode answer =
        ENGINE
            .rest()
            .ok(
                "POST /passages/_search",
                """
                {"size": 0, "aggs": {"length": {"sum": {"field": "body.length"}},
                                     "tokens": {"sum": {"field": "tokens"}}}}""");
    assertEquals(
        answer.at("/aggregations/tokens/value").asLong(),
        answer.at("/aggregations/length/value").asLong());
  }
}
