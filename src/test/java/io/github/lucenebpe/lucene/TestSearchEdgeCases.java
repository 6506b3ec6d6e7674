package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.BytesRef;

/** Texts that are no sentences. */
public class TestSearchEdgeCases extends LuceneTestCase {
  private static final Encoding O200K = Encodings.get("o200k_base");

  private static List<String> terms(String text) throws IOException {
    try (Analyzer analyzer = new BpeSearchAnalyzer(O200K)) {
      return TestBpeSearchAnalyzer.terms(analyzer, text);
    }
  }

  /** The chain without a tokenizer of words: all of the text is one. */
  private static Analyzer oneWord() {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String fieldName) {
        Tokenizer word = new KeywordTokenizer();
        TokenStream tokens = new BpeTokenFilter(new NfkcCaseFoldFilter(word), O200K);
        return new TokenStreamComponents(word, new BpeExtraTermsFilter(tokens, TermLayout.INDEX));
      }
    };
  }

  private static int count(Analyzer analyzer, String text) throws IOException {
    try (TokenStream stream = analyzer.tokenStream("f", text)) {
      stream.reset();
      int count = 0;
      while (stream.incrementToken()) {
        count++;
      }
      stream.end();
      return count;
    }
  }

  public void testNothing() throws IOException {
    assertEquals(List.of(), terms(""));
    assertEquals(List.of(), terms(" \n\t.,;—"));
    assertEquals(List.of(), terms("\u0301\u200D\uFEFF"));
    try (Analyzer analyzer = oneWord()) {
      assertEquals(1, count(analyzer, "")); // an empty word is left alone
    }
  }

  /** Symbols are between words, as apostrophes are; they cut no word of letters in two marks. */
  public void testEmoji() throws IOException {
    assertEquals(List.of(), terms("😉👩‍👩‍👧🇩🇪"));
    assertEquals(List.of("< cat>@0[2,5)"), terms("😉cat👩‍👩‍👧"));
    // A keycap is a digit with a mark.
    assertEquals(List.of("<1>@0[0,1)"), terms("1\uFE0F\u20E3"));
  }

  public void testUnpairedSurrogates() throws IOException {
    assertEquals(List.of("< cat>@0[1,4)", "< dog>@1[5,8)"), terms("\uD83Dcat\uDE09dog\uD83D"));
    try (Analyzer analyzer = oneWord();
        TokenStream stream = analyzer.tokenStream("f", "\uD83D")) {
      CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
      TermToBytesRefAttribute bytes = stream.getAttribute(TermToBytesRefAttribute.class);
      stream.reset();
      StringBuilder ids = new StringBuilder();
      while (stream.incrementToken()) {
        ids.append(term).append(' ');
        assertEquals(new BytesRef(term.toString()), bytes.getBytesRef());
      }
      stream.end();
      StringBuilder expected = new StringBuilder();
      for (int id : O200K.encodeOrdinary(" \uFFFD")) {
        expected.append(id).append(' ');
      }
      assertEquals(expected.toString(), ids.toString());
    }
  }

  /** Composed and decomposed are the same word, with the offsets of what is written. */
  public void testCombiningMarks() throws IOException {
    assertEquals(List.of("< café>@0[0,4)"), terms("café").subList(0, 1));
    assertEquals(List.of("< café>@0[0,5)"), terms("cafe\u0301").subList(0, 1));
    assertEquals(terms("Å").get(0), terms("\u212B").get(0)); // the sign of the unit
  }

  public void testBothDirections() throws IOException {
    List<String> terms = terms("see שלום \u202Bcat\u202C (של)");
    assertEquals("< see>@0[0,3)", terms.get(0));
    assertTrue(terms.toString(), terms.contains("שלו@1[4,8)"));
    assertTrue(terms.toString(), terms.contains("< cat>@5[10,13)")); // of 4 chars
  }

  /** A megabyte is no more than many words, or many tokens of one. */
  public void testLongWords() throws IOException {
    int million = 1_000_000;
    try (Analyzer search = new BpeSearchAnalyzer(O200K);
        Analyzer word = oneWord()) {
      for (String text : List.of("a", "ก", "東", "ع", "한", "7", "\u0301", "a\u0323\u0301")) {
        String repeated = text.repeat(million / text.length());
        assertTrue(text, count(word, repeated) >= million / BpeWordTokenizer.MAX_WORD_LENGTH);
        assertTrue(text, text.equals("\u0301") || count(search, repeated) > 0);
      }
    }
  }

  /** A Hangul filler alone folds to nothing: no term, but a hole. */
  public void testWordsThatFoldToNothing() throws IOException {
    assertEquals(List.of("< cat>@1[2,5)"), terms("\u3164 cat \uFFA0\u115F"));
    try (Analyzer analyzer = new BpeSearchAnalyzer(O200K);
        TokenStream stream = analyzer.tokenStream("f", "cat \u1160")) {
      PositionIncrementAttribute position = stream.getAttribute(PositionIncrementAttribute.class);
      stream.reset();
      assertTrue(stream.incrementToken());
      assertFalse(stream.incrementToken());
      stream.end();
      assertEquals(1, position.getPositionIncrement());
    }
  }

  /** The last word of a value takes as many positions as one before another word. */
  public void testEndOfRuns() throws IOException {
    for (TermLayout layout : List.of(TermLayout.INDEX, TermLayout.PHRASE)) {
      try (Analyzer analyzer = new BpeSearchAnalyzer(O200K, layout);
          TokenStream stream = analyzer.tokenStream("f", "العربية")) {
        PositionIncrementAttribute position = stream.getAttribute(PositionIncrementAttribute.class);
        stream.reset();
        int last = -1;
        while (stream.incrementToken()) {
          last += position.getPositionIncrement();
        }
        stream.end();
        assertEquals("العربية".length() - 1, last + position.getPositionIncrement());
      }
    }
  }

  /** Each character alone, by each layout, and as it is normalized. */
  public void testNoTermIsEmpty() throws IOException {
    for (TermLayout layout : TermLayout.values()) {
      try (Analyzer analyzer = new BpeSearchAnalyzer(O200K, layout)) {
        StringBuilder text = new StringBuilder();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
          text.appendCodePoint(c).append(' ');
          if (text.length() > 20_000 || c == Character.MAX_CODE_POINT) {
            assertNoTermIsEmpty(analyzer, text.toString());
            text.setLength(0);
          }
        }
      }
    }
    try (Analyzer analyzer = new BpeSearchAnalyzer(O200K)) {
      int nothing = 0;
      for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
        nothing += analyzer.normalize("f", Character.toString(c)).length == 0 ? 1 : 0;
      }
      assertTrue(nothing > 4); // an empty term, not an exception
    }
  }

  private static void assertNoTermIsEmpty(Analyzer analyzer, String text) throws IOException {
    try (TokenStream stream = analyzer.tokenStream("f", text)) {
      CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.getAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        if (term.isEmpty()) {
          fail("U+" + Integer.toHexString(text.codePointAt(offset.startOffset())));
        }
      }
      stream.end();
    }
  }

  public void testNormalize() {
    try (Analyzer analyzer = new BpeSearchAnalyzer(O200K)) {
      assertEquals(new BytesRef("strasse*"), analyzer.normalize("f", "Straße*"));
      assertEquals(new BytesRef(""), analyzer.normalize("f", ""));
      assertEquals(new BytesRef("hello"), analyzer.normalize("f", "ＨＥＬＬＯ"));
    }
  }
}
