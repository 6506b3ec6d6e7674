package io.github.lucenebpe.lucene;

import static org.hamcrest.Matchers.containsString;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.tests.analysis.BaseTokenStreamTestCase;
import org.hamcrest.MatcherAssert;

/** Examples that one can read. */
public class TestBpeTokenizer extends BaseTokenStreamTestCase {
  private static final String WORD = "word";
  private static final String SPECIAL = BpeTokenizer.SPECIAL_TYPE;

  private final Encoding cl100k = Encodings.get("cl100k_base");

  private static Tokenizer on(String text, Tokenizer tokenizer) {
    tokenizer.setReader(new StringReader(text));
    return tokenizer;
  }

  public void testIds() throws Exception {
    assertTokenStreamContents(
        on("hello123!!!? (안녕하세요!) 😉", new BpeTokenizer(cl100k)),
        "15339 4513 12340 30 320 31495 230 75265 243 92245 16715 57037".split(" "));
    assertTokenStreamContents(on("", new BpeTokenizer(cl100k)), new String[0]);
  }

  public void testPartsOfACharacterSpanTheWholeCharacter() throws Exception {
    String text = "x 🌳 y";
    int[] ids = cl100k.encodeOrdinary(text);
    String[] terms = new String[ids.length];
    for (int i = 0; i < ids.length; i++) {
      terms[i] = Integer.toString(ids[i]);
    }
    assertTokenStreamContents(
        on(text, new BpeTokenizer(cl100k)),
        terms,
        new int[] {0, 1, 2, 2, 4},
        new int[] {1, 4, 4, 4, 6},
        new String[] {WORD, WORD, WORD, WORD, WORD},
        new int[] {1, 1, 1, 1, 1},
        new int[] {1, 1, 1, 1, 1},
        6);
  }

  public void testTexts() throws Exception {
    assertTokenStreamContents(
        on("Hello  x 🌳\n\\", new BpeTokenizer(cl100k, SpecialTokens.ORDINARY, TermKind.TEXT)),
        new String[] {"Hello", " ", " x", " \\xF0\\x9F", "\\x8C", "\\xB3", "\\x0A", "\\\\"});
  }

  public void testAllowedSpecialToken() throws Exception {
    for (TermKind terms : TermKind.values()) {
      assertTokenStreamContents(
          on("<|endoftext|>hello world", new BpeTokenizer(cl100k, SpecialTokens.ALL, terms)),
          terms == TermKind.ID
              ? new String[] {"100257", "15339", "1917"}
              : new String[] {"<|endoftext|>", "hello", " world"},
          new int[] {0, 13, 18},
          new int[] {13, 18, 24},
          new String[] {SPECIAL, WORD, WORD},
          new int[] {1, 1, 1},
          24);
    }
  }

  public void testSpecialTokenIsOrdinaryTextByDefault() throws Exception {
    assertTokenStreamContents(
        on("<|endoftext|>", new BpeTokenizer(cl100k, SpecialTokens.ORDINARY, TermKind.TEXT)),
        new String[] {"<", "|", "endo", "ft", "ext", "|", ">"},
        new String[] {WORD, WORD, WORD, WORD, WORD, WORD, WORD});
  }

  public void testChosenSpecialToken() throws Exception {
    SpecialTokens chosen = SpecialTokens.only("<|fim_prefix|>");
    List<SeenToken> seen =
        SeenToken.read(
            new BpeTokenizer(cl100k, chosen, TermKind.ID),
            new StringReader("<|fim_prefix|><|endoftext|>"));
    assertEquals(new SeenToken(100258, 0, 14, SPECIAL, 1), seen.get(0));
    assertEquals(8, seen.size());
  }

  public void testRejectedSpecialToken() throws Exception {
    Tokenizer tokenizer = new BpeTokenizer(cl100k, SpecialTokens.NONE, TermKind.ID);
    String text = "hello ".repeat(2000) + "<|endoftext|>";
    IllegalArgumentException e =
        expectThrows(
            IllegalArgumentException.class,
            () -> SeenToken.read(tokenizer, new StringReader(text)));
    MatcherAssert.assertThat(e.getMessage(), containsString("<|endoftext|>"));
    MatcherAssert.assertThat(e.getMessage(), containsString("12000"));

    assertEquals(
        List.of(new SeenToken(15339, 0, 5, WORD, 1)),
        SeenToken.read(tokenizer, new StringReader("hello")));
  }

  public void testTextWithoutTokensLeavesAHole() throws Exception {
    Tokenizer tokenizer =
        new BpeTokenizer(
            SampleEncodings.trained(SampleEncodings.LETTERS),
            SpecialTokens.ORDINARY,
            TermKind.TEXT);
    assertTokenStreamContents(
        on(" q, 1z. ", tokenizer),
        new String[] {"q", "z"},
        new int[] {1, 5},
        new int[] {2, 6},
        new int[] {1, 1},
        8);
  }

  public void testTheLeadingSpaceIsPartOfTheToken() throws Exception {
    assertTokenStreamContents(
        on("hello world", new BpeTokenizer(cl100k)), new String[] {"15339", "1917"});
    assertTokenStreamContents(on("world", new BpeTokenizer(cl100k)), new String[] {"14957"});
  }

  public void testBinaryTermsRefuseTexts() {
    IllegalArgumentException e =
        expectThrows(
            IllegalArgumentException.class,
            () ->
                new BpeTokenizer(
                    TokenIdTermAttributeFactory.INSTANCE,
                    cl100k,
                    SpecialTokens.ORDINARY,
                    TermKind.TEXT));
    assertEquals("binary terms need token ids, got TermKind.TEXT", e.getMessage());
  }

  public void testTextTooLongForOffsets() {
    assertEquals(Integer.MAX_VALUE, BpeTokenizer.requireAddressable(Integer.MAX_VALUE));
    IllegalArgumentException e =
        expectThrows(
            IllegalArgumentException.class,
            () -> BpeTokenizer.requireAddressable(Integer.MAX_VALUE + 1L));
    assertEquals(
        "the text is longer than 2147483647 chars, the most that offsets address", e.getMessage());
  }

  public void testMisuseIsReported() throws IOException {
    Tokenizer tokenizer = new BpeTokenizer(cl100k);
    expectThrows(IllegalStateException.class, tokenizer::incrementToken);
    tokenizer.setReader(new StringReader("hello"));
    expectThrows(IllegalStateException.class, tokenizer::incrementToken);
    tokenizer.reset();
    assertTrue(tokenizer.incrementToken());
    tokenizer.end();
    tokenizer.close();
    expectThrows(IllegalStateException.class, tokenizer::incrementToken);
  }

  public void testAfterTheEnd() throws IOException {
    Tokenizer tokenizer = on("hello", new BpeTokenizer(cl100k));
    tokenizer.reset();
    assertTrue(tokenizer.incrementToken());
    assertFalse(tokenizer.incrementToken());
    assertFalse(tokenizer.incrementToken());
    tokenizer.end();
    assertEquals("", tokenizer.getAttribute(CharTermAttribute.class).toString());
    assertEquals(
        TokenIdAttribute.NO_TOKEN, tokenizer.getAttribute(TokenIdAttribute.class).getTokenId());
    assertEquals(5, tokenizer.getAttribute(OffsetAttribute.class).startOffset());
    assertEquals(5, tokenizer.getAttribute(OffsetAttribute.class).endOffset());
    tokenizer.close();
  }
}
