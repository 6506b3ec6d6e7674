package io.github.lucenebpe.it;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;

/** The plugin in a node of OpenSearch. */
public class TestOpenSearch {
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  @Test
  public void testAnalyze() throws Exception {
    Path home = TARGET.resolve("home");
    PluginZip.install("opensearch", home.resolve("plugins"));
    try (EngineProcess node =
        EngineProcess.start(
            home,
            TARGET.resolve("node.log"),
            List.of(
                "-Xmx512m",
                "-cp",
                TARGET.resolve("classes") + ":" + home.resolve("lib") + "/*",
                "io.github.lucenebpe.it.NodeMain",
                home.toString()))) {
      Rest rest = new Rest(node.uri(), TARGET.resolve("requests.txt"));
      JsonNode tokens =
          rest.ok(
              "POST /_analyze",
              """
              {"analyzer": "bpe_o200k_base", "text": "hello world"}""");
      assertEquals(List.of("24912", "2375"), tokens.findValuesAsText("token"));
    }
  }
}
