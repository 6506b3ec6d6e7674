package io.github.lucenebpe.it;

import java.nio.file.Path;
import java.util.List;

/** A node of Elasticsearch. */
final class EngineUnderTest {
  /** The node, with our packages and the class path that it needs. */
  static final Engine ENGINE =
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

  private EngineUnderTest() {}
}
