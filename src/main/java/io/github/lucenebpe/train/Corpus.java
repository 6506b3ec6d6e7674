package io.github.lucenebpe.train;

import io.github.lucenebpe.split.Splitter;
import io.github.lucenebpe.train.TrainingListener.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The texts to train on: files, folders and standard input, plain or compressed, in UTF-8. They are
 * read as streams, so a corpus may be larger than memory; only its distinct pieces must fit.
 *
 * <p>Each file is a text of its own, and no piece goes from one into the next. A folder stands for
 * all regular files in it and below, in an order that depends on their names alone: names compare
 * by UTF-16 code units, folder by folder. Symbolic links are followed.
 *
 * <p>Text is taken as it is: a byte order mark is text, line ends are not translated.
 *
 * <p>Immutable, but standard input can be read only once.
 */
public final class Corpus {
  /** The path that stands for standard input. */
  public static final Path STANDARD_INPUT = Path.of("-");

  /** By names from the top down: {@code a/z} comes before {@code a.txt}, for {@code a} does. */
  private static final Comparator<Path> BY_NAMES =
      (a, b) -> {
        int shared = Math.min(a.getNameCount(), b.getNameCount());
        for (int i = 0; i < shared; i++) {
          int order = a.getName(i).toString().compareTo(b.getName(i).toString());
          if (order != 0) {
            return order;
          }
        }
        return Integer.compare(a.getNameCount(), b.getNameCount());
      };

  private final List<Document> documents;
  private final Malformed malformed;

  /** Null where each file is a text. */
  private final TextFormat format;

  private Corpus(List<Document> documents, Malformed malformed, TextFormat format) {
    this.documents = List.copyOf(documents);
    this.malformed = malformed;
    this.format = format;
  }

  /**
   * Finds the files; opens none of them.
   *
   * @param inputs files and folders in the order in which to read them, {@link #STANDARD_INPUT} at
   *     most once
   * @param standardInput read for {@link #STANDARD_INPUT} and never closed; else unused
   * @throws IOException if there is no such file or folder, a folder cannot be read or holds no
   *     file; the message names it
   * @throws IllegalArgumentException if {@link #STANDARD_INPUT} is given twice
   */
  public static Corpus of(List<Path> inputs, InputStream standardInput, Malformed malformed)
      throws IOException {
    return of(inputs, standardInput, malformed, List.of(), List.of());
  }

  /**
   * Finds the files as {@link #of(List, InputStream, Malformed)} does.
   *
   * @param decompressors formats of compressed files besides gzip
   * @param include patterns as in {@link FileSystem#getPathMatcher} ({@code glob:}), one of which
   *     the files in folders must match: with a slash by their path below the folder, else by their
   *     name; none for all files
   * @throws IllegalArgumentException also if a pattern is malformed
   */
  public static Corpus of(
      List<Path> inputs,
      InputStream standardInput,
      Malformed malformed,
      List<Decompressor> decompressors,
      List<String> include)
      throws IOException {
    FileFilter filter = new FileFilter(include);
    List<Document> documents = new ArrayList<>();
    boolean usesStandardInput = false;
    for (Path input : inputs) {
      if (input.equals(STANDARD_INPUT)) {
        if (usesStandardInput) {
          throw new IllegalArgumentException("standard input (-) is given twice");
        }
        usesStandardInput = true;
        documents.add(Document.of("standard input", standardInput, decompressors));
      } else if (Files.isDirectory(input)) {
        addFolder(input, documents, decompressors, filter);
      } else {
        addFile(input, documents, decompressors);
      }
    }
    return new Corpus(documents, malformed, null);
  }

  private static void addFile(Path file, List<Document> documents, List<Decompressor> decompressors)
      throws IOException {
    if (!Files.exists(file)) {
      throw new IOException(file + ": no such file or folder");
    }
    documents.add(Document.of(file, decompressors));
  }

  private static void addFolder(
      Path folder, List<Document> documents, List<Decompressor> decompressors, FileFilter filter)
      throws IOException {
    List<Path> files;
    try (Stream<Path> paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      files =
          paths
              .filter(Files::isRegularFile)
              .filter(file -> filter.accepts(folder.relativize(file)))
              .sorted(BY_NAMES)
              .toList();
    } catch (UncheckedIOException e) {
      throw Document.unreadable(folder.toString(), e.getCause());
    } catch (IOException e) {
      throw Document.unreadable(folder.toString(), e);
    }
    if (files.isEmpty()) {
      throw new IOException(folder + ": the folder holds no file" + filter.describe());
    }
    for (Path file : files) {
      documents.add(Document.of(file, decompressors));
    }
  }

  /** The texts in the order of reading; unmodifiable. */
  public List<Document> documents() {
    return documents;
  }

  /** Paths of the files in the order of reading. */
  public List<String> names() {
    return documents.stream().map(Document::name).toList();
  }

  /** The files with their sizes and times of change, in one line: equal while no file changes. */
  public String describe() {
    return documents.stream().map(Document::describe).collect(Collectors.joining("\t"));
  }

  /** Number of bytes as stored, -1 if that can't be known before reading. */
  public long size() {
    long size = 0;
    for (Document document : documents) {
      if (document.size() < 0) {
        return -1;
      }
      size += document.size();
    }
    return size;
  }

  /**
   * The same files in parts, one part after the other: as few files as have so many bytes.
   *
   * @throws IllegalStateException if the size of a file is not known
   */
  List<Corpus> parts(long bytes) {
    if (size() < 0) {
      throw new IllegalStateException("the size of a text is not known");
    }
    List<Corpus> parts = new ArrayList<>();
    int start = 0;
    long size = 0;
    for (int i = 0; i < documents.size(); i++) {
      size += documents.get(i).size();
      if (size >= bytes || i == documents.size() - 1) {
        parts.add(new Corpus(documents.subList(start, i + 1), malformed, format));
        start = i + 1;
        size = 0;
      }
    }
    return parts;
  }

  /** The same files, of which each holds many texts in a format. */
  public Corpus withFormat(TextFormat newFormat) {
    return new Corpus(documents, malformed, newFormat);
  }

  /**
   * Counts the pieces of all texts.
   *
   * @param listener called on the thread of the caller
   * @throws IOException if a file cannot be read, or is malformed and {@link Malformed#REPORT} was
   *     asked for; the message names the file and the byte: {@code a.txt: malformed UTF-8 at byte
   *     1234}
   * @throws IllegalStateException if there are too many distinct pieces
   */
  public CountedPieces count(Splitter splitter, CountingOptions options, TrainingListener listener)
      throws IOException {
    return count(splitter, options, PieceCounter.BLOCK, listener);
  }

  /**
   * Counts with blocks of another size.
   *
   * @param blockSize changes nothing but the time
   */
  CountedPieces count(
      Splitter splitter, CountingOptions options, int blockSize, TrainingListener listener)
      throws IOException {
    long total = size();
    long[] done = {0};
    listener.progress(Phase.COUNT, 0, total);
    try (PieceCounter counter = new PieceCounter(splitter, options, blockSize)) {
      for (Document document : documents) {
        try (InputStream stored =
            document.bytes(n -> listener.progress(Phase.COUNT, done[0] += n, total))) {
          count(stored, document.name(), counter);
        }
      }
      return counter.finish();
    }
  }

  private void count(InputStream stored, String name, PieceCounter counter) throws IOException {
    InputStream text = malformed == Malformed.REPLACE ? new Utf8Repair(stored) : stored;
    if (format == null) {
      counter.count(text, name);
    } else {
      format.read(text, name, (bytes, from, to) -> counter.count(bytes, from, to, name));
    }
  }
}
