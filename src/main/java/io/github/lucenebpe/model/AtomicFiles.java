package io.github.lucenebpe.model;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes files whole or not at all: to temporary files beside them, which are then moved. */
final class AtomicFiles {
  private AtomicFiles() {}

  /**
   * Writes files that belong together.
   *
   * @param contents content by file
   * @param overwrite whether files that exist may be replaced
   * @throws FileAlreadyExistsException if a file exists and is not to be replaced; nothing is
   *     written then
   * @throws IOException if writing fails; no temporary file is left then
   */
  static void write(Map<Path, byte[]> contents, boolean overwrite) throws IOException {
    if (!overwrite) {
      for (Path file : contents.keySet()) {
        if (Files.exists(file)) {
          throw new FileAlreadyExistsException(file.toString());
        }
      }
    }
    Map<Path, Path> written = new LinkedHashMap<>();
    List<Path> temporary = new ArrayList<>();
    try {
      for (Map.Entry<Path, byte[]> content : contents.entrySet()) {
        Path file = content.getKey().toAbsolutePath();
        Path beside = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".tmp");
        temporary.add(beside);
        Files.write(beside, content.getValue());
        written.put(beside, file);
      }
      for (Map.Entry<Path, Path> move : written.entrySet()) {
        Files.move(
            move.getKey(),
            move.getValue(),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      for (Path file : temporary) {
        Files.deleteIfExists(file);
      }
    }
  }
}
