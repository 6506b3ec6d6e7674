package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.model.Encodings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.lucene.analysis.tokenattributes.CharTermAttributeImpl;
import org.apache.lucene.tests.util.LuceneTestCase;

public class TestTokenText extends LuceneTestCase {

  private static void assertText(String text, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertEquals(text, TokenText.format(bytes));
    assertArrayEquals(bytes, TokenText.parse(text));
  }

  public void testExamples() {
    assertText("", "");
    assertText(" world", "20 77 6f 72 6c 64");
    assertText(" \\xF0\\x9F", "20 f0 9f");
    assertText("\\x0A\\x0A", "0a 0a");
    assertText("\\xC2\\x85", "c2 85");
    assertText("\\\\n", "5c 6e");
    assertText("\\\\x41", "5c 78 34 31");
    assertText("\uFFFD", "ef bf bd");
    assertText("🌳", "f0 9f 8c b3");
    assertText("\\xB3🌳\\xF0\\x9F\\x8C", "b3 f0 9f 8c b3 f0 9f 8c");
    // Not UTF-8: an encoded surrogate, an overlong slash, a code point above U+10FFFF.
    assertText("\\xED\\xA0\\x80", "ed a0 80");
    assertText("\\xC0\\xAF", "c0 af");
    assertText("\\xF4\\x90\\x80\\x80", "f4 90 80 80");
  }

  public void testRandomBytes() {
    for (int i = 0; i < 20_000 * RANDOM_MULTIPLIER; i++) {
      byte[] bytes = new byte[random().nextInt(12)];
      random().nextBytes(bytes);
      if (random().nextBoolean()) {
        byte[] text = SampleTexts.random(random(), 3).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, bytes, 0, Math.min(text.length, bytes.length));
      }
      String text = TokenText.format(bytes);
      assertArrayEquals(text, bytes, TokenText.parse(text));
    }
  }

  public void testTextThatIsNotWritten() {
    assertMalformed("a\\", 1);
    assertMalformed("a\\y", 1);
    assertMalformed("\\xF", 0);
    assertMalformed("\\xFG", 0);
    assertMalformed("\\x41", 0);
    assertMalformed("\\xf0", 2);
    assertMalformed("é\\xC3\\xA9", 1);
    assertMalformed("ab\n", 2);
    assertMalformed("\uD83C", 0);
  }

  private static void assertMalformed(String text, int index) {
    IllegalArgumentException e =
        expectThrows(IllegalArgumentException.class, () -> TokenText.parse(text));
    assertEquals(
        "not the text of a token, at index " + index + ": \"" + text + "\"", e.getMessage());
  }

  public void testEveryTokenOfEveryEncoding() {
    CharTermAttributeImpl term = new CharTermAttributeImpl();
    for (Encoding encoding : SampleEncodings.all()) {
      TokenTexts texts = TokenTexts.of(encoding);
      Map<String, Integer> seen = new HashMap<>();
      for (int id = 0; id < encoding.vocabularySize(); id++) {
        if (encoding.contains(id)) {
          texts.write(id, term);
          assertArrayEquals(encoding.tokenBytes(id), TokenText.parse(term));
          assertNull(term + " is two tokens", seen.put(term.toString(), id));
        }
      }
      assertSame("one table for each encoding", texts, TokenTexts.of(encoding));
    }
  }

  /** Sixteen merges of equal halves make a token of 65,536 bytes. */
  public void testTokenTooLongForATerm() throws IOException {
    StringBuilder model = new StringBuilder("minbpe v1\n\n0\n97 97\n");
    for (int id = 256; id < 271; id++) {
      model.append(id).append(' ').append(id).append('\n');
    }
    byte[] bytes = model.toString().getBytes(StandardCharsets.UTF_8);
    Encoding encoding = Encodings.load(new ByteArrayInputStream(bytes), "long.model");
    IllegalArgumentException e =
        expectThrows(
            IllegalArgumentException.class,
            () ->
                new BpeAnalyzer(encoding, SpecialTokens.ALL, TermKind.TEXT).tokenStream("f", "a"));
    assertEquals(
        encoding.name()
            + ": the text of token 270 has 32768 bytes, but a term has at most 32766;"
            + " use ids as terms",
        e.getMessage());
  }
}
