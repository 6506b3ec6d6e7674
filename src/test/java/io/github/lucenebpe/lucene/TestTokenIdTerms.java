package io.github.lucenebpe.lucene;

import java.nio.charset.StandardCharsets;
import org.apache.lucene.analysis.tokenattributes.CharTermAttributeImpl;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.apache.lucene.util.BytesRef;

public class TestTokenIdTerms extends LuceneTestCase {

  /** The ids around each change of length. */
  private static final int[] EDGES = {
    0,
    1,
    9,
    10,
    99,
    100,
    255,
    256,
    999,
    1000,
    9999,
    10000,
    16383,
    16384,
    16385,
    81919,
    81920,
    99999,
    100000,
    475135,
    475136,
    999999,
    1000000,
    1 << 24,
    Integer.MAX_VALUE
  };

  private static int randomId() {
    int edge = EDGES[random().nextInt(EDGES.length)];
    return switch (random().nextInt(3)) {
      case 0 -> edge;
      case 1 -> random().nextInt(1 << (1 + random().nextInt(30)));
      default -> Math.max(0, edge - random().nextInt(3));
    };
  }

  public void testExamples() {
    assertEquals("[bb eb]", TokenIdTerms.toBytes(15339).toString());
    assertEquals("[f8 9e cd]", TokenIdTerms.toBytes(57037).toString());
    assertEquals("[80 0]", TokenIdTerms.toBytes(0).toString());
    assertEquals("[bf ff]", TokenIdTerms.toBytes(16383).toString());
    assertEquals("[f8 0 0]", TokenIdTerms.toBytes(16384).toString());
    assertEquals("[fe ff ff]", TokenIdTerms.toBytes(475135).toString());
    assertEquals("[ff 0 7 40 0]", TokenIdTerms.toBytes(475136).toString());
    assertEquals("[ff 7f ff ff ff]", TokenIdTerms.toBytes(Integer.MAX_VALUE).toString());
  }

  public void testBytesRoundTripAndSortAsIds() {
    for (int i = 0; i < 100_000; i++) {
      int a = randomId();
      int b = randomId();
      BytesRef term = TokenIdTerms.toBytes(a);
      assertEquals(a, TokenIdTerms.fromBytes(term));
      assertEquals(
          Integer.signum(Integer.compare(a, b)),
          Integer.signum(term.compareTo(TokenIdTerms.toBytes(b))));
    }
  }

  public void testBytesAreNeverText() {
    for (int i = 0; i < 20_000; i++) {
      String text = TestUtil.randomUnicodeString(random(), 5);
      if (!text.isEmpty()) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        expectThrows(
            IllegalArgumentException.class, () -> TokenIdTerms.fromBytes(new BytesRef(utf8)));
      }
    }
  }

  public void testWrongBytes() {
    for (byte[] bytes :
        new byte[][] {
          {},
          {(byte) 0x80},
          {(byte) 0x80, 0, 0},
          {(byte) 0xF8, 0},
          {(byte) 0xFF, 0, 0},
          {(byte) 0xFF, 0, 7, 0x3F, (byte) 0xFF},
          {(byte) 0xFF, (byte) 0x80, 0, 0, 0},
          {(byte) 0xC0, 0},
        }) {
      IllegalArgumentException e =
          expectThrows(
              IllegalArgumentException.class, () -> TokenIdTerms.fromBytes(new BytesRef(bytes)));
      assertEquals("not the binary term of a token id: " + new BytesRef(bytes), e.getMessage());
    }
    IllegalArgumentException e =
        expectThrows(IllegalArgumentException.class, () -> TokenIdTerms.toBytes(-1));
    assertEquals("token id must not be negative, got -1", e.getMessage());
  }

  public void testDecimalRoundTrip() {
    CharTermAttributeImpl term = new CharTermAttributeImpl();
    for (int i = 0; i < 100_000; i++) {
      int id = randomId();
      TokenIdTerms.writeDecimal(id, term);
      assertEquals(Integer.toString(id), term.toString());
      assertEquals(id, TokenIdTerms.parseDecimal(term.buffer(), term.length()));
    }
  }

  public void testWhatIsNoDecimalId() {
    for (String text :
        new String[] {
          "",
          "abc",
          "-1",
          "+1",
          "01",
          "00",
          "1 ",
          "1a",
          "٣",
          "2147483648",
          "4294967297",
          "99999999999"
        }) {
      assertEquals(text, -1, TokenIdTerms.parseDecimal(text.toCharArray(), text.length()));
    }
  }
}
