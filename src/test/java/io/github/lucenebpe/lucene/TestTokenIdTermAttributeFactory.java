package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.model.Encodings;
import java.io.StringReader;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.AttributeSource;
import org.apache.lucene.util.BytesRef;

public class TestTokenIdTermAttributeFactory extends LuceneTestCase {

  public void testTermsOfAStream() throws Exception {
    Tokenizer tokenizer =
        new BpeTokenizer(
            TokenIdTermAttributeFactory.INSTANCE,
            Encodings.get("cl100k_base"),
            SpecialTokens.ORDINARY,
            TermKind.ID);
    tokenizer.setReader(new StringReader("hello world"));
    tokenizer.reset();
    for (int id : new int[] {15339, 1917}) {
      assertTrue(tokenizer.incrementToken());
      assertEquals(
          Integer.toString(id), tokenizer.getAttribute(CharTermAttribute.class).toString());
      TermToBytesRefAttribute term = tokenizer.getAttribute(TermToBytesRefAttribute.class);
      assertEquals(TokenIdTerms.toBytes(id), term.getBytesRef());
      assertEquals("asked twice", TokenIdTerms.toBytes(id), term.getBytesRef());
      AttributeSource clone = tokenizer.cloneAttributes();
      assertEquals(
          TokenIdTerms.toBytes(id),
          clone.getAttribute(TermToBytesRefAttribute.class).getBytesRef());
    }
    assertFalse(tokenizer.incrementToken());
    tokenizer.end();
    tokenizer.close();
  }

  /** Whichever attribute is asked for first, term and bytes are one object. */
  public void testOrderOfAttributesDoesNotMatter() {
    AttributeSource source = new AttributeSource(TokenIdTermAttributeFactory.INSTANCE);
    source.addAttribute(OffsetAttribute.class);
    TermToBytesRefAttribute bytes = source.addAttribute(TermToBytesRefAttribute.class);
    CharTermAttribute term = source.addAttribute(CharTermAttribute.class);
    assertSame(bytes, term);
    term.append("1917");
    assertEquals(TokenIdTerms.toBytes(1917), bytes.getBytesRef());
  }

  public void testWhatIsNoTokenIdStaysText() {
    try (Analyzer analyzer =
        BpeAnalyzer.withBinaryTerms(Encodings.get("cl100k_base"), SpecialTokens.ORDINARY)) {
      assertEquals(TokenIdTerms.toBytes(1917), analyzer.normalize("field", "1917"));
      for (String text : new String[] {"", "abc", "01917", "1917 ", "桥", "99999999999"}) {
        assertEquals(new BytesRef(text), analyzer.normalize("field", text));
      }
    }
  }
}
