package io.github.lucenebpe.lucene;

import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.TokenFilterFactory;
import org.apache.lucene.analysis.TokenStream;

/**
 * Factory for {@link BpeExtraTermsFilter}, to follow a {@link BpeTokenFilterFactory}.
 *
 * <p>The parameter {@code layout} is {@code index} (default), {@code query} or {@code phrase}, see
 * {@link TermLayout}.
 *
 * <pre class="prettyprint">
 * &lt;filter name="bpe"/&gt;
 * &lt;filter name="bpeExtraTerms" layout="query"/&gt;</pre>
 *
 * @lucene.spi {@value #NAME}
 */
@SuppressWarnings("InvalidBlockTag") // lucene.spi is a tag of Lucene's own documentation
public final class BpeExtraTermsFilterFactory extends TokenFilterFactory {

  /** SPI name */
  public static final String NAME = "bpeExtraTerms";

  private static final String LAYOUT = "layout";

  private final TermLayout layout;

  /**
   * Creates a new BpeExtraTermsFilterFactory
   *
   * @throws IllegalArgumentException if a parameter is unknown or has a wrong value
   */
  public BpeExtraTermsFilterFactory(Map<String, String> args) {
    super(args);
    String value = Arguments.choice(LAYOUT, get(args, LAYOUT), "index", "query", "phrase");
    layout = TermLayout.valueOf(value.toUpperCase(Locale.ROOT));
    Arguments.requireEmpty(args);
  }

  /** Default ctor for compatibility with SPI */
  public BpeExtraTermsFilterFactory() {
    throw defaultCtorException();
  }

  @Override
  public BpeExtraTermsFilter create(TokenStream input) {
    return new BpeExtraTermsFilter(input, layout);
  }
}
