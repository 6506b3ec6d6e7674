package io.github.lucenebpe.plugin;

import io.github.lucenebpe.lucene.BpeAnalyzer;
import io.github.lucenebpe.lucene.BpeSearchAnalyzer;
import io.github.lucenebpe.lucene.TermLayout;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.Analyzer.TokenStreamComponents;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.tests.analysis.BaseTokenStreamTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.apache.lucene.util.QueryBuilder;

/** An analyzer that makes its chain when there is a text. */
public class TestLazyAnalyzer extends BaseTokenStreamTestCase {

  public void testNothingIsMadeForAnEmptyText() throws IOException {
    AtomicInteger made = new AtomicInteger();
    try (Analyzer analyzer =
        new LazyAnalyzer(
            attributes -> {
              made.incrementAndGet();
              return new TokenStreamComponents(new WhitespaceTokenizer(attributes));
            })) {
      for (int i = 0; i < 3; i++) {
        assertAnalyzesTo(analyzer, "", new String[0]);
      }
      assertEquals(0, made.get());
      assertAnalyzesTo(analyzer, "a b", new String[] {"a", "b"});
      assertAnalyzesTo(analyzer, "", new String[0]);
      assertAnalyzesTo(analyzer, "c", new String[] {"c"});
      assertEquals(1, made.get());
    }
  }

  public void testTokensAreThoseOfTheAnalyzer() throws IOException {
    try (Analyzer lazy = LazyAnalyzer.ofTokens("cl100k_base");
        Analyzer plain = new BpeAnalyzer(Encodings.get("cl100k_base"))) {
      checkRandomData(random(), lazy, 50);
      QueryBuilder lazyQueries = new QueryBuilder(lazy);
      QueryBuilder queries = new QueryBuilder(plain);
      for (String text : new String[] {" the European Parliament", "x 🌳 y", "안녕하세요"}) {
        assertEquals(
            queries.createPhraseQuery("f", text), lazyQueries.createPhraseQuery("f", text));
      }
    }
  }

  /**
   * As fields of the type {@code token_count} count, in Elasticsearch and OpenSearch: position
   * increments, by an attribute that is asked for before the first token, and that of the end.
   */
  public void testPositionsCountTokens() throws IOException {
    try (Analyzer analyzer = LazyAnalyzer.ofTokens("cl100k_base")) {
      for (String text : new String[] {"hello world", "", "x 🌳 y", "안녕하세요", " "}) {
        int count = 0;
        try (TokenStream tokens = analyzer.tokenStream("f", text)) {
          PositionIncrementAttribute position =
              tokens.addAttribute(PositionIncrementAttribute.class);
          tokens.reset();
          while (tokens.incrementToken()) {
            count += position.getPositionIncrement();
          }
          tokens.end();
          count += position.getPositionIncrement();
        }
        assertEquals(text, Encodings.get("cl100k_base").count(text), count);
      }
    }
  }

  public void testSearchAnalyzersAreThoseOfLucene() throws IOException {
    for (TermLayout layout : TermLayout.values()) {
      String name = layout.name().toLowerCase(Locale.ROOT);
      try (Analyzer lazy = SearchAnalyzers.create(name, Map.of(), null);
          Analyzer plain =
              new BpeSearchAnalyzer(Encodings.get(BpeSearchAnalyzer.DEFAULT_ENCODING), layout)) {
        for (int i = 0; i < 200; i++) {
          String text = TestUtil.randomAnalysisString(random(), 40, false);
          assertEquals(text, tokens(plain, text), tokens(lazy, text));
        }
        assertEquals(plain.normalize("f", "É"), lazy.normalize("f", "É"));
      }
    }
  }

  private static List<String> tokens(Analyzer analyzer, String text) throws IOException {
    List<String> seen = new ArrayList<>();
    try (TokenStream tokens = analyzer.tokenStream("f", text)) {
      tokens.reset();
      while (tokens.incrementToken()) {
        seen.add(
            tokens.getAttribute(CharTermAttribute.class)
                + " "
                + tokens.getAttribute(OffsetAttribute.class).startOffset()
                + " "
                + tokens.getAttribute(OffsetAttribute.class).endOffset()
                + " "
                + tokens.getAttribute(PositionIncrementAttribute.class).getPositionIncrement());
      }
      tokens.end();
    }
    return seen;
  }
}
