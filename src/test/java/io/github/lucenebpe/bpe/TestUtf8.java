package io.github.lucenebpe.bpe;

import static java.nio.charset.CodingErrorAction.IGNORE;
import static java.nio.charset.CodingErrorAction.REPLACE;
import static java.nio.charset.CodingErrorAction.REPORT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.Test;

public class TestUtf8 {
  /** Bytes, and what Python's {@code bytes.decode("utf-8", "replace")} makes of them. */
  private static final String[][] MALFORMED = {
    {"80", "?"},
    {"BFBF", "??"},
    {"C080", "??"},
    {"C1BF", "??"},
    {"C2", "?"},
    {"C241", "?A"},
    {"E08080", "???"},
    {"E09FBF", "???"},
    {"E0A0", "?"},
    {"E28241", "?A"},
    {"EDA080", "???"},
    {"EDBFBF", "???"},
    {"EDA080EDB080", "??????"},
    {"F0808080", "????"},
    {"F08FBFBF", "????"},
    {"F09F", "?"},
    {"F09F98", "?"},
    {"F09F9841", "?A"},
    {"F09F41", "?A"},
    {"F48FBF", "?"},
    {"F4908080", "????"},
    {"F5808080", "????"},
    {"FEFF", "??"},
    {"61E28262", "a?b"},
    {"C3A980C3A9", "\u00E9?\u00E9"},
    {"EFBFBDE2", "??"},
    {"F0F09F9880", "?\uD83D\uDE00"},
    // The example of the Unicode Standard, table 3-8 and what follows it.
    {"C0AFE080BFF0818241", "????????A"},
    {"EDA080EDBFBFEDAF41", "????????A"},
    {"F4919293FF4180BF42", "?????A??B"},
    {"E180E2F09192F1BF41", "????A"},
  };

  @Test
  public void testReplacesEachMaximalSubpart() {
    for (String[] row : MALFORMED) {
      byte[] bytes = HexFormat.of().parseHex(row[0]);
      String expected = row[1].replace('?', '\uFFFD');
      assertEquals(row[0], expected, Utf8.decode(bytes, 0, bytes.length, REPLACE));
    }
  }

  @Test
  public void testIgnores() {
    byte[] bytes = HexFormat.of().parseHex("61EDA08062F09F9863");
    assertEquals("abc", Utf8.decode(bytes, 0, bytes.length, IGNORE));
    byte[] sound = "a\uFFFDb".getBytes(UTF_8);
    assertEquals("a\uFFFDb", Utf8.decode(sound, 0, sound.length, IGNORE));
  }

