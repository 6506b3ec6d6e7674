package io.github.lucenebpe.train;

import java.io.Closeable;
import java.io.IOException;

/**
 * Counted pieces, one after the other. A <b>position</b> tells where a piece stands first: of two
 * pieces the one with the smaller position appears earlier in the corpus, and no two pieces of a
 * corpus have the same.
 *
 * <p>Not thread-safe.
 */
public interface PieceCursor extends Closeable {
  /**
   * Moves to the next piece.
   *
   * @return false when there is none
   * @throws IOException if the source cannot be read or is damaged; the message names it
   */
  boolean next() throws IOException;

  /** The piece is {@code bytes()[0, length())}. Valid until {@link #next}. */
  byte[] bytes();

  /** Number of bytes of the piece, at least 1. */
  int length();

  /** How often the piece occurs, at least 1. */
  long count();

  /** Where the piece occurs first, at least 0. */
  long position();
}
