package io.github.lucenebpe.elasticsearch;

import io.github.lucenebpe.lucene.BpeTokenFilterFactory;
import org.apache.lucene.analysis.TokenStream;
import org.elasticsearch.plugin.Inject;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.TokenFilterFactory;

/** The token filter {@code bpe} with the parameters of {@link BpeTokenFilterFactory}. */
@NamedComponent("bpe")
public final class TokensOfWords implements TokenFilterFactory {
  private final LazyFactory<BpeTokenFilterFactory> filters;

  /** Made by Elasticsearch. */
  @Inject
  public TokensOfWords(EncodingSettings settings) {
    filters = new LazyFactory<>(BpeTokenFilterFactory::new).with(settings);
  }

  @Override
  public TokenStream create(TokenStream input) {
    return filters.get().create(input);
  }
}
