package io.github.lucenebpe.plugin;

import io.github.lucenebpe.lucene.BpeAnalyzer;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.Analyzer.TokenStreamComponents;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.tests.analysis.BaseTokenStreamTestCase;
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
}
