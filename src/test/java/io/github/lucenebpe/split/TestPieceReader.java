package io.github.lucenebpe.split;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.lucene.tests.util.LuceneTestCase;

/** Pieces of a stream are those of the whole text, however the stream is cut. */
public class TestPieceReader extends LuceneTestCase {
  private static final List<Splitter> SPLITTERS =
      List.of(
          Splitter.of(SplitPatterns.GPT2),
          Splitter.of(SplitPatterns.CL100K),
          Splitter.of(SplitPatterns.GPT4_MINBPE),
          Splitter.of(SplitPatterns.O200K),
          WholeTextSplitter.INSTANCE,
          Splitter.of("[a-z]+(?!!)|'|\\p{N}"));

  /** Overlapping ones, of which the longest at the leftmost place counts. */
  private static final Strings DELIMITERS =
      new Strings("<|end|>", "<|end|><|", "ab", "a1", " \n", "\uD83D\uDE00");

  public void testShortTexts() throws IOException {
    for (Splitter splitter : SPLITTERS) {
      PieceReader plain = new PieceReader(splitter);
      PieceReader delimited = new PieceReader(splitter, DELIMITERS);
      for (int n = 0; n < RandomTexts.COUNT / 10; n++) {
        String text = randomText(1 + random().nextInt(6));
        assertPieces(plain, splitter, null, text);
        assertPieces(delimited, splitter, DELIMITERS, text);
      }
    }
  }

  /** Texts around the size of the buffer and beyond, with pieces that fill it. */
  public void testLongTexts() throws IOException {
    for (Splitter splitter : SPLITTERS) {
      PieceReader plain = new PieceReader(splitter);
      PieceReader delimited = new PieceReader(splitter, DELIMITERS);
      for (int n = 0; n < 4; n++) {
        String text = longText();
        assertPieces(plain, splitter, null, text);
        assertPieces(delimited, splitter, DELIMITERS, text);
      }
    }
  }

  /** A delimiter at each place around the end of the buffer. */
  public void testDelimiterAtTheEdge() throws IOException {
    PieceReader reader = new PieceReader(SPLITTERS.get(1), DELIMITERS);
    for (int before = 8170; before < 8200; before++) {
      String text = "x ".repeat(before / 2) + "y".repeat(before % 2) + "<|end|><|z";
      assertPieces(reader, SPLITTERS.get(1), DELIMITERS, text);
    }
  }

  private static String randomText(int parts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts; i++) {
      text.append(
          random().nextInt(3) == 0
              ? DELIMITERS.strings[random().nextInt(DELIMITERS.strings.length)]
              : RandomTexts.next(random(), 6));
    }
    return text.toString();
  }

  private static String longText() {
    StringBuilder text = new StringBuilder();
    while (text.length() < 40_000) {
      String part = randomText(3);
      text.append(part.repeat(1 + random().nextInt(random().nextBoolean() ? 3 : 5000)));
    }
    return text.toString();
  }

  private static void assertPieces(
      PieceReader reader, Splitter splitter, Delimiters delimiters, String text)
      throws IOException {
    String message = splitter + (text.length() > 200 ? " long text" : " " + Pieces.show(text));
    List<String> expected = new ArrayList<>();
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; ) {
      int delimiter = delimiters == null ? -1 : delimiters.find(chars, i, chars.length);
      int segmentEnd = delimiter < 0 ? chars.length : delimiter;
      expected.addAll(Pieces.of(splitter, text.substring(i, segmentEnd)));
      i = segmentEnd;
      if (delimiter >= 0) {
        i += delimiters.length(chars, delimiter, chars.length);
        expected.add("delimiter " + text.substring(delimiter, i));
      }
    }
    List<String> actual = new ArrayList<>();
    reader.reset(new Dribble(text, random()));
    long last = 0;
    while (reader.next()) {
      String piece = new String(reader.chars(), reader.start(), reader.end() - reader.start());
      long offset = reader.discarded() + reader.start();
      assertTrue(message, offset >= last);
      last = reader.discarded() + reader.end();
      assertEquals(message, text.substring((int) offset, (int) last), piece);
      actual.add(reader.isDelimiter() ? "delimiter " + piece : piece);
    }
    assertEquals(message, expected, actual);
    assertEquals(message, text.length(), reader.charsRead());
    assertFalse(message, reader.next());
  }

  /** What is held is bounded by the longest piece. */
  public void testBuffer() throws IOException {
    PieceReader reader = new PieceReader(Splitter.of(SplitPatterns.CL100K));
    reader.reset(new StringReader("some words ".repeat(100_000)));
    while (reader.next()) {
      assertEquals(8192, reader.chars().length);
    }
    reader.reset(new StringReader("x".repeat(100_000) + " y"));
    assertTrue(reader.next());
    assertEquals(100_000, reader.end() - reader.start());
    assertTrue(reader.chars().length <= 262_144);
    reader.release();
    assertEquals(8192, reader.chars().length);
  }

  /** A failing reader fails the call, and the next stream starts afresh. */
  public void testFailingReader() throws IOException {
    PieceReader reader = new PieceReader(Splitter.of(SplitPatterns.CL100K));
    reader.reset(
        new Reader() {
          @Override
          public int read(char[] buffer, int offset, int length) throws IOException {
            throw new IOException("broken");
          }

          @Override
          public void close() {}
        });
    assertEquals("broken", expectThrows(IOException.class, reader::next).getMessage());
    assertPieces(reader, Splitter.of(SplitPatterns.CL100K), null, "one two");
  }

  /** Hands out a few chars at a time. */
  private static final class Dribble extends Reader {
    private final String text;
    private final Random random;
    private final int most;
    private int read;

    Dribble(String text, Random random) {
      this.text = text;
      this.random = random;
      this.most = random.nextBoolean() ? 1 : 1 + random.nextInt(10_000);
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
      int n = Math.min(Math.min(length, 1 + random.nextInt(most)), text.length() - read);
      text.getChars(read, read + n, buffer, offset);
      read += n;
      return n == 0 && length > 0 ? -1 : n;
    }

    @Override
    public void close() {}
  }

  /** The plainest implementation. */
  private static final class Strings implements Delimiters {
    private final String[] strings;

    Strings(String... strings) {
      this.strings = strings;
    }

    @Override
    public int maxLength() {
      int longest = 0;
      for (String string : strings) {
        longest = Math.max(longest, string.length());
      }
      return longest;
    }

    @Override
    public int find(char[] text, int from, int to) {
      for (int i = from; i < to; i++) {
        if (length(text, i, to) > 0) {
          return i;
        }
      }
      return -1;
    }

    @Override
    public int length(char[] text, int start, int to) {
      int longest = 0;
      for (String string : strings) {
        int length = string.length();
        if (start + length <= to && string.equals(new String(text, start, length))) {
          longest = Math.max(longest, length);
        }
      }
      return longest;
    }
  }
}
