package io.github.lucenebpe.train;

import java.io.IOException;

/** Counted pieces that are not as they should be; the message names the file. */
public final class PieceFileException extends IOException {
  private static final long serialVersionUID = 1L;

  PieceFileException(String message) {
    super(message);
  }
}
