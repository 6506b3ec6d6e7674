package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.tests.analysis.BaseTokenStreamTestCase;
import org.apache.lucene.tests.util.TestUtil;

/** Lucene's own checks of a token stream, over every encoding. */
public class TestBpeTokenizerRandomData extends BaseTokenStreamTestCase {

  /** What a consumer does to one analyzer. */
  private interface Check {
    void run(Analyzer analyzer) throws IOException;
  }

  private static void forAll(Check check) throws IOException {
    for (Encoding encoding : SampleEncodings.all()) {
      SpecialTokens specials = random().nextBoolean() ? SpecialTokens.ALL : SpecialTokens.ORDINARY;
      for (TermKind terms : TermKind.values()) {
        try (Analyzer analyzer = new BpeAnalyzer(encoding, specials, terms)) {
          check.run(analyzer);
        }
      }
      try (Analyzer analyzer = BpeAnalyzer.withBinaryTerms(encoding, specials)) {
        check.run(analyzer);
      }
    }
  }

  public void testRandomStrings() throws Exception {
    forAll(analyzer -> checkRandomData(random(), analyzer, 50 * RANDOM_MULTIPLIER));
  }

  public void testRandomAsciiStrings() throws Exception {
    forAll(analyzer -> checkRandomData(random(), analyzer, 20 * RANDOM_MULTIPLIER, true));
  }

  public void testRandomHugeStrings() throws Exception {
    forAll(analyzer -> checkRandomData(random(), analyzer, RANDOM_MULTIPLIER, 8192));
  }

  public void testDifficultStrings() throws Exception {
    forAll(
        analyzer -> {
          for (int i = 0; i < 20 * RANDOM_MULTIPLIER; i++) {
            String text = SampleTexts.random(random(), 60);
            checkAnalysisConsistency(random(), analyzer, random().nextBoolean(), text);
          }
        });
  }

  public void testUnicodeStrings() throws Exception {
    forAll(
        analyzer -> {
          for (int i = 0; i < 20 * RANDOM_MULTIPLIER; i++) {
            String text =
                random().nextBoolean()
                    ? TestUtil.randomRealisticUnicodeString(random(), 60)
                    : TestUtil.randomUnicodeString(random(), 60);
            checkAnalysisConsistency(random(), analyzer, random().nextBoolean(), text);
          }
        });
  }

  public void testOneTokenOrNone() throws Exception {
    for (Encoding encoding : SampleEncodings.lossless()) {
      try (Analyzer analyzer = new BpeAnalyzer(encoding)) {
        assertAnalyzesTo(analyzer, "", new String[0]);
        int space = encoding.tokenId(new byte[] {' '});
        checkOneTerm(analyzer, " ", Integer.toString(space));
      }
    }
  }
}
