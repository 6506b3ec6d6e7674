package io.github.lucenebpe.train;

import java.io.IOException;
import java.io.InputStream;

/** Finds the texts in a file that holds many, such as lines of JSON. */
@FunctionalInterface
public interface TextFormat {
  /** Takes the texts. */
  @FunctionalInterface
  interface Sink {
    /**
     * A text of UTF-8, {@code bytes[from, to)}; the array may be used again afterwards.
     *
     * @throws IOException if it cannot be taken
     */
    void text(byte[] bytes, int from, int to) throws IOException;
  }

  /**
   * Hands on all texts of a file.
   *
   * @param content not to be closed
   * @param name what messages call the file
   * @throws IOException if the file is not of the format; the message names it and the place
   */
  void read(InputStream content, String name, Sink texts) throws IOException;
}
