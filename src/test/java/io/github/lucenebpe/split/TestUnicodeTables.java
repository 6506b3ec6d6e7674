package io.github.lucenebpe.split;

import static io.github.lucenebpe.split.CharClasses.LETTER;
import static io.github.lucenebpe.split.CharClasses.LOWER;
import static io.github.lucenebpe.split.CharClasses.NEWLINE;
import static io.github.lucenebpe.split.CharClasses.NUMBER;
import static io.github.lucenebpe.split.CharClasses.OTHER;
import static io.github.lucenebpe.split.CharClasses.SPACE;
import static io.github.lucenebpe.split.CharClasses.UPPER;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.lucene.tests.util.LuceneTestCase;

/** The tables of Unicode 16.0 and what is made of them. */
public class TestUnicodeTables extends LuceneTestCase {

  /** The tables are what {@link UnicodeTables} writes. */
  public void testRegenerated() throws IOException {
    assumeHostHasOurVersion();
    assertArrayEquals(resource("unicode16-categories.bin"), UnicodeTables.categories());
    assertArrayEquals(resource("unicode16-classes.bin"), UnicodeTables.classes());
    assertArrayEquals(resource("unicode16-scripts.bin"), UnicodeTables.scripts());
    assertEquals(
        UnicodeTables.scriptNames(),
        new String(resource("unicode16-scripts.txt"), StandardCharsets.US_ASCII).lines().toList());
  }

  private static void assumeHostHasOurVersion() {
    assumeTrue(
        "this JDK has another Unicode version than " + UnicodeCategories.VERSION,
        UnicodeTables.hostHasOurVersion());
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Splitter.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  public void testCategories() {
    assertEquals(Character.UPPERCASE_LETTER, UnicodeCategories.category('A'));
    assertEquals(Character.TITLECASE_LETTER, UnicodeCategories.category('ǅ'));
    assertEquals(Character.CONTROL, UnicodeCategories.category(0));
    assertEquals(Character.SURROGATE, UnicodeCategories.category(0xD800));
    assertEquals(Character.UNASSIGNED, UnicodeCategories.category(0x378));
    assertEquals(Character.UNASSIGNED, UnicodeCategories.category(0x10FFFF));
    // Came with 15.1 and 16.0; JDK 21 does not know them.
    assertEquals(Character.OTHER_LETTER, UnicodeCategories.category(0x2EBF0));
    assertEquals(Character.LOWERCASE_LETTER, UnicodeCategories.category(0x10D70));
    IllegalArgumentException e =
        expectThrows(IllegalArgumentException.class, () -> UnicodeCategories.category(0x110000));
    assertEquals("codePoint must be in 0..0x10FFFF, got 0x110000", e.getMessage());
  }

  public void testWhiteSpace() {
    int count = 0;
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      int category = UnicodeCategories.category(codePoint);
      boolean separator =
          category == Character.SPACE_SEPARATOR
              || category == Character.LINE_SEPARATOR
              || category == Character.PARAGRAPH_SEPARATOR;
      boolean control = codePoint == 0x85 || (codePoint >= '\t' && codePoint <= '\r');
      assertEquals(
          Integer.toHexString(codePoint),
          separator || control,
          UnicodeCategories.isWhiteSpace(codePoint));
      count += separator || control ? 1 : 0;
    }
    assertEquals(25, count);
  }

  /** The bits of each code point, from its category. */
  public void testClasses() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      char[] text = Character.toChars(codePoint);
      String name = Integer.toHexString(codePoint);
      assertEquals(name, classes(codePoint), CharClasses.at(text, 0, text.length));
      assertEquals(name, text.length, CharClasses.next(text, 0, text.length));
    }
  }

  private static int classes(int codePoint) {
    if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
      return OTHER;
    }
    if (UnicodeCategories.isWhiteSpace(codePoint)) {
      return codePoint == '\n' || codePoint == '\r' ? SPACE | NEWLINE : SPACE;
    }
    String category = UnicodeProperties.shortName(UnicodeCategories.category(codePoint));
    int letter = category.startsWith("L") ? LETTER : 0;
    int number = category.startsWith("N") ? NUMBER : 0;
    int upper = category.matches("Lu|Lt|Lm|Lo|M.") ? UPPER : 0;
    int lower = category.matches("Ll|Lm|Lo|M.") ? LOWER : 0;
    return (letter | number | upper | lower) | (letter + number == 0 ? OTHER : 0);
  }

  public void testRunsThatDoNotCover() {
    IllegalStateException e =
        expectThrows(
            IllegalStateException.class, () -> CodePointRuns.parse(new byte[] {9, 2, 13, 2}));
    assertEquals("runs end at 4, not after U+10FFFF", e.getMessage());
  }

  /** Only letters, marks, numbers and symbols have another case, as {@code (?i)} supposes. */
  public void testWhatHasCase() {
    int caseless =
        UnicodeProperties.categories("P")
            | UnicodeProperties.categories("Z")
            | UnicodeProperties.categories("C");
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (((caseless >>> UnicodeCategories.category(codePoint)) & 1) != 0) {
        assertEquals(codePoint, Character.toUpperCase(codePoint));
        assertEquals(codePoint, Character.toLowerCase(codePoint));
      }
    }
  }
}
