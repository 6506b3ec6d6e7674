package io.github.lucenebpe.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A node in a JVM of its own. The node stops when its input ends, which happens at the latest when
 * this JVM ends.
 */
final class EngineProcess implements AutoCloseable {
  private static final long START_SECONDS = 120;
  private static final long STOP_SECONDS = 30;

  private final Process process;
  private final Path port;
  private final URI uri;

  private EngineProcess(Process process, Path port, URI uri) {
    this.process = process;
    this.port = port;
    this.uri = uri;
  }

  /**
   * Starts a node and waits until it listens.
   *
   * @param home its folder, in which it writes its {@code port}
   * @param log where its output is appended
   * @param arguments of {@code java}
   */
  static EngineProcess start(Path home, Path log, List<String> arguments)
      throws IOException, InterruptedException {
    Path port = home.resolve("port");
    Files.deleteIfExists(port);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (!waitFor(port, process)) {
      process.destroyForcibly();
      throw new IOException("the node did not start:\n" + Files.readString(log));
    }
    return new EngineProcess(
        process, port, URI.create("http://127.0.0.1:" + Files.readString(port)));
  }

  private static boolean waitFor(Path port, Process process) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!Files.exists(port) && System.nanoTime() < deadline && process.isAlive()) {
      Thread.sleep(20);
    }
    return Files.exists(port);
  }

  /** Has the program that runs the node start it anew, if it understands that, on the same port. */
  void restart() throws IOException, InterruptedException {
    Files.delete(port);
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    if (!waitFor(port, process) || !uri.toString().endsWith(":" + Files.readString(port))) {
      throw new IOException("the node did not start again on " + uri);
    }
  }

  URI uri() {
    return uri;
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the node did not stop in " + STOP_SECONDS + " seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }
}
