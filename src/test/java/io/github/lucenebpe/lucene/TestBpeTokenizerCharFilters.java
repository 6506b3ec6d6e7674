package io.github.lucenebpe.lucene;

import com.carrotsearch.randomizedtesting.generators.RandomPicks;
import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import org.apache.lucene.analysis.CharFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.tests.analysis.BaseTokenStreamTestCase;
import org.apache.lucene.util.AttributeFactory;

/** Behind a char filter, offsets are places in the text before the filter. */
public class TestBpeTokenizerCharFilters extends BaseTokenStreamTestCase {
  private static final String[] HTML = {
    "<b>", "</b>", "<p class='x'>", "&amp;", "&eacute;", "&#127795;", "<!-- no -->", "<br/>", "\n"
  };

  /** Puts a filter over a text. */
  private interface Filter {
    CharFilter over(Reader text);
  }

  /** Tokenizes through the filter, and compares with the filtered text tokenized by itself. */
  private static void assertCorrected(Encoding encoding, Filter filter, String text)
      throws IOException {
    CharFilter whole = filter.over(new StringReader(text));
    StringBuilder filtered = new StringBuilder();
    for (int c = whole.read(); c >= 0; c = whole.read()) {
      filtered.append((char) c);
    }
    List<SeenToken> expected =
        SeenToken.expected(encoding, SpecialTokens.ALL, filtered.toString()).stream()
            .map(
                token ->
                    new SeenToken(
                        token.id(),
                        whole.correctOffset(token.start()),
                        whole.correctOffset(token.end()),
                        token.type(),
                        1))
            .toList();

    AttributeFactory attributes =
        RandomPicks.randomFrom(
            random(),
            List.of(
                PackedTokenIdAttributeFactory.INSTANCE,
                TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY));
    Tokenizer tokenizer = new BpeTokenizer(attributes, encoding, SpecialTokens.ALL, TermKind.ID);
    tokenizer.addAttribute(PositionIncrementAttribute.class);
    assertEquals(expected, SeenToken.read(tokenizer, filter.over(new StringReader(text))));

    tokenizer.setReader(filter.over(new StringReader(text)));
    tokenizer.reset();
    while (tokenizer.incrementToken()) {
      // the final offset is what counts here
    }
    tokenizer.end();
    assertEquals(
        whole.correctOffset(filtered.length()),
        tokenizer.getAttribute(OffsetAttribute.class).endOffset());
    tokenizer.close();
  }

  public void testMapping() throws IOException {
    NormalizeCharMap.Builder builder = new NormalizeCharMap.Builder();
    builder.add("the", "");
    builder.add("hello", "a much longer greeting");
    builder.add("🌳", "tree");
    builder.add("1", "🌳🌳");
    builder.add("  ", " ");
    builder.add("!", "<|endoftext|>");
    NormalizeCharMap map = builder.build();
    for (Encoding encoding : SampleEncodings.all()) {
      for (int i = 0; i < 50 * RANDOM_MULTIPLIER; i++) {
        String text = SampleTexts.random(random(), i == 0 ? 6000 : 60);
        assertCorrected(encoding, in -> new MappingCharFilter(map, in), text);
      }
    }
  }

  public void testHtml() throws IOException {
    for (Encoding encoding : SampleEncodings.all()) {
      for (int i = 0; i < 50 * RANDOM_MULTIPLIER; i++) {
        StringBuilder text = new StringBuilder();
        for (int part = random().nextInt(i == 0 ? 1000 : 20); part >= 0; part--) {
          text.append(HTML[random().nextInt(HTML.length)]);
          text.append(SampleTexts.random(random(), 5));
        }
        assertCorrected(encoding, HTMLStripCharFilter::new, text.toString());
      }
    }
  }

  public void testExample() throws IOException {
    Tokenizer tokenizer = new BpeTokenizer(SampleEncodings.lossless().get(0));
    List<SeenToken> seen =
        SeenToken.read(
            tokenizer, new HTMLStripCharFilter(new StringReader("<b>hello</b> world &amp; co")));
    assertEquals(3, seen.get(0).start());
    assertEquals(12, seen.get(0).end());
    assertEquals(12, seen.get(1).start());
    assertEquals(18, seen.get(1).end());
    assertEquals(24, seen.get(2).end());
  }
}
