package io.github.lucenebpe.cli;

import io.github.lucenebpe.train.TrainingListener;
import java.io.Closeable;

/** Shows how far a training is: one {@link Progress} after the other. */
final class TrainingProgress implements TrainingListener, Closeable {
  private final Console console;
  private Phase phase;
  private Progress progress;
  private long bytesRead;

  TrainingProgress(Console console) {
    this.console = console;
  }

  @Override
  public void progress(Phase newPhase, long done, long total) {
    if (newPhase != phase) {
      close();
      phase = newPhase;
      progress = start(newPhase, total);
    }
    progress.done(done);
    if (newPhase == Phase.COUNT) {
      bytesRead = done;
    }
  }

  /** Number of bytes of the texts as stored, after the counting. */
  long bytesRead() {
    return bytesRead;
  }

  /**
   * Hears of the counting of a part of the texts.
   *
   * @param before number of bytes of the parts before
   * @param allBytes number of bytes of all parts
   */
  TrainingListener after(long before, long allBytes) {
    return new TrainingListener() {
      @Override
      public void progress(Phase newPhase, long done, long total) {
        TrainingProgress.this.progress(newPhase, before + done, allBytes);
      }
    };
  }

  private Progress start(Phase started, long total) {
    return switch (started) {
      case COUNT -> Progress.start(console, "counting pieces", "bytes", total);
      case INDEX -> Progress.start(console, "indexing pairs", "pieces", total);
      case MERGE -> Progress.start(console, "merging", "merges", total);
    };
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
      progress = null;
    }
  }
}
