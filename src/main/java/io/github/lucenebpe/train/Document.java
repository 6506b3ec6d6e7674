package io.github.lucenebpe.train;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/**
 * One text of a corpus: a file or a stream, plain or gzipped. Which of the two is told by the first
 * three bytes, not by the name; no UTF-8 text starts with them.
 */
public final class Document {
  private static final int[] GZIP_MAGIC = {0x1F, 0x8B, 8};
  private static final int BUFFER = 1 << 16;

  /** Something that is opened once. */
  @FunctionalInterface
  private interface Source {
    InputStream open() throws IOException;
  }

  private final String name;
  private final Source source;
  private final long size;

  private Document(String name, Source source, long size) {
    this.name = name;
    this.source = source;
    this.size = size;
  }

  /** A file, which is opened when it is read. */
  static Document of(Path file) throws IOException {
    try {
      long size = Files.isRegularFile(file) ? Files.size(file) : -1;
      return new Document(file.toString(), () -> Files.newInputStream(file), size);
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  /** A stream, which can be read once and is not closed. */
  static Document of(String name, InputStream stream) {
    InputStream unclosed =
        new FilterInputStream(stream) {
          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            return in.read(bytes, from, length);
          }

          @Override
          public void close() {}
        };
    return new Document(name, () -> unclosed, -1);
  }

  /** What messages call it: the path. */
  public String name() {
    return name;
  }

  /** Number of bytes as stored, -1 if not known. */
  long size() {
    return size;
  }

  /**
   * The text. Whoever opens it closes it; standard input stays open then.
   *
   * @throws IOException if it cannot be read; the reader throws it too, for malformed UTF-8 as well
   */
  public Reader open(Malformed malformed) throws IOException {
    return open(malformed, n -> {});
  }

  /**
   * The text.
   *
   * @param onRead told the number of bytes after each read, as stored
   */
  Reader open(Malformed malformed, LongConsumer onRead) throws IOException {
    InputStream stored = null;
    try {
      stored = source.open();
      PeekableInput in = new PeekableInput(stored, onRead);
      InputStream plain = in.startsWith(GZIP_MAGIC) ? new GZIPInputStream(in, BUFFER) : in;
      return new Utf8Reader(plain, name, malformed);
    } catch (IOException e) {
      if (stored != null) {
        stored.close();
      }
      throw unreadable(name, e);
    }
  }

  /** The same failure with a message that says which file it is about, in one line. */
  static IOException unreadable(String name, IOException e) {
    return new IOException(name + ": cannot be read: " + reason(e), e);
  }

  /** The JDK's messages of these are the bare path, or nothing. */
  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof EOFException) {
      return "the gzip data end too early";
    }
    return e instanceof FileSystemException f && f.getReason() != null
        ? f.getReason()
        : String.valueOf(e.getMessage());
  }

  /**
   * A buffered stream that can look ahead. Before JDK 23, {@link GZIPInputStream} takes {@code
   * available() == 0} at the end of a member for the end of the file, but a pipe says so whenever
   * its writer is slow: the members after it would be lost. So this one waits to know.
   */
  private static final class PeekableInput extends BufferedInputStream {
    PeekableInput(InputStream in, LongConsumer onRead) {
      super(new CountingInput(in, onRead), BUFFER);
    }

    boolean startsWith(int[] magic) throws IOException {
      mark(magic.length);
      boolean same = true;
      for (int i = 0; same && i < magic.length; i++) {
        same = read() == magic[i];
      }
      reset();
      return same;
    }

    @Override
    public int available() throws IOException {
      mark(1);
      boolean more = read() >= 0;
      reset();
      return more ? Math.max(1, super.available()) : 0;
    }
  }

  private static final class CountingInput extends FilterInputStream {
    private final LongConsumer onRead;

    CountingInput(InputStream in, LongConsumer onRead) {
      super(in);
      this.onRead = onRead;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int n = in.read(bytes, from, length);
      if (n > 0) {
        onRead.accept(n);
      }
      return n;
    }
  }
}
