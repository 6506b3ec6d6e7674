package io.github.lucenebpe.opensearch;

import io.github.lucenebpe.plugin.ConfigFolder;
import io.github.lucenebpe.plugin.LuceneFactories;
import java.util.Map;
import java.util.function.Function;
import org.apache.lucene.analysis.TokenStream;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.IndexSettings;
import org.opensearch.index.analysis.AbstractTokenFilterFactory;
import org.opensearch.index.analysis.TokenFilterFactory;
import org.opensearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.opensearch.plugins.AnalysisPlugin;

/** A token filter of Lucene with the settings of an index. */
final class ConfiguredTokenFilterFactory extends AbstractTokenFilterFactory {
  private final org.apache.lucene.analysis.TokenFilterFactory filters;

  private ConfiguredTokenFilterFactory(
      IndexSettings index,
      Settings settings,
      String name,
      org.apache.lucene.analysis.TokenFilterFactory filters) {
    super(index, name, settings);
    this.filters = filters;
  }

  /** Provides token filters from a factory of Lucene with the settings of an index. */
  static AnalysisProvider<TokenFilterFactory> provider(
      Function<Map<String, String>, ? extends org.apache.lucene.analysis.TokenFilterFactory>
          constructor) {
    return AnalysisPlugin.requiresAnalysisSettings(
        (index, environment, name, settings) ->
            new ConfiguredTokenFilterFactory(
                index,
                settings,
                name,
                LuceneFactories.create(
                    constructor,
                    ConfiguredTokenizerFactory.parameters(settings),
                    new ConfigFolder(environment.configDir()))));
  }

  @Override
  public TokenStream create(TokenStream input) {
    return filters.create(input);
  }

  @Override
  public TokenStream normalize(TokenStream input) {
    return filters.normalize(input);
  }
}
