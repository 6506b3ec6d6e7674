package io.github.lucenebpe.bpe;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.Test;

public class TestPieceCache {
  private static final int GREATEST_ID = Merges.MAX_SIZE - 1;

  /** Pieces of chars and of bytes that are alike but for their lengths, or for what they are. */
  @Test
  public void testKeysDiffer() {
    List<String> pieces =
        List.of("a", "a\0", "a\0b", "a\0b\0", "ab", "abcd", "abcde", "abcdefg", "世界");
    Set<List<Long>> keys = new HashSet<>();
    for (String piece : pieces) {
      char[] chars = piece.toCharArray();
      assertTrue(
          keys.add(
              List.of(
                  CharKeys.low(chars, 0, chars.length), CharKeys.high(chars, 0, chars.length))));
      byte[] bytes = new byte[PieceKeys.PADDING + 8];
      for (int i = 0; i < chars.length; i++) {
        bytes[i] = (byte) chars[i];
      }
      long next = PieceKeys.longAt(bytes, Long.BYTES);
      long high = PieceKeys.high(next, chars.length);
      assertTrue(keys.add(List.of(PieceKeys.low(bytes, 0, chars.length), high)));
    }
  }

  /** Seven ids and more are not kept, but that there are so many is. */
  @Test
  public void testTooManyTokens() {
    PieceCache cache = new PieceCache();
    for (int count = PieceCache.MAX_TOKENS; count < 100; count++) {
      cache.put(count, 1, new int[100], 0, count);
      int found = cache.copyIds(cache.find(count, 1), new int[PieceCache.MAX_TOKENS], 0);
      assertEquals(Math.min(count, PieceCache.MAX_TOKENS + 1), found);
    }
  }

  /** Up to six ids, the greatest too; after the cache has grown; the last of many in one set. */
  @Test
  public void testFindsWhatWasEntered() {
    PieceCache cache = new PieceCache();
    for (int piece = 0; piece < 5000; piece++) {
      int[] ids = IntStream.range(0, 1 + piece % 6).map(i -> GREATEST_ID - i).toArray();
      char[] chars = {(char) piece, 'x'};
      long low = CharKeys.low(chars, 0, 2);
      long high = CharKeys.high(chars, 0, 2);
      assertEquals(-1, cache.find(low, high));
      cache.put(low, high, ids, 0, ids.length);
      int[] found = new int[PieceCache.MAX_TOKENS];
      assertEquals(ids.length, cache.copyIds(cache.find(low, high), found, 0));
      assertArrayEquals(ids, Arrays.copyOf(found, ids.length));
      assertEquals(-1, cache.find(low, CharKeys.high(chars, 0, 1)));
    }
  }

  /** As many pieces as the cache has sets. */
  @Test
  public void testKeepsPiecesThatMeet() {
    PieceCache cache = new PieceCache();
    List<char[]> pieces =
        new Random(1).ints(1 << 15).distinct().mapToObj(TestPieceCache::twoChars).toList();
    for (int i = 0; i < pieces.size(); i++) {
      char[] piece = pieces.get(i);
      cache.put(CharKeys.low(piece, 0, 2), CharKeys.high(piece, 0, 2), new int[] {i}, 0, 1);
    }
    int lost = 0;
    for (int i = 0; i < pieces.size(); i++) {
      char[] piece = pieces.get(i);
      int slot = cache.find(CharKeys.low(piece, 0, 2), CharKeys.high(piece, 0, 2));
      if (slot < 0) {
        lost++;
      } else {
        int[] found = new int[PieceCache.MAX_TOKENS];
        assertEquals(1, cache.copyIds(slot, found, 0));
        assertEquals(i, found[0]);
      }
    }
    assertTrue(lost + " of " + pieces.size() + " pieces are lost", lost < pieces.size() / 40);
  }

  private static char[] twoChars(int bits) {
    return new char[] {(char) bits, (char) (bits >>> 16)};
  }
}
