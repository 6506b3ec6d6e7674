package io.github.lucenebpe.model;

import io.github.lucenebpe.bpe.Encoding;

/** Placeholder. */
final class MinbpeModel {
  static final String VERSION = "minbpe v1";

  private MinbpeModel() {}

  static MinbpeModel read(byte[] content, String name) throws ModelFormatException {
    throw new ModelFormatException(name + content.length);
  }

  Encoding toEncoding(String name) {
    throw new UnsupportedOperationException(name);
  }
}
