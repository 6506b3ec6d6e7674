package io.github.lucenebpe.opensearch;

import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.lucene.BpeAnalyzer;
import io.github.lucenebpe.lucene.BpeTokenizer;
import io.github.lucenebpe.lucene.BpeTokenizerFactory;
import io.github.lucenebpe.lucene.TermKind;
import io.github.lucenebpe.model.Encodings;
import java.util.List;
import java.util.Map;
import org.opensearch.index.analysis.PreBuiltAnalyzerProviderFactory;
import org.opensearch.index.analysis.PreConfiguredTokenizer;
import org.opensearch.index.analysis.TokenizerFactory;
import org.opensearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.opensearch.indices.analysis.PreBuiltCacheFactory.CachingStrategy;
import org.opensearch.plugins.AnalysisPlugin;
import org.opensearch.plugins.Plugin;

/** What the plugin brings to OpenSearch. */
public final class BpePlugin extends Plugin implements AnalysisPlugin {

  /** Made by OpenSearch. */
  public BpePlugin() {}

  /** The tokenizer {@code bpe} with the parameters of {@link BpeTokenizerFactory}. */
  @Override
  public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
    return Map.of(
        BpeTokenizerFactory.NAME,
        AnalysisPlugin.requiresAnalysisSettings(ConfiguredTokenizerFactory::new));
  }

  /** {@code bpe_cl100k_base} and so on: tokenizers that need no settings. */
  @Override
  public List<PreConfiguredTokenizer> getPreConfiguredTokenizers() {
    return Encodings.names().stream()
        .map(
            name ->
                PreConfiguredTokenizer.singleton(
                    readyMade(name),
                    () ->
                        new BpeTokenizer(Encodings.get(name), SpecialTokens.ORDINARY, TermKind.ID)))
        .toList();
  }

  /** Analyzers of the same names that are these tokenizers and nothing else. */
  @Override
  public List<PreBuiltAnalyzerProviderFactory> getPreBuiltAnalyzerProviderFactories() {
    return Encodings.names().stream()
        .map(
            name ->
                new PreBuiltAnalyzerProviderFactory(
                    readyMade(name),
                    CachingStrategy.ONE,
                    () -> new BpeAnalyzer(Encodings.get(name))))
        .toList();
  }

  private static String readyMade(String encoding) {
    return "bpe_" + encoding;
  }
}
