package io.github.lucenebpe.opensearch;

import io.github.lucenebpe.plugin.ConfigFolder;
import io.github.lucenebpe.plugin.LuceneFactories;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.IndexSettings;
import org.opensearch.index.analysis.AbstractTokenizerFactory;
import org.opensearch.index.analysis.TokenizerFactory;
import org.opensearch.indices.analysis.AnalysisModule.AnalysisProvider;

/** A tokenizer of Lucene with the settings of an index. */
final class ConfiguredTokenizerFactory extends AbstractTokenizerFactory {
  private final org.apache.lucene.analysis.TokenizerFactory tokenizers;

  private ConfiguredTokenizerFactory(
      IndexSettings index,
      Settings settings,
      String name,
      org.apache.lucene.analysis.TokenizerFactory tokenizers) {
    super(index, settings, name);
    this.tokenizers = tokenizers;
  }

  /** Provides tokenizers from a factory of Lucene, which an index has to give its settings. */
  static AnalysisProvider<TokenizerFactory> provider(
      Function<Map<String, String>, ? extends org.apache.lucene.analysis.TokenizerFactory>
          constructor) {
    return (index, environment, name, settings) ->
        new ConfiguredTokenizerFactory(
            index,
            settings,
            name,
            LuceneFactories.create(
                constructor, parameters(settings), new ConfigFolder(environment.configDir())));
  }

  /** The settings but the type of the component and what the engine adds. */
  static Map<String, String> parameters(Settings settings) {
    Map<String, String> parameters = new HashMap<>();
    for (String name : settings.keySet()) {
      if (!name.equals("type") && !name.startsWith("index.")) {
        parameters.put(name, settings.get(name));
      }
    }
    return parameters;
  }

  @Override
  public Tokenizer create() {
    return tokenizers.create(TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY);
  }
}
