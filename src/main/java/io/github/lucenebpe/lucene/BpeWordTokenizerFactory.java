package io.github.lucenebpe.lucene;

import java.util.Map;
import org.apache.lucene.analysis.TokenizerFactory;
import org.apache.lucene.util.AttributeFactory;

/**
 * Factory for {@link BpeWordTokenizer}. It has no parameters.
 *
 * <pre class="prettyprint">
 * &lt;tokenizer name="bpeWord"/&gt;</pre>
 *
 * @lucene.spi {@value #NAME}
 */
@SuppressWarnings("InvalidBlockTag") // lucene.spi is a tag of Lucene's own documentation
public final class BpeWordTokenizerFactory extends TokenizerFactory {

  /** SPI name */
  public static final String NAME = "bpeWord";

  /**
   * Creates a new BpeWordTokenizerFactory
   *
   * @throws IllegalArgumentException if there are parameters
   */
  public BpeWordTokenizerFactory(Map<String, String> args) {
    super(args);
    Arguments.requireEmpty(args);
  }

  /** Default ctor for compatibility with SPI */
  public BpeWordTokenizerFactory() {
    throw defaultCtorException();
  }

  @Override
  public BpeWordTokenizer create(AttributeFactory factory) {
    return new BpeWordTokenizer(factory);
  }
}
