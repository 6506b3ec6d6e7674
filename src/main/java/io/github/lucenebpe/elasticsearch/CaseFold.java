package io.github.lucenebpe.elasticsearch;

import io.github.lucenebpe.lucene.NfkcCaseFoldFilterFactory;
import org.apache.lucene.analysis.TokenStream;
import org.elasticsearch.plugin.Inject;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.TokenFilterFactory;

/** The token filter {@code nfkc_case_fold}; see {@link NfkcCaseFoldFilterFactory}. */
@NamedComponent("nfkc_case_fold")
public final class CaseFold implements TokenFilterFactory {
  private final LazyFactory<NfkcCaseFoldFilterFactory> filters;

  /** Made by Elasticsearch. */
  @Inject
  public CaseFold(CaseFoldSettings settings) {
    filters = new LazyFactory<>(NfkcCaseFoldFilterFactory::new).with("accents", settings.accents());
  }

  @Override
  public TokenStream create(TokenStream input) {
    return filters.get().create(input);
  }

  @Override
  public TokenStream normalize(TokenStream input) {
    return filters.get().normalize(input);
  }
}
