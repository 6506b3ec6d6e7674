package io.github.lucenebpe.train;

import java.io.IOException;
import java.io.InputStream;

/** Reads a compressed format besides gzip. Implementations are thread-safe. */
public interface Decompressor {
  /** The bytes that each file of the format starts with; no UTF-8 text may. At most 8. */
  byte[] magic();

  /**
   * The content of a file.
   *
   * @param compressed closed with the stream that is returned
   * @throws IOException if it cannot be read
   */
  InputStream open(InputStream compressed) throws IOException;
}
