package io.github.lucenebpe.train;

import io.github.lucenebpe.split.Splitter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Threads that count blocks, each in a {@link CountingLane} of its own; the lane 0 is the caller's.
 * Blocks are taken in the order in which they came, so that each lane's positions ascend, and the
 * first failure in the corpus is known when all blocks before it are counted.
 */
final class BlockThreads implements AutoCloseable {
  private final List<CountingLane> lanes = new ArrayList<>();
  private final List<Thread> workers = new ArrayList<>();
  private final PieceRuns runs;
  private final int blockSize;

  // --- Shared by the threads, under the lock of this object. ---

  private final Deque<TextBlock> waiting = new ArrayDeque<>();
  private final Deque<TextBlock> free = new ArrayDeque<>();
  private boolean ended;
  private long failedBlock = Long.MAX_VALUE;
  private Throwable failure;

  BlockThreads(Splitter splitter, CountingOptions options, int blockSize) {
    this.blockSize = blockSize;
    this.runs = new PieceRuns(options.temporaryFolder());
    int threads = options.threads();
    int workerCount = threads == 1 ? 0 : threads;
    for (int i = 0; i <= workerCount; i++) {
      lanes.add(new CountingLane(splitter, options.memory() / threads, runs));
    }
    for (int i = 0; i < 2 * workerCount; i++) {
      free.add(new TextBlock(blockSize));
    }
    for (CountingLane lane : lanes.subList(1, lanes.size())) {
      Thread worker = new Thread(() -> work(lane), "bpe-count-" + (workers.size() + 1));
      worker.setDaemon(true);
      workers.add(worker);
      worker.start();
    }
  }

  /** Pieces that the caller counts, at positions that ascend. */
  PieceCounts countsOfCaller() {
    return lanes.getFirst().pieces();
  }

  /** To be called from time to time while the caller counts. */
  void checkMemoryOfCaller() throws IOException {
    lanes.getFirst().checkMemory();
  }

  /** A block that nobody uses; waits until there is one. */
  TextBlock freeBlock() throws IOException {
    if (workers.isEmpty()) {
      return free.isEmpty() ? new TextBlock(blockSize) : free.remove();
    }
    synchronized (this) {
      try {
        while (free.isEmpty()) {
          wait();
        }
      } catch (InterruptedException e) {
        throw interrupted();
      }
      return free.remove();
    }
  }

  /**
   * Counts a block, sooner or later.
   *
   * @throws IOException if this or an earlier block could not be counted
   */
  void count(TextBlock block) throws IOException {
    if (workers.isEmpty()) {
      lanes.getFirst().count(block);
      free.add(block);
      return;
    }
    if (hasFailed()) {
      end();
    }
    synchronized (this) {
      waiting.add(block);
      notifyAll();
    }
  }

  private synchronized boolean hasFailed() {
    return failure != null;
  }

  private void work(CountingLane lane) {
    try {
      TextBlock block;
      while ((block = take()) != null) {
        try {
          lane.count(block);
        } catch (IOException | RuntimeException | Error e) {
          fail(block.number(), e);
        }
        giveBack(block);
      }
    } catch (IOException e) {
      fail(Long.MAX_VALUE - 1, e);
    }
  }

  private synchronized TextBlock take() throws IOException {
    try {
      while (waiting.isEmpty() && !ended) {
        wait();
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    return waiting.poll();
  }

  private synchronized void giveBack(TextBlock block) {
    free.add(block);
    notifyAll();
  }

  private synchronized void fail(long block, Throwable e) {
    if (block < failedBlock) {
      failedBlock = block;
      failure = e;
    }
    notifyAll();
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted");
  }

  /** Waits until all blocks are counted; throws the first failure in the corpus. */
  private void end() throws IOException {
    synchronized (this) {
      ended = true;
      notifyAll();
    }
    for (Thread worker : workers) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        throw interrupted();
      }
    }
    // No switch by type: its bootstrap would cost each short run ten milliseconds.
    if (failure instanceof IOException io) {
      throw io;
    } else if (failure instanceof RuntimeException runtime) {
      throw runtime;
    } else if (failure instanceof Error error) {
      throw error;
    }
  }

  /**
   * Waits until all blocks are counted and puts the lanes together.
   *
   * @param endPosition greater than all positions
   */
  CountedPieces finish(long endPosition) throws IOException {
    end();
    if (runs.isEmpty()) {
      PieceCounts all = PieceCounts.join(lanes.stream().map(CountingLane::pieces).toList());
      all.endAt(endPosition);
      return CountedPieces.inMemory(all);
    }
    long totalBytes = 0;
    for (CountingLane lane : lanes) {
      lane.spill();
      totalBytes += lane.spilledBytes();
    }
    return CountedPieces.onDisk(runs, totalBytes, endPosition);
  }

  /** Stops the threads, whatever they do. */
  @Override
  public void close() {
    synchronized (this) {
      ended = true;
      waiting.clear();
      notifyAll();
    }
  }
}
