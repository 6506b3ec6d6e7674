package io.github.lucenebpe.model;

import java.io.IOException;

/**
 * A model file that is not what it should be. The message is one line that names the file, the line
 * and what was expected: {@code merges.model line 12: expected two token ids, got "a b c"}.
 */
public final class ModelFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  public ModelFormatException(String message) {
    super(message);
  }

  public ModelFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
