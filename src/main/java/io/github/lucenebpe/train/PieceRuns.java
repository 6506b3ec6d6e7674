package io.github.lucenebpe.train;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sorted runs of counted pieces on disk, each a {@link PieceFile} without a name: the operating
 * system lets go of the files when the process ends, however it ends. (Where it can't remove the
 * name of an open file, the JVM removes the file when it is closed or the JVM exits.)
 *
 * <p>Thread-safe until the runs are read.
 */
final class PieceRuns implements Closeable {
  /** So many runs are merged into one, for each takes an open file and a buffer. */
  private static final int MAX_RUNS = 64;

  private static final PieceFile.Header HEADER = PieceFile.Header.of("");

  private final Path folder;
  private List<FileChannel> runs = new ArrayList<>();

  /**
   * @param folder where the files lie
   */
  PieceRuns(Path folder) {
    this.folder = folder;
  }

  synchronized boolean isEmpty() {
    return runs.isEmpty();
  }

  /** Adds a run of pieces in ascending order. */
  synchronized void add(PieceCursor pieces) throws IOException {
    if (runs.size() == MAX_RUNS) {
      List<FileChannel> all = runs;
      runs = new ArrayList<>();
      try (PieceCursor merged = merged(all)) {
        runs.add(write(merged));
      }
    }
    runs.add(write(pieces));
  }

  /** All pieces in ascending order. Reading them uses the runs up; closing it closes them. */
  synchronized PieceCursor merged() throws IOException {
    List<FileChannel> all = runs;
    runs = new ArrayList<>();
    return merged(all);
  }

  private PieceCursor merged(List<FileChannel> channels) throws IOException {
    List<PieceMerge.Source> sources = new ArrayList<>();
    for (FileChannel channel : channels) {
      sources.add(new PieceMerge.Source(PieceFileReader.of(channel, name()), 0));
    }
    return new PieceMerge(sources);
  }

  private FileChannel write(PieceCursor pieces) throws IOException {
    String name = "bpe-pieces-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp";
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              folder.resolve(name),
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      OutputStream out = Channels.newOutputStream(channel);
      PieceFileWriter writer = new PieceFileWriter(out, HEADER);
      while (pieces.next()) {
        writer.add(pieces.bytes(), 0, pieces.length(), pieces.count(), pieces.position());
      }
      writer.finish(Long.MAX_VALUE);
      return channel;
    } catch (IOException e) {
      if (channel != null) {
        channel.close();
      }
      throw e instanceof PieceFileException
          ? e
          : new IOException(name() + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private String name() {
    return "temporary file in " + folder;
  }

  @Override
  public synchronized void close() throws IOException {
    for (FileChannel run : runs) {
      run.close();
    }
  }
}
