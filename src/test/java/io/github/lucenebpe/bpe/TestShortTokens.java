package io.github.lucenebpe.bpe;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.Test;

public class TestShortTokens {
  private static final int SIZE = 300;
  private static final int SLOTS = 512;

  /** What was put is found, at its own key only, and nothing pushes it out. */
  @Test
  public void testPut() {
    ShortTokens tokens = new ShortTokens(SIZE);
    Map<Long, Integer> expected = new HashMap<>();
    Random random = new Random(5);
    for (int id = 0; id < SLOTS - 1; id++) {
      long bytes = random.nextLong() & 0x7F7F7F7F7F7F7F7FL;
      if (tokens.put(bytes, Long.BYTES, id)) {
        expected.put(bytes, id);
      }
      assertEquals(-1, tokens.get(random.nextLong() & 0x7F7F7F7F7F7F7F7FL, Long.BYTES));
    }
    assertTrue(expected.size() + " tokens", expected.size() > SLOTS / 2);
    expected.forEach((bytes, id) -> assertEquals((int) id, tokens.get(bytes, Long.BYTES)));
  }

  /** Two tokens that differ in their lengths only. */
  @Test
  public void testLengths() {
    ShortTokens tokens = new ShortTokens(SIZE);
    assertTrue(tokens.put(0, 1, 1));
    assertTrue(tokens.put(0, 2, 2));
    assertEquals(1, tokens.get(-1L << 8, 1));
    assertEquals(2, tokens.get(-1L << 16, 2));
    assertEquals(-1, tokens.get(0, 3));
    assertFalse(tokens.put(0, 9, 3));
    assertEquals(-1, tokens.get(0, 9));
  }

  /** An id that stands for a free slot, or has more bits than there are for it. */
  @Test
  public void testGreatIds() {
    ShortTokens tokens = new ShortTokens(SIZE);
    assertTrue(tokens.put('a', 1, SLOTS - 2));
    assertEquals(SLOTS - 2, tokens.get('a', 1));
    assertFalse(tokens.put('b', 1, SLOTS - 1));
    assertFalse(tokens.put('b', 1, SLOTS));
    assertEquals(-1, tokens.get('b', 1));
  }

  /** The keys whose quotient is that of a free slot. */
  @Test
  public void testFreeSlots() {
    ShortTokens tokens = new ShortTokens(SIZE);
    BigInteger factor = BigInteger.valueOf(ShortTokens.FACTOR);
    long inverse = factor.modInverse(BigInteger.ONE.shiftLeft(Long.SIZE)).longValue();
    byte[] text = new byte[Long.BYTES + PieceKeys.PADDING];
    for (long mixed = 0; mixed < SLOTS; mixed++) {
      long bytes = ~(Long.rotateRight(mixed, ShortTokens.ROTATION) * inverse);
      assertEquals(-1, tokens.get(bytes, Long.BYTES));
      for (int i = 0; i < Long.BYTES; i++) {
        text[i] = (byte) (bytes >>> (Byte.SIZE * i));
      }
      assertEquals(1, tokens.find(text, 0, new int[] {Long.BYTES}, 1, new int[1], new int[2]));
    }
  }
}
