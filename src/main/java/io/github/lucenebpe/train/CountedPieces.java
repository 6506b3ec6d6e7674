package io.github.lucenebpe.train;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The counted pieces of a corpus, in memory or, where they had no room there, on disk. To be read
 * once.
 *
 * <p>Not thread-safe.
 */
public final class CountedPieces implements Closeable {
  /** In any order; null if the pieces are on disk. */
  private final PieceCounts inMemory;

  private final PieceRuns onDisk;
  private final long totalBytes;
  private final long end;

  private CountedPieces(PieceCounts inMemory, PieceRuns onDisk, long totalBytes, long end) {
    this.inMemory = inMemory;
    this.onDisk = onDisk;
    this.totalBytes = totalBytes;
    this.end = end;
  }

  static CountedPieces inMemory(PieceCounts pieces) {
    return new CountedPieces(pieces, null, pieces.totalBytes(), pieces.end());
  }

  static CountedPieces onDisk(PieceRuns runs, long totalBytes, long end) {
    return new CountedPieces(null, runs, totalBytes, end);
  }

  /** Whether there was no room in memory. */
  public boolean isOnDisk() {
    return inMemory == null;
  }

  /** Number of bytes of all pieces, each as often as it occurs. */
  public long totalBytes() {
    return totalBytes;
  }

  /**
   * All pieces in memory, in order of first appearance.
   *
   * @throws IOException if reading them back from disk fails
   * @throws IllegalStateException if there are more than an array can hold
   */
  public PieceCounts toMemory() throws IOException {
    PieceCounts all;
    if (inMemory != null) {
      all = inMemory.byPosition();
    } else {
      try (PieceCursor pieces = onDisk.merged()) {
        all = PieceCounts.of(pieces);
      }
    }
    all.endAt(end);
    return all;
  }

  /**
   * Writes a {@linkplain PieceFile file of counted pieces}, which appears whole or not at all.
   *
   * @param pattern the split pattern that made the pieces, empty for none
   * @param overwrite whether the file may be replaced
   * @return number of distinct pieces
   * @throws IOException if it cannot be written; the message names it
   */
  public long writeTo(Path file, String pattern, boolean overwrite) throws IOException {
    try (PieceCursor pieces = inMemory == null ? onDisk.merged() : inMemory.sorted()) {
      return PieceFiles.write(pieces, pattern, end, file, overwrite);
    }
  }

  /** Lets go of the files. */
  @Override
  public void close() throws IOException {
    if (onDisk != null) {
      onDisk.close();
    }
  }
}
