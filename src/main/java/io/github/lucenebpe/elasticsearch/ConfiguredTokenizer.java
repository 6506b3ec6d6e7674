package io.github.lucenebpe.elasticsearch;

import io.github.lucenebpe.lucene.BpeTokenizerFactory;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.elasticsearch.plugin.Inject;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.TokenizerFactory;

/** The tokenizer {@code bpe} with the parameters of {@link BpeTokenizerFactory}. */
@NamedComponent("bpe")
public final class ConfiguredTokenizer implements TokenizerFactory {
  private final LazyFactory<BpeTokenizerFactory> tokenizers;

  /** Made by Elasticsearch. */
  @Inject
  public ConfiguredTokenizer(TokenizerSettings settings) {
    tokenizers =
        new LazyFactory<>(BpeTokenizerFactory::new)
            .with(settings)
            .with("special_tokens", settings.specialTokens())
            .with("term", settings.term());
  }

  @Override
  public Tokenizer create() {
    return tokenizers.get().create(TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY);
  }
}
