package io.github.lucenebpe.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.rules.ExternalResource;

/** The engine of a test class: an empty node with the packages as built. */
final class Engine extends ExternalResource {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path HOME = TARGET.resolve("home");

  private final List<String> packages;
  private final Function<Path, List<String>> java;
  private EngineProcess process;
  private Rest rest;

  /**
   * An engine.
   *
   * @param packages their classifiers
   * @param java from the home of the node to the class path and module path of the engine
   */
  Engine(List<String> packages, Function<Path, List<String>> java) {
    this.packages = packages;
    this.java = java;
  }

  @Override
  protected void before() throws Throwable {
    for (String folder : List.of("plugins", "config", "data", "logs")) {
      delete(HOME.resolve(folder));
    }
    for (String classifier : packages) {
      PluginZip.install(classifier, HOME.resolve("plugins"));
    }
    Files.createDirectories(config());
    start();
  }

  @Override
  protected void after() {
    try {
      process.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops the node and starts it again. */
  void restart() throws IOException, InterruptedException {
    process.close();
    start();
  }

  /** Requests to the node. */
  Rest rest() {
    return rest;
  }

  /** See {@link Rest#ok}. */
  JsonNode ok(String request, String body) throws IOException {
    return rest.ok(request, body);
  }

  /** See {@link Rest#refusal}. */
  String refusal(String request, String body) throws IOException {
    return rest.refusal(request, body);
  }

  /** How many objects of a class are in use in the node. */
  long instances(String className) throws IOException {
    return process.instances(className);
  }

  /** The config folder of the node. */
  static Path config() {
    return HOME.resolve("config");
  }

  /** The folder of a plugin that is installed. */
  static Path plugin(String classifier) {
    return HOME.resolve("plugins").resolve(classifier);
  }

  private void start() throws IOException, InterruptedException {
    List<String> arguments =
        Stream.of(
                List.of("-Xmx1g", "-Djava.io.tmpdir=" + Files.createTempDirectory(TARGET, "tmp")),
                java.apply(HOME),
                List.of("io.github.lucenebpe.it.NodeMain", HOME.toString()))
            .flatMap(List::stream)
            .toList();
    process = EngineProcess.start(TARGET.resolve("node.log"), arguments);
    rest = new Rest(process.uri(), TARGET.resolve("requests.txt"));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
