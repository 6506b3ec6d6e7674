package io.github.lucenebpe.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that is filled beside the one that it replaces: the old one stays whole until the new
 * one is. Not thread-safe.
 */
final class ReplacedFolder implements Closeable {
  private final Path target;
  private final ScratchFolder filled;

  /**
   * Creates the folder to fill.
   *
   * @param target the folder to replace or to create
   * @throws IOException if there is no folder to create it in
   */
  ReplacedFolder(Path target) throws IOException {
    this.target = target.toAbsolutePath().normalize();
    if (!Files.isDirectory(this.target.getParent())) {
      throw new InputException(this.target.getParent() + ": no such file or folder");
    }
    filled = new ScratchFolder(Files.createDirectory(sibling("new")));
  }

  /** The folder to fill. */
  Path path() {
    return filled.path();
  }

  /** Puts the filled folder into its place. */
  void commit() throws IOException {
    Path old = sibling("old");
    boolean replaces = Files.exists(target);
    if (replaces) {
      Files.move(target, old);
    }
    try {
      Files.move(filled.path(), target);
    } catch (IOException e) {
      if (replaces) {
        Files.move(old, target);
      }
      throw e;
    }
    if (replaces) {
      ScratchFolder.delete(old);
    }
  }

  /** Removes the filled folder unless it was put into its place. */
  @Override
  public void close() throws IOException {
    filled.close();
  }

  /** A hidden name beside the target that no other process takes. */
  private Path sibling(String kind) {
    return target.resolveSibling(
        "." + target.getFileName() + "." + kind + "-" + ProcessHandle.current().pid());
  }
}
