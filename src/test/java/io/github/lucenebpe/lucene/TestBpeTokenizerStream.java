package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.tests.analysis.BaseTokenStreamTestCase;
import org.apache.lucene.tests.analysis.MockReaderWrapper;
import org.apache.lucene.tests.util.TestUtil;

/**
 * The tokens of a stream are those of the whole text, however the reader cuts it. Lucene's random
 * checks cannot see this: they do not know which tokens are right.
 */
public class TestBpeTokenizerStream extends BaseTokenStreamTestCase {

  /** Buffers of the streams under test start with this capacity, so cuts fall on its multiples. */
  private static final int BUFFER = 8192;

  private static final List<SpecialTokens> POLICIES =
      List.of(SpecialTokens.ORDINARY, SpecialTokens.ALL, SpecialTokens.only("<|endoftext|>"));

  /** A reader that hands out one char at a time. */
  private static Reader oneByOne(String text) {
    return new FilterReader(new StringReader(text)) {
      @Override
      public int read(char[] chars, int offset, int length) throws IOException {
        return super.read(chars, offset, Math.min(1, length));
      }
    };
  }

  /** A reader that hands out a little, or nothing, and sometimes a lot. */
  private static Reader spoonFed(String text) {
    Reader in = new MockReaderWrapper(random(), new StringReader(text));
    return new FilterReader(in) {
      @Override
      public int read(char[] chars, int offset, int length) throws IOException {
        int most = random().nextInt(10) == 0 ? length : random().nextInt(8);
        return most == 0 ? 0 : super.read(chars, offset, Math.min(most, length));
      }
    };
  }

  private static void assertReadsAsWhole(Encoding encoding, SpecialTokens specials, String text)
      throws IOException {
    List<SeenToken> expected = SeenToken.expected(encoding, specials, text);
    Tokenizer tokenizer = new BpeTokenizer(encoding, specials, TermKind.ID);
    assertEquals(expected, SeenToken.read(tokenizer, new StringReader(text)));
    assertEquals(expected, SeenToken.read(tokenizer, oneByOne(text)));
    assertEquals(expected, SeenToken.read(tokenizer, spoonFed(text)));
  }

  public void testRandomText() throws IOException {
    for (Encoding encoding : SampleEncodings.all()) {
      for (SpecialTokens specials : POLICIES) {
        for (int i = 0; i < 30 * RANDOM_MULTIPLIER; i++) {
          assertReadsAsWhole(encoding, specials, SampleTexts.random(random(), 100));
        }
      }
    }
  }

  public void testRandomTextOverManyBuffers() throws IOException {
    for (Encoding encoding : SampleEncodings.all()) {
      for (SpecialTokens specials : POLICIES) {
        assertReadsAsWhole(encoding, specials, SampleTexts.random(random(), 5_000));
      }
    }
  }

  public void testIdsAreThoseOfTheWholeText() throws IOException {
    for (Encoding encoding : SampleEncodings.lossless()) {
      for (int i = 0; i < 20 * RANDOM_MULTIPLIER; i++) {
        String text = TestUtil.randomAnalysisString(random(), 3 * BUFFER, false);
        int[] ids =
            SeenToken.read(new BpeTokenizer(encoding), spoonFed(text)).stream()
                .mapToInt(SeenToken::id)
                .toArray();
        assertArrayEquals(encoding.encodeOrdinary(text), ids);
      }
    }
  }

