package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.lucene.util.ResourceLoader;

/**
 * The parameters of a factory that say which encoding it is about: exactly one of {@code encoding},
 * {@code llm} and {@code model}. For the adapters to the engines too.
 */
public final class EncodingArgument {
  static final String ENCODING = "encoding";
  static final String LLM = "llm";
  static final String MODEL = "model";

  private final String model;

  /** Null until {@link #inform} if it comes from a file. */
  private Encoding encoding;

  /**
   * Reads the arguments.
   *
   * @param name the name of a shipped encoding, or null
   * @param llm the name of a language model whose encoding is shipped, or null
   * @param model a model file, or null
   * @param defaultName the encoding if none is named; null if one must be
   * @throws IllegalArgumentException if there is no such encoding, or not one argument
   */
  public EncodingArgument(String name, String llm, String model, String defaultName) {
    this.model = model;
    long given = Stream.of(name, llm, model).filter(Objects::nonNull).count();
    if (given > 1 || (given == 0 && defaultName == null)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Configuration Error: %s one of '%s', '%s' and '%s' must be set,"
                  + " got '%2$s' = %s, '%3$s' = %s, '%4$s' = %s",
              defaultName == null ? "exactly" : "at most",
              ENCODING,
              LLM,
              MODEL,
              name,
              llm,
              model));
    }
    if (llm != null) {
      encoding = find(LLM, llm, Encodings::forModel);
    } else if (model == null) {
      encoding = find(ENCODING, name == null ? defaultName : name, Encodings::get);
    }
  }

  /**
   * Loads a model file, if it is one.
   *
   * @throws IOException if the file is missing or damaged; the message names it
   */
  public void inform(ResourceLoader loader) throws IOException {
    if (model != null) {
      try (InputStream in = loader.openResource(model)) {
        encoding = Encodings.load(in, model);
      }
    }
  }

  /**
   * The encoding.
   *
   * @throws IllegalStateException if it is a file and there was no {@link #inform}
   */
  public Encoding encoding() {
    if (encoding == null) {
      throw new IllegalStateException(
          "inform(ResourceLoader) must come before create: '" + MODEL + "' is a file, " + model);
    }
    return encoding;
  }

  private static Encoding find(
      String parameter, String value, Function<String, Encoding> encodings) {
    try {
      return encodings.apply(value);
    } catch (IllegalArgumentException e) {
      throw wrong(parameter, e.getMessage());
    }
  }

  /** Without a cause: Solr shows the message of the first cause and nothing else. */
  private static IllegalArgumentException wrong(String parameter, String what) {
    return new IllegalArgumentException(
        "Configuration Error: wrong '" + parameter + "' value: " + what);
  }
}
