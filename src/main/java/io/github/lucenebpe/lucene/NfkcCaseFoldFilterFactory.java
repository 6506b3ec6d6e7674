package io.github.lucenebpe.lucene;

import java.util.Map;
import org.apache.lucene.analysis.TokenFilterFactory;
import org.apache.lucene.analysis.TokenStream;

/**
 * Factory for {@link NfkcCaseFoldFilter}.
 *
 * <p>The parameter {@code accents} is {@code keep} (default) or {@code drop}.
 *
 * <pre class="prettyprint">
 * &lt;filter name="nfkcCaseFold" accents="keep"/&gt;</pre>
 *
 * @lucene.spi {@value #NAME}
 */
@SuppressWarnings("InvalidBlockTag") // lucene.spi is a tag of Lucene's own documentation
public final class NfkcCaseFoldFilterFactory extends TokenFilterFactory {

  /** SPI name */
  public static final String NAME = "nfkcCaseFold";

  private static final String ACCENTS = "accents";

  private final boolean dropAccents;

  /**
   * Creates a new NfkcCaseFoldFilterFactory
   *
   * @throws IllegalArgumentException if a parameter is unknown or has a wrong value
   */
  public NfkcCaseFoldFilterFactory(Map<String, String> args) {
    super(args);
    dropAccents = Arguments.choice(ACCENTS, get(args, ACCENTS), "keep", "drop").equals("drop");
    Arguments.requireEmpty(args);
  }

  /** Default ctor for compatibility with SPI */
  public NfkcCaseFoldFilterFactory() {
    throw defaultCtorException();
  }

  @Override
  public NfkcCaseFoldFilter create(TokenStream input) {
    return new NfkcCaseFoldFilter(input, dropAccents);
  }

  @Override
  public TokenStream normalize(TokenStream input) {
    return NfkcCaseFoldFilter.ofOneTerm(input, dropAccents);
  }
}
