package io.github.lucenebpe.opensearch;

import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.lucene.BpeExtraTermsFilter;
import io.github.lucenebpe.lucene.BpeExtraTermsFilterFactory;
import io.github.lucenebpe.lucene.BpeSearchAnalyzer;
import io.github.lucenebpe.lucene.BpeTokenFilter;
import io.github.lucenebpe.lucene.BpeTokenFilterFactory;
import io.github.lucenebpe.lucene.BpeTokenizer;
import io.github.lucenebpe.lucene.BpeTokenizerFactory;
import io.github.lucenebpe.lucene.BpeWordTokenizer;
import io.github.lucenebpe.lucene.NfkcCaseFoldFilter;
import io.github.lucenebpe.lucene.NfkcCaseFoldFilterFactory;
import io.github.lucenebpe.lucene.TermKind;
import io.github.lucenebpe.lucene.TermLayout;
import io.github.lucenebpe.model.Encodings;
import io.github.lucenebpe.plugin.ConfigFolder;
import io.github.lucenebpe.plugin.LazyAnalyzer;
import io.github.lucenebpe.plugin.SearchAnalyzers;
import io.github.lucenebpe.plugin.TokenChunkProcessor;
import io.github.lucenebpe.plugin.TokenCountProcessor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.util.ResourceLoader;
import org.opensearch.index.analysis.AnalyzerProvider;
import org.opensearch.index.analysis.PreBuiltAnalyzerProviderFactory;
import org.opensearch.index.analysis.PreConfiguredTokenFilter;
import org.opensearch.index.analysis.PreConfiguredTokenizer;
import org.opensearch.index.analysis.TokenFilterFactory;
import org.opensearch.index.analysis.TokenizerFactory;
import org.opensearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.opensearch.indices.analysis.PreBuiltCacheFactory.CachingStrategy;
import org.opensearch.ingest.Processor;
import org.opensearch.plugins.AnalysisPlugin;
import org.opensearch.plugins.IngestPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.SearchPipelinePlugin;
import org.opensearch.plugins.SearchPlugin;
import org.opensearch.search.pipeline.SearchResponseProcessor;

/** What the plugin brings to OpenSearch. */
public final class BpePlugin extends Plugin
    implements AnalysisPlugin, IngestPlugin, SearchPipelinePlugin, SearchPlugin {

  /** Made by OpenSearch. */
  public BpePlugin() {}

  /** Lucene's tokenizers with the settings of an index. */
  @Override
  public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
    return Map.of(
        "bpe",
        AnalysisPlugin.requiresAnalysisSettings(
            ConfiguredTokenizerFactory.provider(BpeTokenizerFactory::new)));
  }

  /** Tokenizers that need no settings: {@code bpe_cl100k_base} and so on. */
  @Override
  public List<PreConfiguredTokenizer> getPreConfiguredTokenizers() {
    Stream<PreConfiguredTokenizer> tokens =
        Encodings.names().stream()
            .map(
                name ->
                    PreConfiguredTokenizer.singleton(
                        readyMade(name),
                        () ->
                            new BpeTokenizer(
                                Encodings.get(name), SpecialTokens.ORDINARY, TermKind.ID)));
    Stream<PreConfiguredTokenizer> words =
        Stream.of(PreConfiguredTokenizer.singleton("bpe_word", BpeWordTokenizer::new));
    return Stream.concat(tokens, words).toList();
  }

  /** Lucene's token filters with the settings of an index. */
  @Override
  public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
    return Map.of(
        "nfkc_case_fold", ConfiguredTokenFilterFactory.provider(NfkcCaseFoldFilterFactory::new),
        "bpe", ConfiguredTokenFilterFactory.provider(BpeTokenFilterFactory::new),
        "bpe_extra_terms", ConfiguredTokenFilterFactory.provider(BpeExtraTermsFilterFactory::new));
  }

  /** The same without settings. */
  @Override
  public List<PreConfiguredTokenFilter> getPreConfiguredTokenFilters() {
    return List.of(
        PreConfiguredTokenFilter.singleton("nfkc_case_fold", true, NfkcCaseFoldFilter::new),
        PreConfiguredTokenFilter.singleton(
            "bpe",
            false,
            words -> new BpeTokenFilter(words, Encodings.get(BpeSearchAnalyzer.DEFAULT_ENCODING))),
        PreConfiguredTokenFilter.singleton(
            "bpe_extra_terms", false, tokens -> new BpeExtraTermsFilter(tokens, TermLayout.INDEX)));
  }

  /** The search analyzers, with the settings of an index or without. */
  @Override
  public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
    return Map.of(
        SearchAnalyzers.NAME,
        ConfiguredSearchAnalyzer.provider("index"),
        SearchAnalyzers.NAME + "_query",
        ConfiguredSearchAnalyzer.provider("query"),
        SearchAnalyzers.NAME + "_phrase",
        ConfiguredSearchAnalyzer.provider("phrase"));
  }

  /** Analyzers that are a ready-made tokenizer and nothing else. */
  @Override
  public List<PreBuiltAnalyzerProviderFactory> getPreBuiltAnalyzerProviderFactories() {
    return Encodings.names().stream()
        .map(
            name ->
                new PreBuiltAnalyzerProviderFactory(
                    readyMade(name), CachingStrategy.ONE, () -> LazyAnalyzer.ofTokens(name)))
        .toList();
  }

  /** Counts and cuts the texts of documents before they are indexed. */
  @Override
  public Map<String, Processor.Factory> getProcessors(Processor.Parameters parameters) {
    ResourceLoader config = new ConfigFolder(parameters.env.configDir());
    return Map.of(
        TokenCountProcessor.TYPE,
        DocumentProcessor.factory(
            TokenCountProcessor.TYPE,
            settings -> new TokenCountProcessor(settings, config)::process),
        TokenChunkProcessor.TYPE,
        DocumentProcessor.factory(
            TokenChunkProcessor.TYPE,
            settings -> new TokenChunkProcessor(settings, config)::process));
  }

  /** Holds the hits of a search to a number of tokens. */
  @Override
  public Map<String, org.opensearch.search.pipeline.Processor.Factory<SearchResponseProcessor>>
      getResponseProcessors(SearchPipelinePlugin.Parameters parameters) {
    ResourceLoader config = new ConfigFolder(parameters.env.configDir());
    return Map.of(TokenBudgetProcessor.TYPE, TokenBudgetProcessor.factory(config));
  }

  /** Settings of a budget in a request, and its report in a response. */
  @Override
  public List<SearchExtSpec<?>> getSearchExts() {
    return List.of(
        new SearchExtSpec<>(TokenBudgetExt.NAME, TokenBudgetExt::new, TokenBudgetExt::parse));
  }

  private static String readyMade(String encoding) {
    return "bpe_" + encoding;
  }
}
