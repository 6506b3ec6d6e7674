package io.github.lucenebpe.cli;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The standard streams of one run. Output is buffered and UTF-8 whatever the platform says; {@link
 * #flush} hands it on. Not thread-safe.
 */
final class Console {
  /** Standard input, as bytes. */
  final InputStream in;

  /** Standard output, for bytes; not to be mixed with {@link #text} without a flush. */
  final OutputStream out;

  /** Standard output, for text. */
  final Writer text;

  /** Standard error. */
  final PrintStream err;

  /** Whether a person reads standard output. */
  final boolean outIsTerminal;

  /** Whether a person reads standard error. */
  final boolean errIsTerminal;

  private Console(
      InputStream in,
      OutputStream out,
      PrintStream err,
      boolean outIsTerminal,
      boolean errIsTerminal) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.out = new BufferedOutputStream(new StandardOutput(out), 1 << 16);
    this.text = new BufferedWriter(new OutputStreamWriter(this.out, StandardCharsets.UTF_8));
    this.err = err;
    this.outIsTerminal = outIsTerminal;
    this.errIsTerminal = errIsTerminal;
  }

  /**
   * The streams of the process. Java 21 cannot tell a terminal from a pipe, so the launcher names
   * those of {@code out} and {@code err} that are one in the property {@code bpe.terminal}.
   */
  static Console ofProcess() {
    List<String> terminals = List.of(System.getProperty("bpe.terminal", "").split(","));
    return new Console(
        System.in,
        new FileOutputStream(FileDescriptor.out),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        terminals.contains("out"),
        terminals.contains("err"));
  }

  /** Streams that are no terminals. */
  static Console of(InputStream in, OutputStream out, OutputStream err) {
    return new Console(in, out, new PrintStream(err, true, StandardCharsets.UTF_8), false, false);
  }

  /** Hands on everything that was written to standard output. */
  void flush() throws IOException {
    text.flush();
  }

  /**
   * Tells a failure of standard output from any other: its exceptions are of a class of its own.
   */
  private static final class StandardOutput extends FilterOutputStream {
    StandardOutput(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      try {
        out.write(b);
      } catch (IOException e) {
        throw new StandardOutputException(e);
      }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        out.write(bytes, from, length);
      } catch (IOException e) {
        throw new StandardOutputException(e);
      }
    }
  }

  /** Standard output takes no more. */
  static final class StandardOutputException extends IOException {
    private static final long serialVersionUID = 1L;

    StandardOutputException(IOException cause) {
      super("standard output: " + cause.getMessage(), cause);
    }

    /** Whether its reader is gone, as in {@code bpe encode FILE | head}: no error at all. */
    boolean isBrokenPipe() {
      return getMessage().contains("Broken pipe");
    }
  }
}
