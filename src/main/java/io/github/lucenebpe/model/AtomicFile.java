package io.github.lucenebpe.model;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that appears whole or not at all: it is written under another name beside its place, and
 * then changes its name.
 *
 * <pre>{@code
 * try (AtomicFile file = AtomicFile.create(path, false)) {
 *   file.out().write(content);
 *   file.commit();
 * }
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class AtomicFile implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final Path temporary;
  private final boolean overwrite;
  private final FileChannel channel;
  private final OutputStream out;

  private AtomicFile(Path file, Path temporary, boolean overwrite, FileChannel channel) {
    this.file = file;
    this.temporary = temporary;
    this.overwrite = overwrite;
    this.channel = channel;
    this.out = new BufferedOutputStream(new Content(), BUFFER);
  }

  /**
   * Begins a file. Not with createTempFile, which makes files that other users can't read.
   *
   * @param overwrite whether a file that exists may be replaced
   * @throws FileAlreadyExistsException if the file exists and is not to be replaced, or is a folder
   * @throws IOException if it cannot be written; the message names the file
   */
  public static AtomicFile create(Path file, boolean overwrite) throws IOException {
    check(file, overwrite);
    String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
    Path temporary = file.resolveSibling("." + file.getFileName() + "." + random + ".tmp");
    try {
      FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new AtomicFile(file, temporary, overwrite, channel);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** Throws what {@link #create} would throw, and creates nothing. */
  public static void check(Path file, boolean overwrite) throws IOException {
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

  /**
   * Where the content goes; buffered. Closing it is not needed. Its exceptions name the file too.
   */
  public OutputStream out() {
    return out;
  }

  /**
   * Brings the content to the disk and no name yet. Nothing may be written afterwards.
   *
   * @throws IOException if writing fails; the message names the file
   */
  void force() throws IOException {
    out.flush();
    try {
      // Or a crash of the machine could leave the name without the bytes.
      channel.force(true);
      channel.close();
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** Gives the file its name, once its content is on the disk. */
  void move() throws IOException {
    if (overwrite) {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } else {
      Files.move(temporary, file);
    }
  }

  /**
   * Ends the file, which then has its name and its content.
   *
   * @throws IOException if writing fails; the message names the file
   */
  public void commit() throws IOException {
    force();
    move();
  }

  /** Leaves nothing behind unless the file was committed. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(temporary);
  }

  private final class Content extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        ByteBuffer content = ByteBuffer.wrap(bytes, from, length);
        while (content.hasRemaining()) {
          channel.write(content);
        }
      } catch (IOException e) {
        throw unwritable(file, e);
      }
    }
  }

  /** The failure with the name of the file that the user knows. */
  private static IOException unwritable(Path file, IOException e) {
    return new IOException(file + ": cannot be written: " + reason(e), e);
  }

  /** What the file system says, without the name of the temporary file. */
  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such folder";
    }
    boolean system = e instanceof FileSystemException failed && failed.getReason() != null;
    return system ? ((FileSystemException) e).getReason() : e.getMessage();
  }
}
