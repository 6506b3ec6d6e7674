package io.github.lucenebpe.lucene;

import io.github.lucenebpe.model.Encodings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenFilterFactory;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.TokenizerFactory;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.apache.lucene.analysis.miscellaneous.SetKeywordMarkerFilter;
import org.apache.lucene.tests.analysis.BaseTokenStreamFactoryTestCase;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.ClasspathResourceLoader;
import org.apache.lucene.util.Version;

/** The parts of the search analyzer by name, in chains of one's own. */
public class TestSearchFactories extends BaseTokenStreamFactoryTestCase {
  private static final String TEXT = "Searching ＴＨＥ unbelievableness of 東京都 in 2024";

  private String refusal(String name, String... keysAndValues) {
    return expectThrows(
            IllegalArgumentException.class, () -> tokenFilterFactory(name, keysAndValues))
        .getMessage();
  }

  public void testFoundByName() {
    assertTrue(TokenizerFactory.availableTokenizers().contains("bpeWord"));
    assertTrue(
        TokenFilterFactory.availableTokenFilters()
            .containsAll(List.of("bpe", "bpeExtraTerms", "nfkcCaseFold")));
    expectThrows(UnsupportedOperationException.class, BpeWordTokenizerFactory::new);
    expectThrows(UnsupportedOperationException.class, BpeTokenFilterFactory::new);
    expectThrows(UnsupportedOperationException.class, BpeExtraTermsFilterFactory::new);
    expectThrows(UnsupportedOperationException.class, NfkcCaseFoldFilterFactory::new);
  }

  public void testChainIsTheAnalyzer() throws Exception {
    for (TermLayout layout : TermLayout.values()) {
      try (Analyzer custom =
              CustomAnalyzer.builder()
                  .withTokenizer("bpeWord")
                  .addTokenFilter("nfkcCaseFold")
                  .addTokenFilter("bpe")
                  .addTokenFilter("bpeExtraTerms", "layout", layout.name().toLowerCase(Locale.ROOT))
                  .build();
          Analyzer analyzer = new BpeSearchAnalyzer(Encodings.get("o200k_base"), layout)) {
        assertEquals(
            TestBpeSearchAnalyzer.terms(analyzer, TEXT), TestBpeSearchAnalyzer.terms(custom, TEXT));
        assertEquals(new BytesRef("strasse"), custom.normalize("f", "Straße"));
        assertEquals(new BytesRef("strasse"), analyzer.normalize("f", "Straße"));
      }
    }
  }

  public void testAfterOtherTokenizers() throws Exception {
    TokenStream words = whitespaceMockTokenizer("hello don't 東京 x2");
    assertTokenStreamContents(
        tokenFilterFactory("bpe", "llm", "gpt-4o").create(words),
        ids("o200k_base", " hello", " don't", "東京", " x2"),
        new int[] {0, 6, 12, 15, 15},
        new int[] {5, 11, 14, 17, 17});
  }

  /** The terms of texts encoded one by one. */
  private static String[] ids(String encoding, String... texts) {
    return Arrays.stream(texts)
        .flatMapToInt(text -> Arrays.stream(Encodings.get(encoding).encodeOrdinary(text)))
        .mapToObj(Integer::toString)
        .toArray(String[]::new);
  }

  public void testModel() throws Exception {
    assertTokenStreamContents(
        tokenFilterFactory(
                "bpe",
                Version.LATEST,
                new ClasspathResourceLoader(getClass().getClassLoader()),
                "model",
                SampleEncodings.WORDS)
            .create(whitespaceMockTokenizer("river")),
        Arrays.stream(SampleEncodings.trained(SampleEncodings.WORDS).encodeOrdinary(" river"))
            .mapToObj(Integer::toString)
            .toArray(String[]::new));
    assertEquals(
        "inform(ResourceLoader) must come before create: 'model' is a file, x.model",
        expectThrows(
                IllegalStateException.class,
                () ->
                    new BpeTokenFilterFactory(new HashMap<>(Map.of("model", "x.model")))
                        .create(whitespaceMockTokenizer("a")))
            .getMessage());
  }

  public void testKeywordsAreLeftAlone() throws Exception {
    TokenStream words =
        new SetKeywordMarkerFilter(
            whitespaceMockTokenizer("hello unbelievableness"),
            new CharArraySet(List.of("unbelievableness"), false));
    TokenStream tokens = tokenFilterFactory("bpe").create(words);
    assertTokenStreamContents(
        tokenFilterFactory("bpeExtraTerms").create(tokens),
        new String[] {ids("o200k_base", " hello")[0], "unbelievableness"},
        new int[] {0, 6},
        new int[] {5, 22},
        null,
        new int[] {1, 1});
  }

  public void testRefusals() {
    assertEquals(
        "Configuration Error: 'accents' value must be one of [keep, drop], got 'x'",
        refusal("nfkcCaseFold", "accents", "x"));
    assertEquals(
        "Configuration Error: 'layout' value must be one of [index, query, phrase], got 'x'",
        refusal("bpeExtraTerms", "layout", "x"));
    assertEquals("Unknown parameters: {x=y}", refusal("bpeExtraTerms", "x", "y"));
    assertEquals("Unknown parameters: {x=y}", refusal("nfkcCaseFold", "x", "y"));
    assertEquals("Unknown parameters: {x=y}", refusal("bpe", "x", "y"));
    assertTrue(refusal("bpe", "encoding", "x").startsWith("Configuration Error: wrong 'encoding'"));
    assertEquals(
        "Configuration Error: at most one of 'encoding', 'llm' and 'model' must be set,"
            + " got 'encoding' = a, 'llm' = b, 'model' = null",
        refusal("bpe", "encoding", "a", "llm", "b"));
    assertEquals(
        "extra terms are made from words that a BpeTokenFilter has split: it must come before",
        expectThrows(
                IllegalArgumentException.class,
                () -> tokenFilterFactory("bpeExtraTerms").create(whitespaceMockTokenizer("a")))
            .getMessage());
  }
}
