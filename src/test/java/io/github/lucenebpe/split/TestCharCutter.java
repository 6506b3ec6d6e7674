package io.github.lucenebpe.split;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.tests.util.LuceneTestCase;

/** Cutting text of any script by blocks gives the pieces that cutting it one by one gives. */
public class TestCharCutter extends LuceneTestCase {
  private static final List<String> PATTERNS =
      List.of(
          SplitPatterns.GPT2, SplitPatterns.CL100K, SplitPatterns.GPT4_MINBPE, SplitPatterns.O200K);

  /** What stands around the place that a test looks at. */
  private static final List<String> SURROUNDINGS =
      List.of("слово Имя, ", "汉字。日本語の", "हिन्दी में ", "żółć Łódź ", "a b", "あAい");

  /** Every char is in the classes of its stand-in, or makes a block doubtful. */
  public void testStandIns() {
    byte[] standIns = new byte[1];
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      StandIns.put(new char[] {(char) c}, 0, 1, standIns);
      char standIn = (char) standIns[0];
      String message = "U+" + Integer.toHexString(c);
      if (Character.isSurrogate((char) c)) {
        assertEquals(message, '\0', standIn);
      } else if (c < 0x7F && c != 'q') {
        assertEquals(message, c, standIn);
      } else if (UnicodeCategories.isWhiteSpace(c)) {
        assertEquals(message, '\t', standIn);
      } else {
        int expected =
            switch (standIn) {
              case StandIns.UNCASED -> classes('a') | classes('A');
              case StandIns.MARK -> CharClasses.OTHER | CharClasses.UPPER | CharClasses.LOWER;
              default -> classes(standIn);
            };
        assertEquals(message, expected, classes(c));
      }
    }
  }

  private static int classes(int c) {
    return CharClasses.at(new char[] {(char) c}, 0, 1);
  }

  public void testRandomTexts() {
    CharCutter cutter = new CharCutter();
    for (String pattern : PATTERNS) {
      Splitter splitter = Splitter.of(pattern);
      for (int n = 0; n < RandomTexts.COUNT / 10; n++) {
        String surroundings = SURROUNDINGS.get(random().nextInt(SURROUNDINGS.size()));
        StringBuilder text = new StringBuilder();
        while (text.length() < 300) {
          text.append(surroundings, 0, random().nextInt(surroundings.length() + 1));
          text.append(RandomTexts.next(random(), n % 6));
        }
        assertCut(splitter, cutter, text.toString());
      }
    }
  }

  /** Each two atoms of random texts at each place of a block. */
  public void testEveryPlace() {
    CharCutter cutter = new CharCutter();
    for (int n = 0; n < 200; n++) {
      String odd = RandomTexts.next(random(), 5);
      String surroundings = SURROUNDINGS.get(n % SURROUNDINGS.size()).repeat(100);
      for (String pattern : PATTERNS) {
        Splitter splitter = Splitter.of(pattern);
        for (int place = 0; place <= AsciiBlock.LENGTH + 1; place++) {
          String text = surroundings.substring(0, place) + odd + surroundings.substring(place, 200);
          assertCut(splitter, cutter, text);
        }
      }
    }
  }

  /** Long texts, with long runs of ASCII and of what is doubtful. */
  public void testLongTexts() {
    CharCutter cutter = new CharCutter();
    for (String pattern : PATTERNS) {
      Splitter splitter = Splitter.of(pattern);
      for (int n = 0; n < 20; n++) {
        StringBuilder text = new StringBuilder();
        while (text.length() < 20_000) {
          text.append(SURROUNDINGS.get(random().nextInt(6)).repeat(random().nextInt(50)));
          text.append("some ASCII 123, ".repeat(random().nextInt(10)));
          text.append("😀".repeat(random().nextInt(3) * random().nextInt(100)));
        }
        assertCut(splitter, cutter, text.toString());
      }
    }
  }

  /** Most of a plain text is cut by blocks: each splitter finds starts, in each script. */
  public void testBlocksAreUsed() {
    AsciiBlock block = new AsciiBlock(AsciiBlock.LENGTH);
    for (String pattern : PATTERNS) {
      Splitter splitter = Splitter.of(pattern);
      for (String surroundings : SURROUNDINGS) {
        block.classify((surroundings + ' ').repeat(100).toCharArray(), 0, AsciiBlock.LENGTH);
        block.load(0);
        long starts = splitter.asciiStarts(block);
        assertTrue(
            splitter + " " + surroundings + " " + Long.toBinaryString(starts), starts >>> 32 != 0);
      }
    }
  }

  private static void assertCut(Splitter splitter, CharCutter cutter, String string) {
    char[] text = string.toCharArray();
    int from = random().nextInt(2) == 0 ? 0 : Math.min(3, text.length - 1);
    List<Integer> expected = new ArrayList<>();
    for (int at = from; at < text.length; ) {
      at = splitter.pieceEnd(text, at, text.length);
      if (at < 0) {
        break;
      }
      expected.add(at);
    }
    List<Integer> cut = new ArrayList<>();
    for (int at = from, count = 1; count > 0 && at < text.length; ) {
      count = cutter.cut(splitter, text, at, text.length);
      for (int i = 0; i < count; i++) {
        at = cutter.ends()[i];
        cut.add(at);
      }
    }
    assertEquals(splitter + " " + Pieces.show(string), expected, cut);
  }
}
