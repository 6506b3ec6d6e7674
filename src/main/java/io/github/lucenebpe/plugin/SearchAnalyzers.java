package io.github.lucenebpe.plugin;

import io.github.lucenebpe.lucene.BpeExtraTermsFilterFactory;
import io.github.lucenebpe.lucene.BpeSearchAnalyzer;
import io.github.lucenebpe.lucene.BpeTokenFilter;
import io.github.lucenebpe.lucene.BpeTokenFilterFactory;
import io.github.lucenebpe.lucene.BpeWordTokenizer;
import io.github.lucenebpe.lucene.NfkcCaseFoldFilter;
import io.github.lucenebpe.model.Encodings;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.Analyzer.TokenStreamComponents;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.util.ResourceLoader;

/**
 * The chain of {@link BpeSearchAnalyzer} under the names that plugins give it: {@value #NAME} for
 * an index, {@value #NAME}{@code _query} for words and {@value #NAME}{@code _phrase} for phrases.
 *
 * <p>Without settings it has the encoding {@value BpeSearchAnalyzer#DEFAULT_ENCODING}. Settings are
 * one of {@code encoding}, {@code llm} and {@code model}, and {@code layout}: {@code index}, {@code
 * query} or {@code phrase}.
 */
public final class SearchAnalyzers {
  /** Name of the analyzer for an index. */
  public static final String NAME = "bpe_search";

  private static final String LAYOUT = "layout";

  private SearchAnalyzers() {}

  /**
   * An analyzer.
   *
   * @param defaultLayout the layout if the settings have none
   * @param settings of an index; empty for the analyzer that needs none
   * @param config opens model files
   * @throws IllegalArgumentException if a setting or the file that it names is wrong
   */
  public static Analyzer create(
      String defaultLayout, Map<String, String> settings, ResourceLoader config) {
    Map<String, String> ofTokens = new HashMap<>(settings);
    String layout = ofTokens.remove(LAYOUT);
    BpeExtraTermsFilterFactory extraTerms =
        LuceneFactories.create(
            BpeExtraTermsFilterFactory::new,
            Map.of(LAYOUT, layout == null ? defaultLayout : layout),
            config);
    return lazy(tokens(ofTokens, config), extraTerms);
  }

  /** Makes the tokens of words; those of the default encoding load it when there is a text. */
  private static UnaryOperator<TokenStream> tokens(
      Map<String, String> settings, ResourceLoader config) {
    if (settings.isEmpty()) {
      return words -> new BpeTokenFilter(words, Encodings.get(BpeSearchAnalyzer.DEFAULT_ENCODING));
    }
    return LuceneFactories.create(BpeTokenFilterFactory::new, settings, config)::create;
  }

  private static LazyAnalyzer lazy(
      UnaryOperator<TokenStream> tokens, BpeExtraTermsFilterFactory extraTerms) {
    return new LazyAnalyzer(
        attributes -> {
          Tokenizer words = new BpeWordTokenizer(attributes);
          TokenStream folded = new NfkcCaseFoldFilter(words);
          return new TokenStreamComponents(words, extraTerms.create(tokens.apply(folded)));
        },
        term -> NfkcCaseFoldFilter.ofOneTerm(term, false));
  }
}
