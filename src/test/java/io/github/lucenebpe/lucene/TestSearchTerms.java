package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.model.Encodings;
import io.github.lucenebpe.split.Splitter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.FlagsAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;

/** The terms of words against {@link ReferenceTerms}, with words seen before and new ones. */
public class TestSearchTerms extends LuceneTestCase {
  private static final Encoding O200K = Encodings.get("o200k_base");
  private static final Encoding CL100K = Encodings.get("cl100k_base");

  /** Makes the token filter keep all attributes of a word by Lucene's own means. */
  private static final class FlagsFilter extends TokenFilter {
    private final FlagsAttribute flagsAtt = addAttribute(FlagsAttribute.class);

    FlagsFilter(TokenStream input) {
      super(input);
    }

    @Override
    public boolean incrementToken() throws IOException {
      boolean more = input.incrementToken();
      flagsAtt.setFlags(7);
      return more;
    }
  }

  /** A term, and its chars in the text. */
  private record SeenTerm(String term, int start, int end, boolean isExtra) {}

  private static Analyzer chain(Encoding encoding, TermLayout layout, boolean flags) {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String fieldName) {
        Tokenizer words = new BpeWordTokenizer();
        TokenStream folded = new NfkcCaseFoldFilter(words);
        TokenStream tokens = new BpeTokenFilter(flags ? new FlagsFilter(folded) : folded, encoding);
        return new TokenStreamComponents(words, new BpeExtraTermsFilter(tokens, layout));
      }
    };
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int words = random.nextInt(12); words >= 0; words--) {
      int script = random.nextInt(9);
      for (int length = random.nextInt(random.nextInt(20) == 0 ? 300 : 12); length >= 0; length--) {
        text.appendCodePoint(
            switch (script) {
              case 0 -> 'a' + random.nextInt(4); // few letters, so that words come again
              case 1 -> 'a' + random.nextInt(26);
              case 2 -> 0x4E00 + random.nextInt(0x3000);
              case 3 -> 0x0E01 + random.nextInt(0x4E);
              case 4 -> 0xAC00 + random.nextInt(0x2BA4);
              case 5 -> 0x0620 + random.nextInt(0x40);
              case 6 -> '0' + random.nextInt(10);
              case 7 -> 0x10400 + random.nextInt(0x50); // Deseret, two chars a letter
              default -> 0x0900 + random.nextInt(0x80);
            });
      }
      text.append(random.nextInt(4) == 0 ? "" : random.nextInt(3) == 0 ? "\u0301 " : " ");
    }
    return text.toString();
  }

  private static List<SeenTerm> expected(Encoding encoding, String text) throws IOException {
    List<SeenTerm> result = new ArrayList<>();
    try (Analyzer words =
            new Analyzer() {
              @Override
              protected TokenStreamComponents createComponents(String fieldName) {
                Tokenizer tokenizer = new BpeWordTokenizer();
                return new TokenStreamComponents(tokenizer, new NfkcCaseFoldFilter(tokenizer));
              }
            };
        TokenStream stream = words.tokenStream("f", text)) {
      CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.getAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        String word = term.toString();
        WordKind kind = WordKind.of(word.toCharArray());
        int start = offset.startOffset();
        boolean inPlace = kind.isSpaceless() && offset.endOffset() - start == word.length();
        for (ReferenceTerms.Span span : ReferenceTerms.of(encoding, word)) {
          int from = inPlace ? start + span.start() : start;
          int to = inPlace ? start + span.end() : offset.endOffset();
          result.add(new SeenTerm(span.term(), from, to, span.isExtra()));
        }
      }
      stream.end();
    }
    return result;
  }

  private static List<SeenTerm> actual(Analyzer analyzer, String text) throws IOException {
    List<SeenTerm> result = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream("f", text)) {
      CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.getAttribute(OffsetAttribute.class);
      TokenIdAttribute id = stream.getAttribute(TokenIdAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        boolean isExtra = id.getTokenId() == TokenIdAttribute.NO_TOKEN;
        result.add(
            new SeenTerm(term.toString(), offset.startOffset(), offset.endOffset(), isExtra));
      }
      stream.end();
    }
    return result;
  }

  public void testAgainstReference() throws IOException {
    for (Encoding encoding : List.of(O200K, CL100K)) {
      try (Analyzer analyzer = chain(encoding, TermLayout.QUERY, false)) {
        for (int i = 0; i < 300 * RANDOM_MULTIPLIER; i++) {
          String text =
              random().nextInt(4) == 0
                  ? TestUtil.randomRealisticUnicodeString(random(), 60)
                  : randomText(random());
          assertEquals(text, expected(encoding, text), actual(analyzer, text));
        }
      }
    }
  }

  /** All of a token, by layout: the same with attributes that only Lucene can keep. */
  public void testOtherAttributesChangeNothing() throws IOException {
    for (TermLayout layout : TermLayout.values()) {
      try (Analyzer plain = chain(O200K, layout, false);
          Analyzer flagged = chain(O200K, layout, true)) {
        for (int i = 0; i < 100 * RANDOM_MULTIPLIER; i++) {
          String text = randomText(random());
          assertEquals(all(plain, text), all(flagged, text));
        }
      }
    }
  }

  private static List<String> all(Analyzer analyzer, String text) throws IOException {
    List<String> result = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream("f", text)) {
      CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.getAttribute(OffsetAttribute.class);
      PositionIncrementAttribute position = stream.getAttribute(PositionIncrementAttribute.class);
      TypeAttribute type = stream.getAttribute(TypeAttribute.class);
      TokenIdAttribute id = stream.getAttribute(TokenIdAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        result.add(
            String.join(
                " ",
                term.toString(),
                type.type(),
                position.getPositionIncrement() + "",
                offset.startOffset() + "-" + offset.endOffset(),
                id.getTokenId() + ""));
      }
      stream.end();
      result.add(offset.endOffset() + " " + position.getPositionIncrement());
    }
    return result;
  }

  /** More words than are kept, and several threads. */
  public void testWordsThatDriveEachOtherOut() throws Exception {
    Encoding encoding = CL100K.withSpecialTokens("few", Map.of());
    List<String> texts = new ArrayList<>();
    Random random = new Random(random().nextLong());
    for (int i = 0; i < 200; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < 400; j++) {
        text.append(' ')
            .append(Integer.toString(random.nextInt(150_000), 26).replaceAll("\\d", "z"));
      }
      texts.add(text.toString());
    }
    try (Analyzer analyzer = chain(encoding, TermLayout.QUERY, false);
        ExecutorService threads = Executors.newFixedThreadPool(3)) {
      List<Future<?>> runs = new ArrayList<>();
      for (int thread = 0; thread < 3; thread++) {
        int first = thread;
        runs.add(
            threads.submit(
                () -> {
                  for (int i = first; i < texts.size(); i += 2) {
                    assertEquals(expected(encoding, texts.get(i)), actual(analyzer, texts.get(i)));
                  }
                  return null;
                }));
      }
      for (Future<?> run : runs) {
        run.get();
      }
    }
  }

  /** A split pattern may leave text out. */
  public void testWordsWithoutTokens() throws IOException {
    Encoding letters =
        Encoding.ofMerges("letters", Splitter.of("[a-z]+"), CL100K.merges(), Map.of());
    try (Analyzer analyzer =
        new Analyzer() {
          @Override
          protected TokenStreamComponents createComponents(String fieldName) {
            Tokenizer words = new WhitespaceTokenizer();
            return new TokenStreamComponents(words, new BpeTokenFilter(words, letters));
          }
        }) {
      List<String> terms = all(analyzer, "one 22 333 two 4");
      assertEquals(
          List.of(
              letters.encodeOrdinary("one")[0] + " word 1 0-3 " + letters.encodeOrdinary("one")[0],
              letters.encodeOrdinary("two")[0]
                  + " word 3 11-14 "
                  + letters.encodeOrdinary("two")[0],
              "16 1"),
          terms);
    }
  }
}
