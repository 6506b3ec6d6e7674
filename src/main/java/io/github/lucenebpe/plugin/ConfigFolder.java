package io.github.lucenebpe.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.lucene.util.ResourceLoader;

/**
 * The files of a folder and nothing outside of it: for engines in which whoever makes an index
 * names a file, but only who runs the node decides which files there are.
 */
public final class ConfigFolder implements ResourceLoader {
  private final Path folder;

  /** The files below a folder. */
  public ConfigFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Opens a file.
   *
   * @param resource its path, relative to the folder
   * @throws IllegalArgumentException if the path leads out of the folder
   * @throws IOException if there is no such file, or it cannot be opened; the message names it
   */
  @Override
  public InputStream openResource(String resource) throws IOException {
    Path file;
    try {
      file = folder.resolve(resource).normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("not a path: " + e.getMessage(), e);
    }
    if (!file.startsWith(folder)) {
      throw new IllegalArgumentException(resource + " is not inside the config folder " + folder);
    }
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString(), null, "no such file in the config folder");
    }
    return Files.newInputStream(file);
  }

  /** Refused: there are files only. */
  @Override
  public <T> Class<? extends T> findClass(String name, Class<T> expectedType) {
    throw new UnsupportedOperationException("a config folder has no classes: " + name);
  }
}
