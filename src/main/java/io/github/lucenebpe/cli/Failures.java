package io.github.lucenebpe.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Failures to one line on standard error and an exit status. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  /** Exit status for input that is not what it should be. */
  static final int BAD_INPUT = 1;

  /** Exit status for options and arguments that are not what they should be. */
  static final int BAD_USAGE = 2;

  private final Console console;

  Failures(Console console) {
    this.console = console;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String line = e.getMessage().replaceFirst("^Error: ", "");
    if (e instanceof UnmatchedArgumentException unmatched) {
      if (command.getParent() == null && !unmatched.isUnknownOption()) {
        line = "unknown command \"" + unmatched.getUnmatched().getFirst() + "\"";
      }
      if (!unmatched.getSuggestions().isEmpty()) {
        line += "; did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
      }
    }
    print(line + " (see " + command.getCommandSpec().qualifiedName() + " --help)");
    return BAD_USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    boolean stackTrace = ((Bpe) command.getCommandSpec().root().userObject()).stackTrace;
    return report(e, stackTrace);
  }

  /** Prints what failed, after the output that went well, and returns the exit status. */
  int report(Throwable e, boolean stackTrace) {
    if (e instanceof Console.StandardOutputException output) {
      if (output.isBrokenPipe()) {
        return ExitCode.OK;
      }
    } else {
      try {
        console.flush();
      } catch (IOException lesser) {
        e.addSuppressed(lesser);
      }
    }
    print(message(e));
    if (stackTrace) {
      e.printStackTrace(console.err);
    }
    return BAD_INPUT;
  }

  private void print(String message) {
    console.err.println("bpe: " + oneLine(message));
  }

  /** What the user is told. */
  static String message(Throwable e) {
    return switch (e) {
      case UncheckedIOException unchecked -> message(unchecked.getCause());
      case FileSystemException file -> file.getFile() + ": " + reason(file);
      case FileNotFoundException file -> file.getMessage();
      case IOException io -> reason(io);
      case IllegalArgumentException argument -> String.valueOf(argument.getMessage());
      case IllegalStateException state -> String.valueOf(state.getMessage());
      case OutOfMemoryError memory ->
          "out of memory; BPE_JAVA_OPTS=-Xmx8g gives a process 8 GB, for example";
      default -> "internal error, --stacktrace tells more: " + e;
    };
  }

  /** Why reading or writing failed, without the name of the file if the exception knows it. */
  static String reason(Throwable e) {
    if (e instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    return switch (e) {
      case NoSuchFileException missing -> "no such file or folder";
      case AccessDeniedException denied -> "permission denied";
      case NotDirectoryException file -> "not a folder";
      case FileAlreadyExistsException existing -> "exists already";
      case FileSystemException file -> "input or output failed";
      default -> e.getMessage() == null ? "input or output failed" : e.getMessage();
    };
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\R\\s*", " ");
  }
}
