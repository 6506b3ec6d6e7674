package io.github.lucenebpe.bpe;

import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Time and memory that one encoding takes to load in a fresh JVM: milliseconds from the call for it
 * to its return, and the heap that is in use after a garbage collection, less what was in use
 * before.
 */
public final class LoadTime {
  private static final int RUNS = 7;

  private LoadTime() {}

  /**
   * What one JVM measured.
   *
   * @param millis time to load
   * @param megabytes heap kept
   */
  record Result(double millis, double megabytes) {}

  /**
   * Loads an encoding and prints milliseconds and megabytes.
   *
   * @param args {@code ours} or {@code jtokkit}, and the name of an encoding
   */
  public static void main(String[] args) {
    long before = usedHeap();
    long start = System.nanoTime();
    Object loaded =
        args[0].equals("ours")
            ? Encodings.get(args[1])
            : com.knuddels.jtokkit.Encodings.newLazyEncodingRegistry()
                .getEncoding(args[1])
                .orElseThrow();
    double millis = (System.nanoTime() - start) / 1e6;
    double megabytes = (usedHeap() - before) / 1e6;
    System.out.printf(Locale.ROOT, "%.3f %.3f %s%n", millis, megabytes, loaded);
  }

  /**
   * The median time of some JVMs, after one that brings the files into memory.
   *
   * @throws IllegalStateException if a JVM fails
   */
  static Result inFreshJvms(String contender, String encoding)
      throws IOException, InterruptedException {
    System.err.println("LoadTime " + contender + ' ' + encoding);
    inFreshJvm(contender, encoding);
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      results.add(inFreshJvm(contender, encoding));
    }
    results.sort((a, b) -> Double.compare(a.millis, b.millis));
    return results.get(RUNS / 2);
  }

  private static Result inFreshJvm(String contender, String encoding)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LoadTime.class.getName(),
                contender,
                encoding)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("LoadTime " + contender + ' ' + encoding + " failed");
    }
    String[] words = line.split(" ");
    return new Result(Double.parseDouble(words[0]), Double.parseDouble(words[1]));
  }

  private static long usedHeap() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
