package io.github.lucenebpe.it;

import java.nio.file.Path;
import java.util.List;

/** A node of OpenSearch. */
final class EngineUnderTest {
  /** The node, with our packages and the class path that it needs. */
  static final Engine ENGINE =
      new Engine(
          List.of("opensearch"),
          home -> List.of("-cp", Path.of("target", "classes") + ":" + home.resolve("lib") + "/*"));

  private EngineUnderTest() {}
}
