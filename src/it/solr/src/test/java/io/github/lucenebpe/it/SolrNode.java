package io.github.lucenebpe.it;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Solr in a JVM of its own, with the package as built in its lib folder, spoken to over HTTP. */
final class SolrNode implements AutoCloseable {
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  /** The package as built. */
  static final Path JAR =
      Path.of(
          System.getProperty("bpe.basedir"),
          "target",
          "lucene-analysis-bpe-" + System.getProperty("bpe.version") + "-solr.jar");

  final Path home;
  final Rest rest;
  private final EngineProcess process;

  private SolrNode(Path home, EngineProcess process) {
    this.home = home;
    this.process = process;
    this.rest = new Rest(process.uri(), TARGET.resolve(home.getFileName() + "-requests.txt"));
  }

  /**
   * Starts it.
   *
   * @param kind {@code cloud} or {@code standalone}; the name of its home too
   */
  static SolrNode start(String kind) throws Exception {
    Path home = Files.createDirectories(TARGET.resolve(kind));
    Path lib = Files.createDirectories(home.resolve("lib"));
    Files.copy(JAR, lib.resolve(JAR.getFileName()));
    if (kind.equals("standalone")) {
      Files.writeString(home.resolve("solr.xml"), "<solr/>");
    }
    return new SolrNode(
        home,
        EngineProcess.start(
            TARGET.resolve(kind + ".log"),
            List.of(
                "-Xmx768m",
                "-Djava.io.tmpdir=" + Files.createDirectories(TARGET.resolve("tmp")),
                "-cp",
                TARGET.resolve("classes") + ":" + TARGET.resolve("engine") + "/*",
                "io.github.lucenebpe.it.NodeMain",
                home.toString(),
                kind)));
  }

  void restart() throws Exception {
    process.restart();
  }

  /** How many objects of a class are in use in the node. */
  long instances(String className) throws IOException {
    return process.instances(className);
  }

  /** Indexes documents through a chain and commits. */
  void add(String collection, String chain, String documents) throws IOException {
    rest.ok("POST /solr/" + collection + "/update?commit=true&update.chain=" + chain, documents);
  }

  /**
   * Searches.
   *
   * @param parameters names and values by turns
   */
  JsonNode select(String collection, String... parameters) throws IOException {
    return rest.ok("GET /solr/" + collection + "/select?" + query(parameters), null);
  }

  static String query(String... parameters) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < parameters.length; i++) {
      query.append(i == 0 ? "" : i % 2 == 0 ? "&" : "=");
      query.append(URLEncoder.encode(parameters[i], StandardCharsets.UTF_8));
    }
    return query.toString();
  }

  /** The ids of the hits of an answer, in their order. */
  static List<String> ids(JsonNode answer) {
    List<String> ids = new ArrayList<>();
    answer.at("/response/docs").forEach(doc -> ids.add(doc.get("id").asText()));
    return ids;
  }

  static void assertSection(String expected, JsonNode answer) throws IOException {
    assertEquals(Rest.JSON.readTree(expected), answer.get("tokenBudget"));
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
