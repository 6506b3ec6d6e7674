package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The encodings that the tests of this package run over: all that are shipped, and trained ones.
 */
public final class SampleEncodings {

  /** Trained with the pattern of the GPT-4 family; 400 tokens and three special ones. */
  public static final String WORDS = "golden/words.model";

  /** Trained without splitting: the whole text is one piece. */
  public static final String WHOLE = "golden/whole.model";

  /** Its pattern matches letters only: the rest of the text has no tokens. */
  public static final String LETTERS = "golden/letters.model";

  private SampleEncodings() {}

  /** A trained encoding from a file of the test resources. */
  public static Encoding trained(String resource) {
    ClassLoader loader = SampleEncodings.class.getClassLoader();
    try (InputStream in = loader.getResourceAsStream(resource)) {
      return Encodings.load(in, resource);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Encodings whose tokens hold the whole text. */
  public static List<Encoding> lossless() {
    List<Encoding> encodings = new ArrayList<>();
    for (String name : Encodings.names()) {
      encodings.add(Encodings.get(name));
    }
    encodings.add(trained(WORDS));
    encodings.add(trained(WHOLE));
    return encodings;
  }

  /** Every encoding. */
  public static List<Encoding> all() {
    List<Encoding> encodings = lossless();
    encodings.add(trained(LETTERS));
    return encodings;
  }
}