  public void testSpecialTokensAcrossBuffers() throws IOException {
    String special = "<|endoftext|>";
    for (Encoding encoding : SampleEncodings.lossless()) {
      for (String filler : List.of("a", "word ", " \n", "<|", "🌳")) {
        for (int boundary : new int[] {BUFFER, 2 * BUFFER, 3 * BUFFER}) {
          int start = boundary - random().nextInt(special.length() + 2);
          String before = filler.repeat(start / filler.length() + 1).substring(0, start);
          String text = before + special + " tail" + special + special;
          for (SpecialTokens specials : POLICIES) {
            assertEquals(
                SeenToken.expected(encoding, specials, text),
                SeenToken.read(
                    new BpeTokenizer(encoding, specials, TermKind.ID), new StringReader(text)));
          }
          IllegalArgumentException e =
              expectThrows(
                  IllegalArgumentException.class,
                  () ->
                      SeenToken.read(
                          new BpeTokenizer(encoding, SpecialTokens.NONE, TermKind.ID),
                          new StringReader(text)));
          assertTrue(e.getMessage(), e.getMessage().contains(special));
          assertTrue(e.getMessage(), e.getMessage().contains(Integer.toString(start)));
        }
      }
    }
  }

  public void testPiecesLongerThanTheBuffer() throws IOException {
    for (Encoding encoding : SampleEncodings.all()) {
      for (String unit : List.of("a", " ", "\n", "-", "1", "桥", "🌳", "\uD83C", "\u0301")) {
        String text = "x " + unit.repeat(BUFFER + random().nextInt(2 * BUFFER)) + " y";
        assertReadsAsWhole(encoding, SpecialTokens.ALL, text);
      }
    }
  }

  /** Spans against a slow reference: which char does each byte of the text come from? */
  public void testSpans() throws IOException {
    for (Encoding encoding : SampleEncodings.lossless()) {
      for (int i = 0; i < 50 * RANDOM_MULTIPLIER; i++) {
        String text = SampleTexts.random(random(), 40);
        int[] charStarts = new int[3 * text.length()];
        int[] charEnds = new int[3 * text.length()];
        int bytes = 0;
        for (int c = 0; c < text.length(); c += Character.charCount(text.codePointAt(c))) {
          int length = utf8(text.codePointAt(c)).length;
          Arrays.fill(charStarts, bytes, bytes + length, c);
          Arrays.fill(
              charEnds, bytes, bytes + length, c + Character.charCount(text.codePointAt(c)));
          bytes += length;
        }

        int from = 0;
        for (SeenToken token : SeenToken.read(new BpeTokenizer(encoding), spoonFed(text))) {
          int to = from + encoding.tokenBytes(token.id()).length;
          assertEquals(charStarts[from], token.start());
          assertEquals(charEnds[to - 1], token.end());
          assertEquals(1, token.positionIncrement());
          from = to;
        }
        assertEquals("the tokens hold every byte", bytes, from);
      }
    }
  }

  public void testTextsHoldTheBytesOfTheText() throws IOException {
    for (Encoding encoding : SampleEncodings.lossless()) {
      SpecialTokens specials = random().nextBoolean() ? SpecialTokens.ALL : SpecialTokens.ORDINARY;
      Tokenizer tokenizer = new BpeTokenizer(encoding, specials, TermKind.TEXT);
      for (int i = 0; i < 20 * RANDOM_MULTIPLIER; i++) {
        String text = SampleTexts.random(random(), 40);
        StringBuilder bytes = new StringBuilder();
        tokenizer.setReader(spoonFed(text));
        tokenizer.reset();
        while (tokenizer.incrementToken()) {
          byte[] token = TokenText.parse(tokenizer.getAttribute(CharTermAttribute.class));
          int id = tokenizer.getAttribute(TokenIdAttribute.class).getTokenId();
          assertArrayEquals(encoding.tokenBytes(id), token);
          bytes.append(new String(token, StandardCharsets.ISO_8859_1));
        }
        tokenizer.end();
        tokenizer.close();
        String wellFormed =
            text.codePoints()
                .map(c -> isSurrogate(c) ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertEquals(
            new String(wellFormed.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
            bytes.toString());
      }
    }
  }

  private static byte[] utf8(int codePoint) {
    String character = isSurrogate(codePoint) ? "\uFFFD" : Character.toString(codePoint);
    return character.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isSurrogate(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }
}
