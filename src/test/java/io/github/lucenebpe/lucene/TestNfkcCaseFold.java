package io.github.lucenebpe.lucene;

import com.ibm.icu.text.Normalizer2;
import io.github.lucenebpe.split.UnicodeCategories;
import java.io.IOException;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;

/** Against ICU, whose data the table is made of but whose algorithm is another. */
public class TestNfkcCaseFold extends LuceneTestCase {
  private static final Normalizer2 ICU = Normalizer2.getNFKCCasefoldInstance();

  private static String fold(String text) {
    char[] chars = text.toCharArray();
    NfkcCaseFold fold = NfkcCaseFold.instance();
    return fold.mapSimple(chars, chars.length)
        ? new String(chars)
        : fold.map(new String(chars), false);
  }

  public void testTableIsUpToDate() throws IOException {
    try (var in = NfkcCaseFold.class.getResourceAsStream(NfkcCaseFold.RESOURCE)) {
      assertArrayEquals(NfkcTables.table(), in.readAllBytes());
    }
  }

  public void testSamples() {
    assertEquals("strasse", fold("Ｓtraße"));
    assertEquals("fin", fold("ﬁn"));
    assertEquals("1", fold("①"));
    assertEquals("οδοσ", fold("ΟΔΌΣ".replace("Ό", "Ο")));
    assertEquals("softhyphen", fold("Soft\u00ADhyphen"));
    assertEquals("ガ", fold("ｶﾞ"));
    assertEquals("각", fold("\u1100\u1161\u11A8"));
    assertEquals("\u1EAD", fold("A\u0302\u0323"));
  }

  public void testEveryCodePoint() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (UnicodeCategories.category(c) != Character.SURROGATE) {
        String text = Character.toString(c);
        String message = "U+" + Integer.toHexString(c);
        assertEquals(message, ICU.normalize(text), fold(text));
        // Behind a letter that much composes with, and before a mark.
        String between = "e" + text + "\u0323";
        assertEquals(message, ICU.normalize(between), fold(between));
      }
    }
  }

  public void testRandomTexts() {
    String[] marks = {
      "\u0301", "\u0323", "\u0345", "\u0307", "\u3099", "\u11A8", "\u1161", "\u094D"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(TestUtil.randomRealisticUnicodeString(random(), 12));
      for (int j = random().nextInt(4); j > 0 && !text.isEmpty(); j--) {
        int place =
            text.offsetByCodePoints(0, random().nextInt(text.codePointCount(0, text.length())));
        text.insert(place, marks[random().nextInt(marks.length)]);
      }
      String folded = fold(text.toString());
      assertEquals(ICU.normalize(text), folded);
      assertEquals("stable", folded, fold(folded));
    }
  }

  /** Many marks on one letter are sorted in less than quadratic time. */
  public void testManyMarks() {
    int count = 200_000;
    assertEquals(
        "\u1EA1" + "\u0323".repeat(count - 1) + "\u0301".repeat(count),
        fold("a" + "\u0301\u0323".repeat(count)));
    String text = "b" + "\u0301\u0323\u0327\u0345".repeat(50) + "\u3099";
    assertEquals(ICU.normalize(text), fold(text));
  }

  public void testDropsAccents() {
    NfkcCaseFold fold = NfkcCaseFold.instance();
    assertEquals("resume", fold.map("Résumé", true));
    assertEquals("и", fold.map("й", true));
    assertEquals("हिन्दी", fold.map("हिन्दी", true));
  }
}
