package io.github.lucenebpe.lucene;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.util.AttributeFactory;

/**
 * Makes the index terms of decimal token ids binary: two bytes for ids below 16384 and three for
 * all others of the shipped encodings, where the decimal number takes up to six. {@link
 * TokenIdTerms} has the format.
 *
 * <p>The stream still shows the decimal number as {@code CharTermAttribute}; what goes into the
 * index changes. A term that is not a decimal token id, such as the word of a prefix query that
 * {@code Analyzer.normalize} passes through, stays UTF-8.
 *
 * <p>Use it where the analyzer is yours, as in {@link BpeAnalyzer#withBinaryTerms}: Solr,
 * Elasticsearch and OpenSearch bring an attribute factory of their own. All analyzers of a field,
 * for indexing and for queries, must agree. Only for streams whose terms are token ids: any other
 * number would be taken for one.
 */
public final class TokenIdTermAttributeFactory
    extends AttributeFactory.StaticImplementationAttributeFactory<TokenIdTermAttributeImpl> {

  /** The factory, with Lucene's default attributes for everything but the term. */
  public static final TokenIdTermAttributeFactory INSTANCE = new TokenIdTermAttributeFactory();

  private TokenIdTermAttributeFactory() {
    super(TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY, TokenIdTermAttributeImpl.class);
  }

  @Override
  protected TokenIdTermAttributeImpl createInstance() {
    return new TokenIdTermAttributeImpl();
  }
}
