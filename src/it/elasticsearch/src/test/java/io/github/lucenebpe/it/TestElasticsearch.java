package io.github.lucenebpe.it;

import java.nio.file.Path;
import java.util.List;
import org.junit.BeforeClass;
import org.junit.ClassRule;

/** The two plugins in a node of Elasticsearch. */
public class TestElasticsearch extends EngineTests {
  @ClassRule
  public static final Engine ENGINE =
      new Engine(
          List.of("elasticsearch", "elasticsearch-ingest"),
          home ->
              List.of(
                  "-p",
                  home.resolve("lib").toString(),
                  "--add-modules",
                  "ALL-MODULE-PATH",
                  "-cp",
                  Path.of("target", "classes").toString()));

  @Override
  Engine engine() {
    return ENGINE;
  }

  @BeforeClass
  public static void index() throws Exception {
    index(ENGINE, "");
  }
}
