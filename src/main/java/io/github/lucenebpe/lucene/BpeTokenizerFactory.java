package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.util.Map;
import org.apache.lucene.analysis.TokenizerFactory;
import org.apache.lucene.util.AttributeFactory;
import org.apache.lucene.util.ResourceLoader;
import org.apache.lucene.util.ResourceLoaderAware;

/**
 * Factory for {@link BpeTokenizer}.
 *
 * <p>Exactly one of these parameters says what the tokens are:
 *
 * <ul>
 *   <li>{@code encoding}: the name of a shipped encoding, one of {@code r50k_base}, {@code
 *       p50k_base}, {@code p50k_edit}, {@code cl100k_base}, {@code o200k_base}, {@code
 *       o200k_harmony}
 *   <li>{@code llm}: the name of a language model whose encoding is shipped, such as {@code gpt-4o}
 *   <li>{@code model}: a model file that {@link Encodings#load} reads, found by the resource loader
 *       (in Solr: in the configuration of the collection)
 * </ul>
 *
 * <p>Optional parameters:
 *
 * <ul>
 *   <li>{@code specialTokens}: what a special token in the text is. {@code ordinary} (default):
 *       plain text; {@code allow}: one token of type {@code special}; {@code reject}: an error that
 *       names the token and its place, so that the document is not indexed
 *   <li>{@code term}: what the term of a token is. {@code id} (default): the decimal token id;
 *       {@code text}: the text of the token, see {@link TokenText}
 * </ul>
 *
 * <p>In Solr:
 *
 * <pre class="prettyprint">
 * &lt;fieldType name="gpt_tokens" class="solr.TextField"&gt;
 *   &lt;analyzer&gt;
 *     &lt;tokenizer name="bpe" encoding="o200k_base" specialTokens="allow"/&gt;
 *   &lt;/analyzer&gt;
 * &lt;/fieldType&gt;</pre>
 *
 * <p>In a program:
 *
 * <pre class="prettyprint">
 * Analyzer analyzer =
 *     CustomAnalyzer.builder(Path.of("conf"))
 *         .withTokenizer("bpe", "model", "my.model", "term", "text")
 *         .build();</pre>
 *
 * @lucene.spi {@value #NAME}
 */
@SuppressWarnings("InvalidBlockTag") // lucene.spi is a tag of Lucene's own documentation
public final class BpeTokenizerFactory extends TokenizerFactory implements ResourceLoaderAware {

  /** SPI name */
  public static final String NAME = "bpe";

  private static final String SPECIAL_TOKENS = "specialTokens";
  private static final String TERM = "term";

  private final EncodingArgument encoding;
  private final SpecialTokens specialTokens;
  private final TermKind terms;

  /**
   * Creates a new BpeTokenizerFactory
   *
   * @throws IllegalArgumentException if a parameter is missing, unknown or has a wrong value; the
   *     message names the parameter and the value
   */
  public BpeTokenizerFactory(Map<String, String> args) {
    super(args);
    String name = get(args, EncodingArgument.ENCODING);
    String llm = get(args, EncodingArgument.LLM);
    String model = get(args, EncodingArgument.MODEL);
    specialTokens =
        switch (Arguments.choice(
            SPECIAL_TOKENS, get(args, SPECIAL_TOKENS), "ordinary", "allow", "reject")) {
          case "allow" -> SpecialTokens.ALL;
          case "reject" -> SpecialTokens.NONE;
          default -> SpecialTokens.ORDINARY;
        };
    terms =
        Arguments.choice(TERM, get(args, TERM), "id", "text").equals("text")
            ? TermKind.TEXT
            : TermKind.ID;
    Arguments.requireEmpty(args);
    encoding = new EncodingArgument(name, llm, model, null);
  }

  /** Default ctor for compatibility with SPI */
  public BpeTokenizerFactory() {
    throw defaultCtorException();
  }

  @Override
  public void inform(ResourceLoader loader) throws IOException {
    encoding.inform(loader);
  }

  @Override
  public BpeTokenizer create(AttributeFactory factory) {
    return new BpeTokenizer(factory, encoding.encoding(), specialTokens, terms);
  }
}
