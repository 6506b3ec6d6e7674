package io.github.lucenebpe.bpe;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import org.junit.Test;

public class TestLongPieceCache {
  private static final char[] PIECE = "xy".toCharArray();

  @Test
  public void testFindsWhatWasEntered() {
    LongPieceCache cache = new LongPieceCache();
    char[] text = "..a word of twenty chars..".toCharArray();
    int[] ids = {0, 7, 8, 9, 0};
    assertEquals(0, cache.get(text, 2, 24, ids, 1));
    cache.put(text, 2, 24, ids, 1, 3);
    Arrays.fill(ids, 0);
    assertEquals(3, cache.get(text, 2, 24, ids, 1));
    assertArrayEquals(new int[] {0, 7, 8, 9, 0}, ids);
    assertEquals(0, cache.get(text, 2, 23, ids, 1));
    text[23]++;
    assertEquals(0, cache.get(text, 2, 24, ids, 1));
  }

  /** Their chars fill the same longs. */
  @Test
  public void testTellsAPieceFromItsBeginning() {
    LongPieceCache cache = new LongPieceCache();
    int[] ids = new int[1];
    cache.put("a piece\0".toCharArray(), 0, 7, new int[] {42}, 0, 1);
    assertEquals(1, cache.get("a piece\0".toCharArray(), 0, 7, ids, 0));
    assertEquals(0, cache.get("a piece\0".toCharArray(), 0, 8, ids, 0));
  }

  /** As many pieces as fill an eighth of the table, which many of them share a set of. */
  @Test
  public void testKeepsPiecesThatMeet() {
    LongPieceCache cache = new LongPieceCache();
    fill(cache, new int[600]);
    int pieces = 1 << 14;
    for (int i = 0; i < pieces; i++) {
      cache.put(piece(i), 0, 8, new int[] {i}, 0, 1);
    }
    int[] ids = new int[1];
    int lost = 0;
    for (int i = 0; i < pieces; i++) {
      if (cache.get(piece(i), 0, 8, ids, 0) == 0) {
        lost++;
      } else {
        assertEquals(i, ids[0]);
      }
    }
    assertTrue(lost + " of " + pieces + " pieces are lost", lost < pieces / 100);
  }

  private static char[] piece(int i) {
    return String.format(Locale.ROOT, "no %05d", i).toCharArray();
  }

  @Test
  public void testKeepsPiecesWhenItGrows() {
    LongPieceCache cache = new LongPieceCache();
    int pieces = 20_000; // some 160,000 longs, 80 times what it holds at first
    for (int i = 0; i < pieces; i++) {
      char[] piece = pieceOfAnyLength(i);
      cache.put(piece, 0, piece.length, new int[] {i, i + 1, i + 2}, 0, 1 + i % 3);
    }
    int[] ids = new int[3];
    int lost = 0;
    for (int i = 0; i < pieces; i++) {
      char[] piece = pieceOfAnyLength(i);
      int count = cache.get(piece, 0, piece.length, ids, 0);
      if (count == 0) {
        lost++;
      } else {
        assertEquals(1 + i % 3, count);
        assertEquals(i, ids[0]);
        assertEquals(i + count - 1, ids[count - 1]);
      }
    }
    assertTrue(lost + " of " + pieces + " pieces are lost", lost < pieces / 100);
  }

  private static char[] pieceOfAnyLength(int i) {
    return ("no " + i + " is as long as this or less").substring(0, 8 + i % 20).toCharArray();
  }

  /** What has overwritten an entry looks just like it, but for its id. */
  @Test
  public void testForgetsWhatWasOverwritten() {
    int[] lookalike = new int[600];
    for (int i = 0; i < lookalike.length; i += 6) {
      lookalike[i] = 1; // tokens
      lookalike[i + 1] = 2; // chars
      lookalike[i + 2] = PIECE[0] | PIECE[1] << 16;
      lookalike[i + 4] = 666;
    }
    for (int shift = 0; shift < 3; shift++) {
      LongPieceCache cache = new LongPieceCache();
      int[] ids = new int[1];
      fill(cache, new int[600]);
      for (int i = 0; i < shift; i++) {
        // Four longs each, one more than the lookalikes.
        cache.put(("eight b" + i).toCharArray(), 0, 8, new int[] {1}, 0, 1);
      }
      cache.put(PIECE, 0, 2, new int[] {42}, 0, 1);
      assertEquals(1, cache.get(PIECE, 0, 2, ids, 0));
      assertEquals(42, ids[0]);
      fill(cache, lookalike);
      assertEquals(0, cache.get(PIECE, 0, 2, ids, 0));
    }
  }

  /** Enters more than the ring ever holds. */
  private static void fill(LongPieceCache cache, int[] ids) {
    for (int i = 0; i < 2000; i++) {
      cache.put(("f" + (char) i + "ff").toCharArray(), 0, 4, ids, 0, ids.length - i % 3);
    }
  }
}