  @Test
  public void testReportsThePlace() {
    byte[] bytes = HexFormat.of().parseHex("61C3A9E28241");
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> Utf8.decode(bytes, 0, bytes.length, REPORT));
    assertEquals("malformed UTF-8 at byte 3", e.getMessage());
    e = assertThrows(IllegalArgumentException.class, () -> Utf8.decode(bytes, 1, 5, REPORT));
    assertEquals("malformed UTF-8 at byte 2", e.getMessage());
    assertEquals("a\u00E9", Utf8.decode(bytes, 0, 3, REPORT));
    byte[] sound = "\uFFFD".getBytes(UTF_8);
    assertEquals("\uFFFD", Utf8.decode(sound, 0, sound.length, REPORT));
  }

  @Test
  public void testOnlyLooksAtTheRange() {
    byte[] bytes = HexFormat.of().parseHex("E282ACE282AC");
    assertEquals("\u20AC", Utf8.decode(bytes, 0, 3, REPLACE));
    assertEquals("\uFFFD", Utf8.decode(bytes, 0, 2, REPLACE));
    assertEquals("\uFFFD\uFFFD\u20AC", Utf8.decode(bytes, 1, 6, REPLACE));
    assertEquals("", Utf8.decode(bytes, 2, 2, REPORT));
  }

  @Test
  public void testEveryCodePointThereAndBack() {
    byte[] out = new byte[6];
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      char[] chars = Character.toChars(codePoint);
      int end = Utf8.encode(chars, 0, chars.length, out, 0);
      boolean surrogate = chars.length == 1 && Character.isSurrogate(chars[0]);
      String sound = surrogate ? "\uFFFD" : new String(chars);
      assertArrayEquals(sound.getBytes(UTF_8), Arrays.copyOf(out, end));
      assertEquals(sound, Utf8.decode(out, 0, end, REPORT));
      assertEquals(-1, Utf8.firstMalformed(out, 0, end));
    }
  }

  @Test
  public void testRepairsUnpairedSurrogates() {
    assertEquals("a\uFFFDb", encoded("a\uD83Db"));
    assertEquals("\uFFFD\uFFFD", encoded("\uDE00\uD83D"));
    assertEquals("\uFFFD\uD83D\uDE00", encoded("\uD83D\uD83D\uDE00"));
    // The low surrogate lies outside of the range.
    char[] pair = {'\uD83D', '\uDE00'};
    byte[] out = new byte[4];
    assertEquals(4, Utf8.encode(pair, 0, 1, out, 1));
    assertArrayEquals(HexFormat.of().parseHex("00EFBFBD"), out);
  }

  @Test
  public void testRandomCharsAgreeWithTheJdk() {
    Random random = new Random(42);
    for (int round = 0; round < 2000; round++) {
      char[] chars = new char[random.nextInt(12)];
      for (int i = 0; i < chars.length; i++) {
        chars[i] =
            (char)
                switch (random.nextInt(4)) {
                  case 0 -> random.nextInt(0x80);
                  case 1 -> random.nextInt(0x800);
                  case 2 -> 0xD800 + random.nextInt(0x800);
                  default -> random.nextInt(0x10000);
                };
      }
      String text = new String(chars);
      // The JDK writes '?' for an unpaired surrogate; a code point stream shows which they are.
      StringBuilder sound = new StringBuilder();
      text.codePoints()
          .map(c -> c >= 0xD800 && c < 0xE000 ? 0xFFFD : c)
          .forEach(sound::appendCodePoint);
      assertEquals(sound.toString(), encoded(text));
    }
  }

  @Test
  public void testPlacesAddUpInRandomBytes() {
    Random random = new Random(43);
    byte[] alphabet = HexFormat.of().parseHex("41C2C3E0E2EDEFF0F1F4F5808F909FA0BF");
    for (int round = 0; round < 20000; round++) {
      byte[] bytes = new byte[random.nextInt(10)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = alphabet[random.nextInt(alphabet.length)];
      }
      StringBuilder text = new StringBuilder();
      int start = 0;
      int bad;
      while ((bad = Utf8.firstMalformed(bytes, start, bytes.length)) >= 0) {
        text.append(new String(bytes, start, bad - start, UTF_8)).append('\uFFFD');
        start = bad + Utf8.malformedLength(bytes, bad, bytes.length);
      }
      text.append(new String(bytes, start, bytes.length - start, UTF_8));
      assertEquals(text.toString(), Utf8.decode(bytes, 0, bytes.length, REPLACE));
      // Text written again is sound, and says the same.
      byte[] again = text.toString().getBytes(UTF_8);
      assertEquals(-1, Utf8.firstMalformed(again, 0, again.length));
    }
  }

  @Test
  public void testMalformedLengthRefusesSoundBytes() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> Utf8.malformedLength(new byte[] {65}, 0, 1));
    assertEquals("well-formed UTF-8 at byte 0", e.getMessage());
  }

  private static String encoded(String text) {
    char[] chars = text.toCharArray();
    byte[] out = new byte[3 * chars.length];
    int end = Utf8.encode(chars, 0, chars.length, out, 0);
    return new String(out, 0, end, UTF_8);
  }
}
