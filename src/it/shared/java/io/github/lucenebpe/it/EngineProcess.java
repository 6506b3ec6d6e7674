package io.github.lucenebpe.it;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
  private final Path log;

  /** Where the node says its port. */
  private final ServerSocket ready;

  private final URI uri;

  private EngineProcess(Process process, Path log, ServerSocket ready) throws IOException {
    this.process = process;
    this.log = log;
    this.ready = ready;
    this.uri = awaitStart();
  }

  /**
   * Starts a node and waits until it listens.
   *
   * @param log where its output is appended
   * @param arguments of {@code java}; one more is added: a port of this JVM, to which the node
   *     connects to write its own port as an int, each time that it has started
   */
  static EngineProcess start(Path log, List<String> arguments) throws IOException {
    ServerSocket ready = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    ready.setSoTimeout((int) TimeUnit.SECONDS.toMillis(START_SECONDS));
    List<String> command = new ArrayList<>();
    command.add(tool("java"));
    command.addAll(arguments);
    command.add(Integer.toString(ready.getLocalPort()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    // Ends the wait for a node that fails.
    process.onExit().thenRun(() -> close(ready));
    return new EngineProcess(process, log, ready);
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private URI awaitStart() throws IOException {
    try (Socket node = ready.accept();
        DataInputStream in = new DataInputStream(node.getInputStream())) {
      return URI.create("http://127.0.0.1:" + in.readInt());
    } catch (IOException e) {
      process.destroyForcibly();
      throw new IOException("the node did not start:\n" + Files.readString(log), e);
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has the program that runs the node start it anew, if it understands that, on the same port. */
  void restart() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    URI again = awaitStart();
    if (!again.equals(uri)) {
      throw new IOException("the node started again on " + again + ", not on " + uri);
    }
  }

  URI uri() {
    return uri;
  }

  /**
   * How many objects of a class are in use in the node.
   *
   * @param className its full name
   */
  long instances(String className) throws IOException {
    Process jcmd =
        new ProcessBuilder(tool("jcmd"), Long.toString(process.pid()), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // A line for each class and class loader: rank, number, bytes, name, module.
    List<String[]> classes =
        histogram
            .lines()
            .map(line -> line.strip().split(" +"))
            .filter(line -> line.length >= 4)
            .toList();
    if (classes.stream().noneMatch(line -> line[3].equals("java.lang.String"))) {
      throw new IOException("no histogram: " + histogram);
    }
    return classes.stream()
        .filter(line -> line[3].equals(className))
        .mapToLong(line -> Long.parseLong(line[1]))
        .sum();
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
