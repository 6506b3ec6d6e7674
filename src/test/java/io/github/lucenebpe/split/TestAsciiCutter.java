package io.github.lucenebpe.split;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.tests.util.LuceneTestCase;

/** Cutting ASCII by blocks gives the pieces that cutting it one by one gives. */
public class TestAsciiCutter extends LuceneTestCase {
  private static final List<String> PATTERNS =
      List.of(
          SplitPatterns.GPT2, SplitPatterns.CL100K, SplitPatterns.GPT4_MINBPE, SplitPatterns.O200K);

  /** What the patterns tell apart, and the neighbours of what is recognized by its code. */
  private static final String ALPHABET =
      "abzAZ@[`{'''sStTlLvVeErRdmM019:;   \n\n\r\t\t\u000B\f\b\u000E\u001F\u001C\0//!&(._~\u007F";

  /** Every class of every character, wherever it stands in a block. */
  public void testClasses() {
    AsciiBlock block = new AsciiBlock(200);
    byte[] ascii = new byte[200];
    for (int i = 0; i < ascii.length; i++) {
      ascii[i] = (byte) random().nextInt(128);
    }
    int to = 50 + random().nextInt(150);
    int from = random().nextInt(50);
    block.classify(ascii, from, to - from);
    for (int at = from; at < to; at++) {
      block.load(at - from);
      for (int i = 0; i < AsciiBlock.LENGTH && at + i < to; i++) {
        char c = (char) ascii[at + i];
        String message = "character " + (int) c;
        boolean odd = c < ' ' && c != '\t' && c != '\n' && c != '\r';
        boolean letter = Character.isLetter(c);
        boolean number = Character.isDigit(c);
        assertEquals(message, letter, isSet(block.letters, i));
        assertEquals(message, number, isSet(block.numbers, i));
        assertEquals(message, c == ' ', isSet(block.spaces, i));
        assertEquals(message, c == '\t', isSet(block.tabs, i));
        assertEquals(message, c == '\n' || c == '\r', isSet(block.newlines, i));
        assertEquals(message, odd, isSet(block.controls, i));
        assertEquals(message, c == '\'', isSet(block.apostrophes, i));
        assertEquals(message, c > ' ' && !letter && !number, isSet(block.others, i));
        assertEquals(message, Character.isUpperCase(c), isSet(block.upperCase(), i));
        assertEquals(message, c == '/', isSet(block.slashes(), i));
      }
    }
  }

  private static boolean isSet(long bits, int i) {
    return (bits >>> i & 1) != 0;
  }

  /** The starts in a block are all that there are up to the last of them. */
  public void testStarts() {
    AsciiBlock block = new AsciiBlock(AsciiBlock.LENGTH);
    for (String pattern : PATTERNS) {
      Splitter splitter = Splitter.of(pattern);
      int some = 0;
      for (int n = 0; n < RandomTexts.COUNT; n++) {
        some += assertStarts(splitter, block, ascii(300)) > 0 ? 1 : 0;
      }
      assertTrue("starts are hardly ever found", some > RandomTexts.COUNT / 2);
    }
  }

  /** What makes a block doubtful, at each place in it and across its end. */
  public void testDoubtsAtEveryPlace() {
    AsciiBlock block = new AsciiBlock(AsciiBlock.LENGTH);
    for (String pattern : PATTERNS) {
      Splitter splitter = Splitter.of(pattern);
      for (String doubt :
          List.of("'t", "a'Re", ";\n/", "\t \n ", "1234567", " \f", "a\u0001", "  ")) {
        for (int place = 0; place <= AsciiBlock.LENGTH; place++) {
          String text = "abc ".repeat(20).substring(0, place) + doubt + "de (fg) ".repeat(20);
          assertStarts(splitter, block, text.getBytes(StandardCharsets.US_ASCII));
        }
      }
    }
  }

  /** Returns the number of starts that were found in the first block. */
  private static int assertStarts(Splitter splitter, AsciiBlock block, byte[] ascii) {
    block.classify(ascii, 0, AsciiBlock.LENGTH);
    block.load(0);
    long starts = splitter.asciiStarts(block);
    int last = Long.SIZE - Long.numberOfLeadingZeros(starts);
    long expected = 0;
    for (int at = next(splitter, ascii, 0); at < last; at = next(splitter, ascii, at)) {
      expected |= 1L << at;
    }
    assertEquals(
        message(splitter, ascii), Long.toBinaryString(expected), Long.toBinaryString(starts));
    return Long.bitCount(starts);
  }

  private static int next(Splitter splitter, byte[] ascii, int at) {
    int end = splitter.asciiPieceEnd(ascii, at, ascii.length - Splitter.ASCII_PADDING);
    return end < 0 ? Integer.MAX_VALUE : end;
  }

  public void testCut() {
    AsciiCutter cutter = new AsciiCutter();
    for (String pattern : PATTERNS) {
      Splitter splitter = Splitter.of(pattern);
      for (int n = 0; n < RandomTexts.COUNT / 100; n++) {
        byte[] ascii = ascii(1 + random().nextInt(n % 10 == 0 ? 20_000 : 1_000));
        int to = ascii.length - Splitter.ASCII_PADDING;
        int from = random().nextInt(to);
        List<Integer> expected = new ArrayList<>();
        for (int end = next(splitter, ascii, from); end < Integer.MAX_VALUE; ) {
          expected.add(end);
          end = end < to ? next(splitter, ascii, end) : Integer.MAX_VALUE;
        }
        List<Integer> cut = new ArrayList<>();
        for (int at = from, count = 1; count > 0 && at < to; ) {
          count = cutter.cut(splitter, ascii, at, to);
          for (int i = 0; i < count; i++) {
            at = cutter.ends()[i];
            cut.add(at);
          }
        }
        assertEquals(message(splitter, ascii), expected, cut);
      }
    }
  }

  private static String message(Splitter splitter, byte[] ascii) {
    return splitter + " " + Pieces.show(new String(ascii, StandardCharsets.US_ASCII));
  }

  /** A text of a few of the characters, so that each text has runs and neighbours of its own. */
  private static byte[] ascii(int length) {
    StringBuilder few = new StringBuilder("ab ");
    for (int n = random().nextInt(12); n > 0; n--) {
      few.append(ALPHABET.charAt(random().nextInt(ALPHABET.length())));
    }
    byte[] ascii = new byte[length + Splitter.ASCII_PADDING];
    byte last = 'a';
    int repeat = 1 + random().nextInt(4);
    for (int i = 0; i < length; i++) {
      last =
          random().nextInt(repeat) == 0 ? (byte) few.charAt(random().nextInt(few.length())) : last;
      ascii[i] = last;
    }
    Arrays.fill(ascii, length, ascii.length, (byte) random().nextInt(128));
    return ascii;
  }
}
