package io.github.lucenebpe.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.locks.LockSupport;

/** A folder that is deleted with all that is in it, even if a signal ends the process. */
final class ScratchFolder implements Closeable {
  /** How often the hook tries: the command still runs, and may write while the hook deletes. */
  private static final int ATTEMPTS = 10;

  private static final long PAUSE_NANOS = 10_000_000;

  private final Path path;
  private final Thread hook = new Thread(this::deleteAtExit);

  /** Takes over a folder. */
  ScratchFolder(Path path) {
    this.path = path;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  Path path() {
    return path;
  }

  /** Deletes the folder unless it was moved away. */
  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the process ends, and the hook deletes
    }
    if (Files.exists(path)) {
      delete(path);
    }
  }

  private void deleteAtExit() {
    for (int i = 0; i < ATTEMPTS && Files.exists(path); i++) {
      try {
        delete(path);
      } catch (IOException e) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** Deletes a folder with all that is in it. */
  static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
