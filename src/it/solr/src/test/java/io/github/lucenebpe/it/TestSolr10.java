package io.github.lucenebpe.it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.model.Encodings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.Test;

/** The package with Solr 10 in a process of its own: see {@link Solr10Main}. */
public class TestSolr10 {
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  @Test
  public void testSchemaAndCalls() throws Exception {
    Path instance = TARGET.resolve("solr-10-instance");
    Configset.ofReadme().writeTo(instance.resolve("conf"));
    String text = "hello 안녕";
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-cp",
                TARGET.resolve("classes")
                    + ":"
                    + TARGET.resolve("solr-10")
                    + "/*:"
                    + TARGET.resolve("engine")
                    + "/*",
                "io.github.lucenebpe.it.Solr10Main",
                instance.toString(),
                SolrNode.JAR.toString(),
                "body",
                text)
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertEquals(lines.toString(), 0, process.waitFor());
    assertTrue(lines.toString(), lines.stream().anyMatch(line -> line.startsWith("solr 10.0.0")));
    String terms =
        Arrays.stream(Encodings.get("o200k_base").encodeOrdinary(text))
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(" "));
    assertTrue(lines.toString(), lines.contains("terms " + terms));
    assertTrue(lines.toString(), lines.contains("missing []"));
  }
}
