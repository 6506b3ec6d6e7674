package io.github.lucenebpe.opensearch;

import io.github.lucenebpe.lucene.BpeTokenizerFactory;
import io.github.lucenebpe.lucene.ConfigFolder;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.index.IndexSettings;
import org.opensearch.index.analysis.AbstractTokenizerFactory;

/** The tokenizer {@code bpe} as the settings of an index say. */
final class ConfiguredTokenizerFactory extends AbstractTokenizerFactory {
  private final BpeTokenizerFactory tokenizers;

  ConfiguredTokenizerFactory(
      IndexSettings index, Environment environment, String name, Settings settings)
      throws IOException {
    super(index, settings, name);
    Map<String, String> parameters = new HashMap<>();
    for (String key : settings.keySet()) {
      if (!key.equals("type")) {
        parameters.put(key, settings.get(key));
      }
    }
    tokenizers = new BpeTokenizerFactory(parameters);
    tokenizers.inform(new ConfigFolder(environment.configDir()));
  }

  @Override
  public Tokenizer create() {
    return tokenizers.create(TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY);
  }
}
