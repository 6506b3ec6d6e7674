package io.github.lucenebpe.train;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.github.lucenebpe.split.SplitPatterns;
import io.github.lucenebpe.split.WholeTextSplitter;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.Test;

public class TestPieceCounts {

  @Test
  public void testKeepsTheOrderOfFirstAppearance() throws IOException {
    PieceCounts counts = new PieceCounts();
    counts.count(new StringReader("to be or not to be"), SplitPatterns.parse("gpt2"));
    assertEquals("[to 1, ␣be 2, ␣or 1, ␣not 1, ␣to 1]", describe(counts));
    counts.count(new StringReader("to be"), SplitPatterns.parse("gpt2"));
    assertEquals("[to 2, ␣be 3, ␣or 1, ␣not 1, ␣to 1]", describe(counts));
    assertEquals(8, counts.total());
    assertEquals(18 + 5, counts.totalBytes());
    assertEquals(2 + 3 + 3 + 4 + 3, counts.distinctBytes());
  }

  private static String describe(PieceCounts counts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < counts.size(); i++) {
      text.append(i == 0 ? "" : ", ");
      text.append(new String(counts.piece(i), UTF_8).replace(' ', '␣'));
      text.append(' ').append(counts.count(i));
    }
    return "[" + text + "]";
  }

  @Test
  public void testATextWithoutSplittingIsOnePiece() throws IOException {
    PieceCounts counts = new PieceCounts();
    counts.count(new StringReader("a b\r\n\uFEFFc"), WholeTextSplitter.INSTANCE);
    counts.count(new StringReader(""), WholeTextSplitter.INSTANCE);
    assertEquals("[a␣b\r\n\uFEFFc 1]", describe(counts));
  }

  @Test
  public void testCountsUnpairedSurrogatesAsReplacement() {
    PieceCounts counts = new PieceCounts();
    for (String piece : new String[] {"a\uD83D", "a\uFFFD", "a\uDE00", "\uD83D\uDE00"}) {
      counts.add(piece.toCharArray(), 0, piece.length());
    }
    assertEquals("[a\uFFFD 3, \uD83D\uDE00 1]", describe(counts));
  }

  @Test
  public void testCountsTheRange() {
    PieceCounts counts = new PieceCounts();
    counts.add("abcd".toCharArray(), 1, 3);
    counts.add("abcd".getBytes(UTF_8), 1, 3, 41);
    counts.add("abcd".toCharArray(), 2, 2);
    assertEquals("[bc 42]", describe(counts));
    assertEquals(42, counts.total());
  }

  @Test
  public void testRefusesWhatIsNoCount() {
    PieceCounts counts = new PieceCounts();
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> counts.add(new byte[] {1}, 0, 1, 0));
    assertEquals("times must be at least 1, got 0", e.getMessage());
    assertThrows(IndexOutOfBoundsException.class, () -> counts.add(new char[] {1}, 0, 2));
    assertEquals(0, counts.size());
  }

  @Test
  public void testSaysThatItIsFull() {
    PieceCounts counts = new PieceCounts(5000);
    byte[] piece = new byte[2500];
    counts.add(piece, 0, 2500, 1);
    counts.add(piece, 0, 2499, 1);
    counts.add(piece, 0, 1, 1);
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> counts.add(piece, 0, 2, 1));
    assertEquals(
        "the distinct pieces need more than 5000 bytes, there is no room after 3 of them",
        e.getMessage());
    assertEquals(3, counts.size());
  }

  @Test
  public void testCountsBeyondInt() {
    PieceCounts counts = new PieceCounts();
    byte[] piece = {'a', 'b'};
    counts.add(piece, 0, 2, Integer.MAX_VALUE);
    counts.add(piece, 0, 2, Integer.MAX_VALUE);
    assertEquals(4294967294L, counts.count(0));
    assertEquals(8589934588L, counts.totalBytes());
  }

  /** Many pieces of all lengths around a word, among them such that differ in one byte only. */
  @Test
  public void testAgainstAMap() {
    Random random = new Random(11);
    PieceCounts counts = new PieceCounts();
    Map<String, Long> expected = new LinkedHashMap<>();
    for (int round = 0; round < 200_000; round++) {
      byte[] piece = new byte[1 + random.nextInt(20)];
      int at = random.nextInt(piece.length);
      piece[at] = (byte) random.nextInt(256);
      if (random.nextInt(4) == 0) {
        piece[random.nextInt(piece.length)] = (byte) random.nextInt(256);
      }
      counts.add(piece, 0, piece.length, 1);
      expected.merge(new String(piece, ISO_8859_1), 1L, Long::sum);
    }
    assertEquals(expected.size(), counts.size());
    int i = 0;
    for (Map.Entry<String, Long> entry : expected.entrySet()) {
      assertArrayEquals(entry.getKey().getBytes(ISO_8859_1), counts.piece(i));
      assertEquals((long) entry.getValue(), counts.count(i++));
    }
  }
}
