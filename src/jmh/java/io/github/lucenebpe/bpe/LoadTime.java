package io.github.lucenebpe.bpe;

import io.github.lucenebpe.model.Encodings;
import java.lang.management.ManagementFactory;

/**
 * Time and memory that one encoding takes to load in a fresh JVM: run as a main class, once for
 * each name. Prints milliseconds from the call of {@code Encodings.get} to its return, and the heap
 * that is in use after a garbage collection, less what was in use before.
 */
public final class LoadTime {
  private LoadTime() {}

  /**
   * Loads an encoding.
   *
   * @param args its name; a second argument to load JTokkit's instead
   */
  public static void main(String[] args) {
    long before = usedHeap();
    long start = System.nanoTime();
    Object loaded =
        args.length == 1
            ? Encodings.get(args[0])
            : com.knuddels.jtokkit.Encodings.newLazyEncodingRegistry().getEncoding(args[0]).get();
    double millis = (System.nanoTime() - start) / 1e6;
    double megabytes = (usedHeap() - before) / 1e6;
    System.out.printf("%s: %.0f ms, %.1f MB of heap%n", loaded, millis, megabytes);
  }

  private static long usedHeap() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
