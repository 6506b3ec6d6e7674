package io.github.lucenebpe.opensearch;

import io.github.lucenebpe.plugin.ConfigFolder;
import io.github.lucenebpe.plugin.SearchAnalyzers;
import org.apache.lucene.analysis.Analyzer;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.IndexSettings;
import org.opensearch.index.analysis.AbstractIndexAnalyzerProvider;
import org.opensearch.index.analysis.AnalyzerProvider;
import org.opensearch.indices.analysis.AnalysisModule.AnalysisProvider;

/** One of the {@link SearchAnalyzers}, with the settings of an index or without any. */
final class ConfiguredSearchAnalyzer extends AbstractIndexAnalyzerProvider<Analyzer> {
  private final Analyzer analyzer;

  private ConfiguredSearchAnalyzer(
      IndexSettings index, String name, Settings settings, Analyzer analyzer) {
    super(index, name, settings);
    this.analyzer = analyzer;
  }

  /** Provides analyzers whose terms have a layout, unless the settings name another. */
  static AnalysisProvider<AnalyzerProvider<? extends Analyzer>> provider(String layout) {
    return (index, environment, name, settings) ->
        new ConfiguredSearchAnalyzer(
            index,
            name,
            settings,
            SearchAnalyzers.create(
                layout,
                ConfiguredTokenizerFactory.parameters(settings),
                new ConfigFolder(environment.configDir())));
  }

  @Override
  public Analyzer get() {
    return analyzer;
  }
}
