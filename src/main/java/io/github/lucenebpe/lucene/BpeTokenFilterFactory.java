package io.github.lucenebpe.lucene;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.analysis.TokenFilterFactory;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.util.ResourceLoader;
import org.apache.lucene.util.ResourceLoaderAware;

/**
 * Factory for {@link BpeTokenFilter}.
 *
 * <p>At most one of the parameters {@code encoding}, {@code llm} and {@code model}, with the
 * meaning that they have in {@link BpeTokenizerFactory}, says what the tokens are; without any, it
 * is {@value BpeSearchAnalyzer#DEFAULT_ENCODING}.
 *
 * <pre class="prettyprint">
 * &lt;tokenizer name="standard"/&gt;
 * &lt;filter name="nfkcCaseFold"/&gt;
 * &lt;filter name="bpe" encoding="o200k_base"/&gt;</pre>
 *
 * @lucene.spi {@value #NAME}
 */
@SuppressWarnings("InvalidBlockTag") // lucene.spi is a tag of Lucene's own documentation
public final class BpeTokenFilterFactory extends TokenFilterFactory implements ResourceLoaderAware {

  /** SPI name */
  public static final String NAME = "bpe";

  private final EncodingArgument encoding;

  /**
   * Creates a new BpeTokenFilterFactory
   *
   * @throws IllegalArgumentException if a parameter is unknown or has a wrong value
   */
  public BpeTokenFilterFactory(Map<String, String> args) {
    super(args);
    encoding =
        new EncodingArgument(
            get(args, EncodingArgument.ENCODING),
            get(args, EncodingArgument.LLM),
            get(args, EncodingArgument.MODEL),
            BpeSearchAnalyzer.DEFAULT_ENCODING);
    Arguments.requireEmpty(args);
  }

  /** Default ctor for compatibility with SPI */
  public BpeTokenFilterFactory() {
    throw defaultCtorException();
  }

  @Override
  public void inform(ResourceLoader loader) throws IOException {
    encoding.inform(loader);
  }

  @Override
  public BpeTokenFilter create(TokenStream input) {
    return new BpeTokenFilter(input, encoding.encoding());
  }
}
