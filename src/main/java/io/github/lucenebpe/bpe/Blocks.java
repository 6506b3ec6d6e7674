package io.github.lucenebpe.bpe;

/**
 * Why tables are filled block by block of ids: a JVM that has just started compiles a method after
 * some hundred calls, but goes round one long loop sixty thousand times in its interpreter before
 * it compiles that. The class {@code LoadTime} of the benchmarks shows what it is worth.
 */
final class Blocks {
  private static final int SIZE = 32;

  private Blocks() {}

  /** Where the block that starts at {@code from} ends, at most {@code size}. */
  static int end(int from, int size) {
    return Math.min(from + SIZE, size);
  }
}
