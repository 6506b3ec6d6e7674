package io.github.lucenebpe.elasticsearch;

import io.github.lucenebpe.lucene.BpeWordTokenizer;
import org.apache.lucene.analysis.Tokenizer;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.TokenizerFactory;

/** The tokenizer {@code bpe_word}, which has no settings. */
@NamedComponent("bpe_word")
public final class WordTokenizer implements TokenizerFactory {

  /** Made by Elasticsearch. */
  public WordTokenizer() {}

  @Override
  public Tokenizer create() {
    return new BpeWordTokenizer();
  }
}
