package io.github.lucenebpe.cli;

import io.github.lucenebpe.model.AtomicFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/** The files that commands write. */
final class Outputs {
  private Outputs() {}

  /** Refuses before the work a file that could not be written after it. */
  static void check(Path output, boolean force) throws IOException {
    check(() -> AtomicFile.check(output, force), force);
  }

  /** The same for a check of other files. */
  static void check(Check check, boolean force) throws IOException {
    try {
      check.run();
    } catch (FileAlreadyExistsException e) {
      if (force) {
        throw e;
      }
      throw new InputException(e.getMessage() + "; --force replaces it", e);
    }
  }

  /** Throws if files cannot be written. */
  interface Check {
    void run() throws IOException;
  }
}
