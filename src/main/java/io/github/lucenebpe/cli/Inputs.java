package io.github.lucenebpe.cli;

import io.github.lucenebpe.train.Corpus;
import io.github.lucenebpe.train.Decompressor;
import io.github.lucenebpe.train.Document;
import io.github.lucenebpe.train.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The texts that a command reads: what its arguments name, or standard input. */
final class Inputs {
  /** What a command says of its arguments if it takes files. */
  static final String FILES = "Files, plain, gzip or zstd; - for standard input.";

  /** What a command says of its arguments if it takes folders too. */
  static final String FILES_AND_FOLDERS =
      "Files, plain, gzip or zstd, and folders with all files in them and below; - for standard "
          + "input.";

  /** What a command adds to that if it needs none. */
  static final String OR_STANDARD_INPUT = " Without any, standard input is read.";

  /** Formats of compressed files besides gzip. */
  static final List<Decompressor> DECOMPRESSORS = List.of(new Zstd());

  private Inputs() {}

  /**
   * Files.
   *
   * @throws IOException if there is no such file
   */
  static List<Document> files(Console console, List<Path> files) throws IOException {
    for (Path file : files) {
      if (Files.isDirectory(file)) {
        throw new InputException(file + ": expected a file, this is a folder");
      }
    }
    return filesAndFolders(console, files);
  }

  /**
   * Files, and those in folders in the order of their names.
   *
   * @throws IOException if there is no such file or folder
   */
  static List<Document> filesAndFolders(Console console, List<Path> files) throws IOException {
    List<Path> named = files.isEmpty() ? List.of(Corpus.STANDARD_INPUT) : files;
    return Corpus.of(named, console.in, Malformed.REPORT, DECOMPRESSORS, List.of()).documents();
  }
}
