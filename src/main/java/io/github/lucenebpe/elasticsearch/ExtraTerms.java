package io.github.lucenebpe.elasticsearch;

import io.github.lucenebpe.lucene.BpeExtraTermsFilterFactory;
import org.apache.lucene.analysis.TokenStream;
import org.elasticsearch.plugin.Inject;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.TokenFilterFactory;

/** The token filter {@code bpe_extra_terms}; see {@link BpeExtraTermsFilterFactory}. */
@NamedComponent("bpe_extra_terms")
public final class ExtraTerms implements TokenFilterFactory {
  private final LazyFactory<BpeExtraTermsFilterFactory> filters;

  /** Made by Elasticsearch. */
  @Inject
  public ExtraTerms(LayoutSettings settings) {
    filters = new LazyFactory<>(BpeExtraTermsFilterFactory::new).with("layout", settings.layout());
  }

  @Override
  public TokenStream create(TokenStream input) {
    return filters.get().create(input);
  }
}
