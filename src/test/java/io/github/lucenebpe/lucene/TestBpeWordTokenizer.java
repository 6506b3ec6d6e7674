package io.github.lucenebpe.lucene;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Random;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.tests.analysis.BaseTokenStreamTestCase;

public class TestBpeWordTokenizer extends BaseTokenStreamTestCase {

  private static void assertWords(String text, String... words) throws IOException {
    Tokenizer tokenizer = new BpeWordTokenizer();
    tokenizer.setReader(new StringReader(text));
    assertTokenStreamContents(tokenizer, words);
  }

  public void testWords() throws IOException {
    assertWords("Don't stop, John_Smith: x2!", "Don", "t", "stop", "John", "Smith", "x", "2");
    assertWords("in 2024, 3.5 ½", "in", "2024", "3", "5", "½");
    assertWords("हिन्दी में", "हिन्दी", "में");
    assertWords("  ", new String[0]);
  }

  public void testScriptsWithoutSpaces() throws IOException {
    assertWords("Lucene検索を2回", "Lucene", "検索を", "2", "回");
    assertWords("コーヒー", "コーヒー");
    assertWords("ภาษาไทยThai", "ภาษาไทย", "Thai");
    assertWords("서울에서", "서울에서");
    assertWords("\uD842\uDFB7\u91CE屋", "\uD842\uDFB7\u91CE屋"); // a character of two chars
  }

  public void testInvisible() throws IOException {
    assertWords("co\u00ADop", "co\u00ADop");
    assertWords("می\u200Cخواهم\u200C", "می\u200Cخواهم");
    assertWords("ភាសា\u200Bខ្មែរ", "ភាសា", "ខ្មែរ");
  }

  public void testMarksWithoutLetters() throws IOException {
    assertWords("\u0301a\u0301 1\u20E3", "a\u0301", "1");
  }

  public void testLongWords() throws IOException {
    assertWords("a".repeat(256), "a".repeat(255), "a");
    String pairs = "\uD842\uDFB7".repeat(200);
    assertWords(pairs, pairs.substring(0, 254), pairs.substring(254));
    assertWords(" ".repeat(4000) + "a".repeat(200), "a".repeat(200));
  }

  /** However the reader hands out the text, the words are the same. */
  public void testReaders() throws IOException {
    StringBuilder text = new StringBuilder();
    Random random = random();
    while (text.length() < 20_000) {
      text.append(SampleTexts.random(random, 60)).append(random.nextBoolean() ? " " : "");
    }
    try (Analyzer analyzer = analyzer()) {
      checkAnalysisConsistency(random, analyzer, false, text.toString());
    }
  }

  public void testFailingReader() {
    Tokenizer tokenizer = new BpeWordTokenizer();
    tokenizer.setReader(
        new Reader() {
          @Override
          public int read(char[] target, int offset, int length) throws IOException {
            throw new IOException("broken");
          }

          @Override
          public void close() {}
        });
    expectThrows(
        IOException.class,
        () -> {
          tokenizer.reset();
          tokenizer.incrementToken();
        });
  }

  public void testRandomStrings() throws Exception {
    try (Analyzer analyzer = analyzer()) {
      checkRandomData(random(), analyzer, 200 * RANDOM_MULTIPLIER);
      checkRandomData(random(), analyzer, 5 * RANDOM_MULTIPLIER, 8192);
    }
  }

  private static Analyzer analyzer() {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String fieldName) {
        return new TokenStreamComponents(new BpeWordTokenizer());
      }
    };
  }
}
