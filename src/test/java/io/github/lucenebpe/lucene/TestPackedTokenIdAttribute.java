package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.model.Encodings;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.miscellaneous.ConcatenatingTokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.FlagsAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.AttributeFactory;

public class TestPackedTokenIdAttribute extends LuceneTestCase {

  /** Each attribute that anyone can set, by itself: clearing undoes it. */
  private static final List<Consumer<PackedTokenIdAttributeImpl>> CHANGES =
      List.of(
          a -> a.setTokenId(7),
          a -> a.append("7"),
          a -> a.setOffset(0, 3),
          a -> a.setType("special"),
          a -> a.setPositionIncrement(0),
          a -> a.setPositionLength(2),
          a -> a.setTermFrequency(2));

  public void testClear() {
    PackedTokenIdAttributeImpl untouched = new PackedTokenIdAttributeImpl();
    for (Consumer<PackedTokenIdAttributeImpl> change : CHANGES) {
      PackedTokenIdAttributeImpl attribute = new PackedTokenIdAttributeImpl();
      change.accept(attribute);
      assertNotEquals(untouched, attribute);
      attribute.clear();
      assertEquals(untouched, attribute);
      assertEquals(untouched.hashCode(), attribute.hashCode());
    }
  }

  public void testCopyAndClone() {
    for (Consumer<PackedTokenIdAttributeImpl> change : CHANGES) {
      PackedTokenIdAttributeImpl attribute = new PackedTokenIdAttributeImpl();
      change.accept(attribute);
      PackedTokenIdAttributeImpl copy = new PackedTokenIdAttributeImpl();
      attribute.copyTo(copy);
      assertEquals(attribute, copy);
      assertEquals(attribute, attribute.clone());
    }
  }

  public void testSetToken() {
    PackedTokenIdAttributeImpl attribute = new PackedTokenIdAttributeImpl();
    attribute.setToken(1917, 5, 11);
    assertEquals(1917, attribute.getTokenId());
    assertEquals("1917", attribute.toString());
    assertEquals(5, attribute.startOffset());
    assertEquals(11, attribute.endOffset());
  }

  /** A tokenizer has the attributes that its factory makes. */
  public void testTokensAreThoseOfAnyFactory() throws Exception {
    for (AttributeFactory factory :
        List.of(
            PackedTokenIdAttributeFactory.INSTANCE,
            TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY,
            AttributeFactory.DEFAULT_ATTRIBUTE_FACTORY,
            TokenIdTermAttributeFactory.INSTANCE)) {
      BpeTokenizer tokenizer =
          new BpeTokenizer(factory, Encodings.get("cl100k_base"), SpecialTokens.ALL, TermKind.ID);
      assertEquals(
          factory.equals(PackedTokenIdAttributeFactory.INSTANCE),
          tokenizer.getAttribute(CharTermAttribute.class) instanceof PackedTokenIdAttributeImpl);
      // The separate attributes of Lucene come one by one, and SeenToken looks at this one too.
      tokenizer.addAttribute(PositionIncrementAttribute.class);
      String text = "hello world <|endoftext|> 桥梁 🌳";
      assertEquals(
          SeenToken.expected(Encodings.get("cl100k_base"), SpecialTokens.ALL, text),
          SeenToken.read(tokenizer, new StringReader(text)));
    }
  }

  /** What a filter makes of a token is gone at the next one, with attributes of its own or not. */
  public void testEachTokenIsCleared() throws Exception {
    for (boolean alone : new boolean[] {true, false}) {
      BpeTokenizer tokenizer =
          new BpeTokenizer(
              PackedTokenIdAttributeFactory.INSTANCE,
              Encodings.get("cl100k_base"),
              SpecialTokens.ALL,
              TermKind.ID);
      PackedTokenIdAttributeImpl token =
          (PackedTokenIdAttributeImpl) tokenizer.getAttribute(CharTermAttribute.class);
      for (int text = 0; text < 2; text++) {
        tokenizer.setReader(new StringReader("a b".repeat(5000)));
        tokenizer.reset();
        FlagsAttribute flags = alone ? null : tokenizer.addAttribute(FlagsAttribute.class);
        while (tokenizer.incrementToken()) {
          PackedTokenIdAttributeImpl expected = new PackedTokenIdAttributeImpl();
          expected.setToken(token.getTokenId(), token.startOffset(), token.endOffset());
          assertEquals(expected, token);
          CHANGES.forEach(change -> change.accept(token));
          if (flags != null) {
            assertEquals(0, flags.getFlags());
            flags.setFlags(1);
          }
        }
        tokenizer.end();
        tokenizer.close();
      }
    }
  }

  /** Beside a tokenizer of Lucene: both copy their states into one stream. */
  public void testTokenizerBesideOthers() throws Exception {
    WhitespaceTokenizer words = new WhitespaceTokenizer();
    words.setReader(new StringReader("some words"));
    BpeTokenizer tokens = new BpeTokenizer(Encodings.get("cl100k_base"));
    tokens.setReader(new StringReader("hello world"));
    List<String> terms = new ArrayList<>();
    try (TokenStream both = new ConcatenatingTokenStream(words, tokens)) {
      CharTermAttribute term = both.getAttribute(CharTermAttribute.class);
      both.reset();
      while (both.incrementToken()) {
        terms.add(term.toString());
      }
      both.end();
    }
    assertEquals(List.of("some", "words", "15339", "1917"), terms);
  }
}
