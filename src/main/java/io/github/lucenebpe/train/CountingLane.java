package io.github.lucenebpe.train;

import io.github.lucenebpe.split.Splitter;
import java.io.IOException;

/**
 * What one thread counts: blocks in ascending order of their positions. When its pieces take too
 * much memory, they go to disk.
 */
final class CountingLane {
  private final PieceCounts pieces = new PieceCounts();
  private final BlockCounter counter;
  private final long maxMemory;
  private final PieceRuns runs;
  private long spilledBytes;

  /**
   * @param maxMemory number of bytes that the pieces may take
   * @param runs where they go then
   */
  CountingLane(Splitter splitter, long maxMemory, PieceRuns runs) {
    this.counter = new BlockCounter(splitter, pieces);
    this.maxMemory = maxMemory;
    this.runs = runs;
  }

  PieceCounts pieces() {
    return pieces;
  }

  void count(TextBlock block) throws IOException {
    counter.count(block);
    checkMemory();
  }

  void checkMemory() throws IOException {
    if (pieces.memory() > maxMemory) {
      spill();
    }
  }

  /** Moves the pieces to disk. */
  void spill() throws IOException {
    spilledBytes += pieces.totalBytes();
    runs.add(pieces.sorted());
    pieces.clear();
  }

  /** Number of bytes of all pieces that were moved to disk, each as often as it occurred. */
  long spilledBytes() {
    return spilledBytes;
  }
}
