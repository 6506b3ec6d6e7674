package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import java.util.Objects;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.util.AttributeFactory;

/**
 * Token ids that find words, in every language, with no language setting.
 *
 * <p>The chain is {@link BpeWordTokenizer}, {@link NfkcCaseFoldFilter}, {@link BpeTokenFilter},
 * {@link BpeExtraTermsFilter}. An index takes the layout {@link TermLayout#INDEX}, a query of words
 * {@link TermLayout#QUERY} and a phrase {@link TermLayout#PHRASE}; the terms are the same.
 *
 * <pre class="prettyprint">
 * Encoding encoding = Encodings.get(BpeSearchAnalyzer.DEFAULT_ENCODING);
 * Analyzer analyzer = new BpeSearchAnalyzer(encoding, TermLayout.INDEX);
 * Analyzer queryAnalyzer = new BpeSearchAnalyzer(encoding, TermLayout.QUERY);</pre>
 *
 * <p>Figures in the documentation of the parts are nDCG@10 on the collections of {@code
 * src/docs/search-choices.md}, where "mean" is that of all.
 *
 * <p>For tokens exactly as a language model sees them, there is {@link BpeAnalyzer}; a text can be
 * indexed in two fields.
 */
public final class BpeSearchAnalyzer extends Analyzer {

  /**
   * The encoding whose vocabulary serves search best: it has tokens of all scripts, where others
   * fall apart into bytes. nDCG@10 with it and with cl100k_base: Hindi .806 and .698, Russian .820
   * and .794, Thai .874 and .707; English, German, Arabic and Chinese are level.
   */
  public static final String DEFAULT_ENCODING = "o200k_base";

  private final Encoding encoding;
  private final TermLayout layout;
  private final AttributeFactory attributes;

  /** For an index. */
  public BpeSearchAnalyzer(Encoding encoding) {
    this(encoding, TermLayout.INDEX);
  }

  /** For an index or for queries. */
  public BpeSearchAnalyzer(Encoding encoding, TermLayout layout) {
    this(encoding, layout, TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY);
  }

  private BpeSearchAnalyzer(Encoding encoding, TermLayout layout, AttributeFactory attributes) {
    this.encoding = Objects.requireNonNull(encoding, "encoding");
    this.layout = Objects.requireNonNull(layout, "layout");
    this.attributes = attributes;
  }

  /**
   * With the ids as terms in the compact binary form of {@link TokenIdTerms#toBytes}, for a smaller
   * index. An index and its queries need the same form. Lucene's {@code UnifiedHighlighter} fails
   * on such terms: it reads them as UTF-8.
   */
  public static BpeSearchAnalyzer withBinaryTerms(Encoding encoding, TermLayout layout) {
    return new BpeSearchAnalyzer(encoding, layout, TokenIdTermAttributeFactory.INSTANCE);
  }

  @Override
  protected TokenStreamComponents createComponents(String fieldName) {
    Tokenizer words = new BpeWordTokenizer(attributeFactory(fieldName));
    TokenStream tokens = new BpeTokenFilter(new NfkcCaseFoldFilter(words), encoding);
    return new TokenStreamComponents(words, new BpeExtraTermsFilter(tokens, layout));
  }

  @Override
  protected TokenStream normalize(String fieldName, TokenStream in) {
    return NfkcCaseFoldFilter.ofOneTerm(in, false);
  }

  @Override
  protected AttributeFactory attributeFactory(String fieldName) {
    return attributes;
  }
}
