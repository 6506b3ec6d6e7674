package io.github.lucenebpe.cli;

import java.io.IOException;

/** Input that is not what it should be. The message is one line that says where and what. */
class InputException extends IOException {
  private static final long serialVersionUID = 1L;

  InputException(String message) {
    super(message);
  }

  InputException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * A file or folder of the user that cannot be written, whatever file of ours beside or in it the
   * system names.
   */
  static InputException unwritable(Object output, IOException e) {
    Throwable first = e;
    while (first.getCause() instanceof IOException cause) {
      first = cause;
    }
    return new InputException(output + ": cannot be written: " + Failures.reason(first), e);
  }
}
