package io.github.lucenebpe.it;

import java.io.IOException;
import java.util.Set;
import org.junit.Test;

/** What is in the packages. */
public class ElasticsearchPackageChecks {

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
