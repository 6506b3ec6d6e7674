package io.github.lucenebpe.it;

import java.io.IOException;
import java.util.Set;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;

/** The two plugins in a node of Elasticsearch. */
public class TestElasticsearch extends EngineTests {
  @ClassRule public static final Engine ENGINE = EngineUnderTest.create();

  @Override
  Engine engine() {
    return ENGINE;
  }

  @BeforeClass
  public static void index() throws Exception {
    index(ENGINE, "");
  }

  @Test
  public void testPackageContents() throws IOException {
    PackageContents.check(
        Engine.plugin("elasticsearch"),
        Set.of("stable-plugin-descriptor.properties", "named_components.json"),
        Set.of("split", "bpe", "model", "lucene", "plugin", "elasticsearch"));
    PackageContents.check(
        Engine.plugin("elasticsearch-ingest"),
        Set.of("plugin-descriptor.properties"),
        Set.of("split", "bpe", "count", "model", "plugin", "elasticsearch/ingest"));
  }
}
