package io.github.lucenebpe.model;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes files whole and together, or not at all: each is an {@link AtomicFile}.
 *
 * <p>Each file appears in one step, but no file system gives several files their names in one.
 * Should a later one fail at that moment, the earlier ones are taken back, unless they have
 * replaced older files.
 */
final class AtomicFiles {
  private AtomicFiles() {}

  /**
   * Writes files that belong together.
   *
   * @param contents content by file
   * @param overwrite whether files that exist may be replaced
   * @throws FileAlreadyExistsException if a file exists and is not to be replaced, or is a folder;
   *     nothing is written then
   * @throws IOException if writing fails; the message names the file, and no temporary file is left
   */
  static void write(Map<Path, byte[]> contents, boolean overwrite) throws IOException {
    for (Path file : contents.keySet()) {
      check(file, overwrite);
    }
    Map<Path, AtomicFile> files = new LinkedHashMap<>();
    try {
      for (Map.Entry<Path, byte[]> content : contents.entrySet()) {
        AtomicFile file = AtomicFile.create(content.getKey(), overwrite);
        files.put(content.getKey(), file);
        file.out().write(content.getValue());
        file.force();
      }
      move(files, overwrite);
    } finally {
      for (AtomicFile file : files.values()) {
        file.close();
      }
    }
  }

  /** Throws what {@link #write} would throw before it writes anything. */
  static void check(Path file, boolean overwrite) throws IOException {
    AtomicFile.check(file, overwrite);
  }

  private static void move(Map<Path, AtomicFile> files, boolean overwrite) throws IOException {
    Map<Path, AtomicFile> moved = new LinkedHashMap<>();
    try {
      for (Map.Entry<Path, AtomicFile> file : files.entrySet()) {
        file.getValue().move();
        moved.put(file.getKey(), file.getValue());
      }
    } catch (IOException e) {
      if (!overwrite) {
        for (Path file : moved.keySet()) {
          Files.deleteIfExists(file);
        }
      }
      throw e;
    }
  }
}
