package io.github.lucenebpe.model;

import io.github.lucenebpe.bpe.Encoding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** Placeholder: the signatures that others build on. */
public final class Encodings {
  private Encodings() {}

  /** Names of the shipped encodings, in a fixed order. */
  public static List<String> names() {
    throw new UnsupportedOperationException();
  }

  /** IllegalArgumentException that lists the names if there is none of this name. */
  public static Encoding get(String name) {
    throw new UnsupportedOperationException();
  }

  /** IllegalArgumentException that lists the known models and prefixes. */
  public static Encoding forModel(String llm) {
    throw new UnsupportedOperationException();
  }

  public static Encoding load(Path file) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** The same from a stream; {@code name} stands in messages. */
  public static Encoding load(InputStream in, String name) throws IOException {
    throw new UnsupportedOperationException();
  }
}
