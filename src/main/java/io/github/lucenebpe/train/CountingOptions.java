package io.github.lucenebpe.train;

import java.nio.file.Path;

/**
 * How pieces are counted; no option changes what comes out.
 *
 * @param threads number of threads that count; 1 for none but the caller's
 * @param memory number of bytes that the counted pieces may take before they are spilled to disk
 * @param temporaryFolder where they go then
 */
public record CountingOptions(int threads, long memory, Path temporaryFolder) {
  /** One thread, and as much memory as there is. */
  public static final CountingOptions DEFAULT =
      new CountingOptions(1, Long.MAX_VALUE, Path.of(System.getProperty("java.io.tmpdir")));

  /**
   * @throws IllegalArgumentException if a number is below 1
   */
  public CountingOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + threads);
    }
    if (memory < 1) {
      throw new IllegalArgumentException("memory must be at least 1, got " + memory);
    }
  }

  /** The same with another number of threads. */
  public CountingOptions withThreads(int newThreads) {
    return new CountingOptions(newThreads, memory, temporaryFolder);
  }

  /** The same with another limit of memory. */
  public CountingOptions withMemory(long newMemory, Path newTemporaryFolder) {
    return new CountingOptions(threads, newMemory, newTemporaryFolder);
  }
}
