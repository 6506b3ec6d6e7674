package io.github.lucenebpe.elasticsearch;

import io.github.lucenebpe.plugin.SearchAnalyzers;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.elasticsearch.plugin.Inject;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.AnalyzerFactory;

/** The {@link SearchAnalyzers}, with the settings of an index or without any. */
public abstract class SearchAnalyzer implements AnalyzerFactory {
  private final String layout;
  private final Map<String, String> settings = new HashMap<>();

  private SearchAnalyzer(String layout, SearchSettings settings) {
    this.layout = layout;
    put("encoding", settings.encoding());
    put("llm", settings.llm());
    put("model", settings.model());
    put("layout", settings.layout());
  }

  private void put(String name, String value) {
    if (!value.isEmpty()) {
      settings.put(name, value);
    }
  }

  @Override
  public final Analyzer create() {
    return SearchAnalyzers.create(layout, settings, NodeConfig.folder());
  }

  /** For the texts of an index. */
  @NamedComponent("bpe_search")
  public static final class OfIndex extends SearchAnalyzer {
    /** Made by Elasticsearch. */
    @Inject
    public OfIndex(SearchSettings settings) {
      super("index", settings);
    }
  }

  /** For queries of words. */
  @NamedComponent("bpe_search_query")
  public static final class OfQuery extends SearchAnalyzer {
    /** Made by Elasticsearch. */
    @Inject
    public OfQuery(SearchSettings settings) {
      super("query", settings);
    }
  }

  /** For phrases. */
  @NamedComponent("bpe_search_phrase")
  public static final class OfPhrase extends SearchAnalyzer {
    /** Made by Elasticsearch. */
    @Inject
    public OfPhrase(SearchSettings settings) {
      super("phrase", settings);
    }
  }
}
