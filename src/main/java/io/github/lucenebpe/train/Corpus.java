package io.github.lucenebpe.train;

import io.github.lucenebpe.split.Splitter;
import io.github.lucenebpe.train.TrainingListener.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The texts to train on: files, folders and standard input, plain or gzipped, in UTF-8. They are
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

  private Corpus(List<Document> documents, Malformed malformed) {
    this.documents = List.copyOf(documents);
    this.malformed = malformed;
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
    List<Document> documents = new ArrayList<>();
    boolean usesStandardInput = false;
    for (Path input : inputs) {
      if (input.equals(STANDARD_INPUT)) {
        if (usesStandardInput) {
          throw new IllegalArgumentException("standard input (-) is given twice");
        }
        usesStandardInput = true;
        documents.add(Document.of("standard input", standardInput));
      } else if (Files.isDirectory(input)) {
        addFolder(input, documents);
      } else {
        addFile(input, documents);
      }
    }
    return new Corpus(documents, malformed);
  }

  private static void addFile(Path file, List<Document> documents) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException(file + ": no such file or folder");
    }
    documents.add(Document.of(file));
  }

  private static void addFolder(Path folder, List<Document> documents) throws IOException {
    List<Path> files;
    try (Stream<Path> paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      files = paths.filter(Files::isRegularFile).sorted(BY_NAMES).toList();
    } catch (UncheckedIOException e) {
      throw Document.unreadable(folder.toString(), e.getCause());
    } catch (IOException e) {
      throw Document.unreadable(folder.toString(), e);
    }
    if (files.isEmpty()) {
      throw new IOException(folder + ": the folder holds no file");
    }
    for (Path file : files) {
      documents.add(Document.of(file));
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
   * Counts the pieces of all texts.
   *
   * @param counts added to
   * @throws IOException if a file cannot be read, or is malformed and {@link Malformed#REPORT} was
   *     asked for; the message names the file and the byte: {@code a.txt: malformed UTF-8 at byte
   *     1234}
   * @throws IllegalStateException if there are too many distinct pieces
   */
  public void count(Splitter splitter, PieceCounts counts, TrainingListener listener)
      throws IOException {
    long total = size();
    long[] done = {0};
    listener.progress(Phase.COUNT, 0, total);
    for (Document document : documents) {
      try (Reader text =
          document.open(malformed, n -> listener.progress(Phase.COUNT, done[0] += n, total))) {
        counts.count(text, splitter);
      }
    }
  }
}
