package io.github.lucenebpe.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes files whole and together, or not at all: under other names beside them, which then change.
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
    Map<Path, Path> temporary = new LinkedHashMap<>();
    try {
      for (Map.Entry<Path, byte[]> content : contents.entrySet()) {
        Path file = content.getKey();
        temporary.put(file, writeBeside(file, content.getValue()));
      }
      move(temporary, overwrite);
    } finally {
      for (Path path : temporary.values()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** Throws what {@link #write} would throw before it writes anything. */
  static void check(Path file, boolean overwrite) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(file.toString(), null, "there is no folder " + folder);
    }
    if (Files.isDirectory(file)) {
      throw new FileAlreadyExistsException(file.toString(), null, "is a folder");
    }
    if (!overwrite && Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString(), null, "exists already");
    }
  }

  /** Not with createTempFile, which makes files that other users can't read. */
  private static Path writeBeside(Path file, byte[] content) throws IOException {
    String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
    Path path = file.resolveSibling("." + file.getFileName() + "." + random + ".tmp");
    boolean opened = false;
    try (FileChannel out =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      opened = true;
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      // Or a crash of the machine could leave the name without the bytes.
      out.force(true);
      return path;
    } catch (IOException e) {
      if (opened) {
        Files.deleteIfExists(path);
      }
      throw new IOException(file + ": cannot be written: " + reason(e), e);
    }
  }

  /** What the file system says, without the name of the temporary file. */
  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such folder";
    }
    boolean system = e instanceof FileSystemException failed && failed.getReason() != null;
    return system ? ((FileSystemException) e).getReason() : e.getMessage();
  }

  private static void move(Map<Path, Path> temporary, boolean overwrite) throws IOException {
    List<Path> moved = new ArrayList<>();
    try {
      for (Map.Entry<Path, Path> move : temporary.entrySet()) {
        if (overwrite) {
          Files.move(move.getValue(), move.getKey(), StandardCopyOption.ATOMIC_MOVE);
        } else {
          Files.move(move.getValue(), move.getKey());
        }
        moved.add(move.getKey());
      }
    } catch (IOException e) {
      if (!overwrite) {
        for (Path file : moved) {
          Files.deleteIfExists(file);
        }
      }
      throw e;
    }
  }
}
