package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.tests.analysis.BaseTokenStreamTestCase;
import org.apache.lucene.tests.analysis.MockTokenizer;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.QueryBuilder;

/** The terms of search, where they stand, and Lucene's own checks. */
public class TestBpeSearchAnalyzer extends BaseTokenStreamTestCase {
  private static final Encoding O200K = Encodings.get("o200k_base");

  /** {@code term@position[start,end)}, with ids as texts. */
  static List<String> terms(Analyzer analyzer, String text) throws IOException {
    List<String> result = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream("f", text)) {
      CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
      PositionIncrementAttribute position = stream.getAttribute(PositionIncrementAttribute.class);
      OffsetAttribute offset = stream.getAttribute(OffsetAttribute.class);
      stream.reset();
      int at = -1;
      while (stream.incrementToken()) {
        at += position.getPositionIncrement();
        String shown = term.toString();
        if (shown.matches("[0-9]+(_[0-9]+)*")) {
          StringBuilder joined = new StringBuilder();
          for (String id : shown.split("_", -1)) {
            joined.append(joined.isEmpty() ? "" : "_").append(O200K.decode(Integer.parseInt(id)));
          }
          shown = "<" + joined + ">";
        }
        result.add(shown + "@" + at + "[" + offset.startOffset() + "," + offset.endOffset() + ")");
      }
      stream.end();
    }
    return result;
  }

  private static List<String> terms(TermLayout layout, String text) throws IOException {
    try (Analyzer analyzer = new BpeSearchAnalyzer(O200K, layout)) {
      return terms(analyzer, text);
    }
  }

  public void testIndexLayout() throws IOException {
    assertEquals(
        List.of(
            "< searching>@0[0,9)",
            "< unbel>@1[10,26)",
            "<iev>@2[10,26)",
            "<ab>@3[10,26)",
            "<leness>@4[10,26)",
            "<202>@5[27,31)",
            "=2024@5[27,31)",
            "<4>@6[27,31)"),
        terms(TermLayout.INDEX, "Searching unbelievableness 2024"));
    assertEquals(
        List.of(
            "<東京都>@0[0,3)",
            "東@0[0,1)",
            "京@1[1,2)",
            "都@2[2,3)",
            "に@3[3,4)",
            "<大阪>@4[6,8)",
            "大@4[6,7)",
            "阪@5[7,8)",
            "へ@6[9,10)"),
        terms(TermLayout.INDEX, "東京都に。 大阪 へ"));
    assertEquals(List.of("<ภาษา>@0[0,4)", "<ไทย>@1[4,7)"), terms(TermLayout.INDEX, "ภาษาไทย"));
    assertEquals(
        List.of("الع@0[0,7)", "لعر@1[0,7)", "عرب@2[0,7)", "ربي@3[0,7)", "بية@4[0,7)"),
        terms(TermLayout.INDEX, "العربية"));
    assertEquals(
        List.of("< 서울>@0[0,4)", "서울@0[0,4)", "울에@0[0,4)", "에서@0[0,4)", "<에서>@1[0,4)"),
        terms(TermLayout.INDEX, "서울에서"));
  }

  /** A pseudo-stem that the first token does not say is in the index. */
  public void testStemsInTheIndex() throws IOException {
    assertEquals(
        List.of("< un>@0[0,10)", "< unas>@0[0,10)"),
        terms(TermLayout.INDEX, "unassigned").subList(0, 2));
  }

  public void testQueryLayout() throws IOException {
    assertEquals(
        List.of(
            "< searching>@0[0,9)",
            "< search>@1[0,9)",
            "< searchable>@1[0,9)",
            "< searched>@1[0,9)",
            "< searches>@1[0,9)",
            "< searching>@1[0,9)",
            "<東京>@2[10,12)",
            "東@3[10,11)",
            "京@4[11,12)"),
        terms(TermLayout.QUERY, "Searching 東京"));
  }

  /** How much terms count for Lucene's query builders; a boost of a word stays. */
  public void testBoosts() throws IOException {
    assertEquals(
        "SEARCH SEARCHABLE^0.4 SEARCHED^0.4 SEARCHES^0.4 SEARCHING SEARCHING^0.7",
        lucenesQuery("searching"));
    assertEquals(
        "SEARCHABLE^0.2 SEARCHED^0.2 SEARCHES^0.2 SEARCHING^0.35 SEARCHING^0.5 SEARCH^0.5",
        lucenesQuery("searching|0.5"));
    assertEquals(
        "SEARCH SEARCHABLE^0.8 SEARCHED^0.8 SEARCHES^0.8 SEARCHING SEARCHING^1.4",
        lucenesQuery("searching|2"));
    assertEquals(id(" it") + " " + id(" it") + "^3.0", lucenesQuery("it it|3"));
  }

  private static String id(String text) {
    return Integer.toString(O200K.encodeOrdinary(text)[0]);
  }

  private static String lucenesQuery(String text) throws IOException {
    try (Analyzer analyzer =
        CustomAnalyzer.builder()
            .withTokenizer("whitespace")
            .addTokenFilter("delimitedBoost")
            .addTokenFilter("nfkcCaseFold")
            .addTokenFilter("bpe")
            .addTokenFilter("bpeExtraTerms", "layout", "query")
            .build()) {
      String query = new QueryBuilder(analyzer).createBooleanQuery("f", text).toString("f");
      query = query.replaceAll("Synonym|[()]", "");
      for (String end : List.of("able", "ed", "es", "ing", "")) {
        String word = "search" + end;
        query = query.replace(id(" " + word), word.toUpperCase(Locale.ROOT));
      }
      return Stream.of(query.split(" ", -1)).sorted().collect(Collectors.joining(" "));
    }
  }

  public void testPhraseLayout() throws IOException {
    assertEquals(
        List.of(
            "< searching>@0[0,9)",
            "東@1[10,11)",
            "京@2[11,12)",
            "都@3[12,13)",
            "に@4[13,14)",
            "へ@5[15,16)"),
        terms(TermLayout.PHRASE, "Searching 東京都に へ"));
    assertEquals(List.of("<ภาษา>@0[0,4)", "<ไทย>@1[4,7)"), terms(TermLayout.PHRASE, "ภาษาไทย"));
  }

  /** Where the vocabulary has no beginning of a word, its first chars are a term. */
  public void testBeginnings() throws IOException {
    assertEquals(
        List.of("^ⴰⵎⴰⵣⵉ@0[0,7)"),
        terms(TermLayout.INDEX, "ⴰⵎⴰⵣⵉⵖⵜ").stream().filter(t -> t.startsWith("^")).toList());
    String astral = "\uD801\uDC28".repeat(4); // Deseret, of two chars each
    assertTrue(terms(TermLayout.INDEX, astral).contains("^" + astral.substring(0, 4) + "@0[0,8)"));
  }

  public void testBinaryTerms() throws IOException {
    try (Analyzer analyzer = BpeSearchAnalyzer.withBinaryTerms(O200K, TermLayout.PHRASE);
        TokenStream stream = analyzer.tokenStream("f", "Searching 東京")) {
      TermToBytesRefAttribute term = stream.getAttribute(TermToBytesRefAttribute.class);
      stream.reset();
      assertTrue(stream.incrementToken());
      int id = O200K.encodeOrdinary(" searching")[0];
      assertEquals(TokenIdTerms.toBytes(id), term.getBytesRef());
      assertTrue(stream.incrementToken());
      assertEquals(new BytesRef("東"), term.getBytesRef());
      assertTrue(stream.incrementToken());
      assertEquals(new BytesRef("京"), term.getBytesRef());
      assertFalse(stream.incrementToken());
      stream.end();
    }
  }

  /** Each filter by itself, behind tokenizers that make other words. */
  public void testRandomStringsOfOtherTokenizers() throws Exception {
    for (TermLayout layout : TermLayout.values()) {
      try (Analyzer analyzer =
          new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String fieldName) {
              Tokenizer words =
                  layout == TermLayout.QUERY
                      ? new KeywordTokenizer()
                      : new MockTokenizer(MockTokenizer.WHITESPACE, false);
              TokenStream folded = new NfkcCaseFoldFilter(words, layout == TermLayout.PHRASE);
              return new TokenStreamComponents(
                  words, new BpeExtraTermsFilter(new BpeTokenFilter(folded, O200K), layout));
            }
          }) {
        checkRandomData(random(), analyzer, 100 * RANDOM_MULTIPLIER, 20, false, false);
      }
    }
  }

  public void testRandomStrings() throws Exception {
    for (TermLayout layout : TermLayout.values()) {
      try (Analyzer analyzer = new BpeSearchAnalyzer(O200K, layout)) {
        checkRandomData(random(), analyzer, 200 * RANDOM_MULTIPLIER, 20, false, false);
        checkRandomData(random(), analyzer, 2 * RANDOM_MULTIPLIER, 8192, false, false);
      }
    }
  }
}
