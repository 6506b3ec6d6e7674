package io.github.lucenebpe.train;

import io.github.lucenebpe.model.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Several {@linkplain PieceFile files of counted pieces} as one corpus, merged while they are read.
 * The slices of one counting stand together, in any order; the countings follow each other as they
 * are given.
 *
 * <p>Not thread-safe.
 */
public final class PieceFiles implements PieceCursor {
  /** The ending of the names that are looked for in folders. */
  public static final String ENDING = ".pieces";

  private final String pattern;
  private final long end;
  private final long maxPieces;
  private final PieceMerge merge;

  private PieceFiles(String pattern, long end, long maxPieces, PieceMerge merge) {
    this.pattern = pattern;
    this.end = end;
    this.maxPieces = maxPieces;
    this.merge = merge;
  }

  /**
   * Opens files, all at once.
   *
   * @param inputs files, and folders, which stand for the files in them whose names end in {@value
   *     #ENDING}, in the order of their names
   * @throws IOException if a file cannot be read, holds no counted pieces or those of another
   *     pattern, or a slice of a counting is missing; the message names the file
   * @throws IllegalArgumentException if there is no input
   */
  public static PieceFiles open(List<Path> inputs) throws IOException {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("expected at least one file of counted pieces");
    }
    List<PieceFileReader> files = new ArrayList<>();
    try {
      for (Path input : inputs) {
        for (Path file : files(input)) {
          files.add(PieceFileReader.open(file));
        }
      }
      return of(files);
    } catch (IOException e) {
      for (PieceFileReader file : files) {
        file.close();
      }
      throw e;
    }
  }

  private static List<Path> files(Path input) throws IOException {
    if (!Files.isDirectory(input)) {
      return List.of(input);
    }
    List<Path> files;
    try (Stream<Path> list = Files.list(input)) {
      files = list.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new IOException(input + ": the folder holds no file *" + ENDING);
    }
    return files;
  }

  private static PieceFiles of(List<PieceFileReader> files) throws IOException {
    PieceFileReader first = files.getFirst();
    List<PieceMerge.Source> sources = new ArrayList<>();
    long base = 0;
    long maxPieces = 0;
    for (int i = 0; i < files.size(); ) {
      PieceFileReader file = files.get(i);
      List<PieceFileReader> counting = counting(file, files.subList(i, files.size()));
      for (PieceFileReader slice : counting) {
        checkPattern(first, slice);
        sources.add(new PieceMerge.Source(slice, base));
        maxPieces += slice.pieces();
      }
      base = Math.addExact(base, file.end());
      i += counting.size();
    }
    return new PieceFiles(first.header().pattern(), base, maxPieces, new PieceMerge(sources));
  }

  /** The slices of the counting whose first file this is. */
  private static List<PieceFileReader> counting(PieceFileReader first, List<PieceFileReader> files)
      throws IOException {
    int slices = first.header().slices();
    PieceFileReader[] found = new PieceFileReader[Math.min(slices, files.size())];
    for (PieceFileReader file : files.subList(0, found.length)) {
      int slice = file.header().slice();
      if (file.header().slices() != slices || file.end() != first.end()) {
        throw new PieceFileException(
            file.name() + ": expected another slice of the counting of " + first.name());
      }
      if (slice < found.length && found[slice] != null) {
        throw new PieceFileException(
            file.name() + ": is slice " + slice + " as " + found[slice].name() + " is");
      }
      if (slice < found.length) {
        found[slice] = file;
      }
    }
    if (found.length < slices) {
      throw new PieceFileException(
          String.format(
              "%s: is one of %d slices of a counting, only %d of them are given",
              first.name(), slices, found.length));
    }
    return List.of(found);
  }

  private static void checkPattern(PieceFileReader first, PieceFileReader other)
      throws PieceFileException {
    if (!first.header().pattern().equals(other.header().pattern())) {
      throw new PieceFileException(
          other.name() + ": the pieces are of another split pattern than those of " + first.name());
    }
  }

  /** The split pattern that made the pieces, empty for none. */
  public String pattern() {
    return pattern;
  }

  /** Greater than every position. */
  public long end() {
    return end;
  }

  /** Number of pieces in all files; as many as there can be after merging. */
  public long maxPieces() {
    return maxPieces;
  }

  /**
   * Writes all pieces to one file, which appears whole or not at all.
   *
   * @param overwrite whether the file may be replaced
   * @return number of distinct pieces
   * @throws IOException if reading or writing fails; the message names the file
   */
  public long writeTo(Path file, boolean overwrite) throws IOException {
    return write(this, pattern, end, file, overwrite);
  }

  /** Writes pieces that ascend to one file. */
  static long write(PieceCursor pieces, String pattern, long end, Path file, boolean overwrite)
      throws IOException {
    try (AtomicFile output = AtomicFile.create(file, overwrite)) {
      PieceFileWriter writer = new PieceFileWriter(output.out(), PieceFile.Header.of(pattern));
      while (pieces.next()) {
        writer.add(pieces.bytes(), 0, pieces.length(), pieces.count(), pieces.position());
      }
      writer.finish(end);
      output.commit();
      return writer.pieces();
    }
  }

  @Override
  public boolean next() throws IOException {
    return merge.next();
  }

  @Override
  public byte[] bytes() {
    return merge.bytes();
  }

  @Override
  public int length() {
    return merge.length();
  }

  @Override
  public long count() {
    return merge.count();
  }

  @Override
  public long position() {
    return merge.position();
  }

  @Override
  public void close() throws IOException {
    merge.close();
  }
}
