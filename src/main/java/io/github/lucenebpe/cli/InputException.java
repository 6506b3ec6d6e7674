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
}
