package io.github.lucenebpe.bpe;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import org.junit.Test;

public class TestLongPieceCache {
  private static final char[] PIECE = {'x', 'y'};

  @Test
  public void testFindsWhatWasEntered() {
    LongPieceCache cache = new LongPieceCache();
    char[] text = "..abcde..".toCharArray();
    assertEquals(-1, cache.find(text, 2, 7));
    cache.put(text, 2, 7, new int[] {7, 8, 9, -1}, 3);
    int entry = cache.find(text, 2, 7);
    int[] ids = new int[3];
    cache.copyIds(entry, cache.count(entry), ids);
    assertArrayEquals(new int[] {7, 8, 9}, ids);
    assertEquals(-1, cache.find(text, 2, 6));
  }

  /** What has overwritten an entry looks just like it, but for its id. */
  @Test
  public void testForgetsWhatWasOverwritten() {
    int[] lookalike = new int[600];
    for (int i = 0; i < lookalike.length; i += 3) {
      lookalike[i] = PIECE.length << 16 | 1;
      lookalike[i + 1] = PIECE[0] << 16 | PIECE[1];
      lookalike[i + 2] = 666;
    }
    for (int shift = 0; shift < 3; shift++) {
      LongPieceCache cache = new LongPieceCache();
      fill(cache, new int[600]);
      for (int i = 0; i < shift; i++) {
        cache.put(new char[] {'s', (char) i, 's'}, 0, 3, new int[] {1}, 1);
      }
      cache.put(PIECE, 0, 2, new int[] {42}, 1);
      assertTrue(cache.find(PIECE, 0, 2) >= 0);
      fill(cache, lookalike);
      assertEquals(-1, cache.find(PIECE, 0, 2));
    }
  }

  /** Enters more than the ring ever holds. */
  private static void fill(LongPieceCache cache, int[] ids) {
    for (int i = 0; i < 2000; i++) {
      char[] filler = {'f', (char) i, 'f', 'f'};
      cache.put(filler, 0, filler.length, Arrays.copyOf(ids, ids.length), ids.length - i % 3);
    }
  }
}
