package io.github.lucenebpe.bpe;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public class TestWideTokens {
  /** A token of 13 bytes: the first eight, and the others with whatever follows. */
  private record Token(long first, long next) {}

  /** What was put is found, by all of its bytes, and nothing pushes it out. */
  @Test
  public void testPut() {
    WideTokens tokens = new WideTokens(200);
    Random random = new Random(6);
    List<Token> placed = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      long bits = random.nextLong();
      Token token = new Token(bits & 0x7F7F7F7F7F7F7F7FL, bits >>> 5 & 0x7F7F7F7F7FL);
      if (tokens.put(token.first, token.next, WideTokens.MAX_LENGTH, placed.size())) {
        placed.add(token);
      }
    }
    assertTrue(placed.size() + " tokens", placed.size() > 150 && placed.size() < 256);
    for (int id = 0; id < placed.size(); id++) {
      Token token = placed.get(id);
      assertEquals(id, tokens.get(token.first, token.next | -1L << 40, WideTokens.MAX_LENGTH));
      for (long bit = 1; bit < 1L << 40; bit <<= 1) {
        assertEquals(-1, tokens.get(token.first, token.next ^ bit, WideTokens.MAX_LENGTH));
        assertEquals(-1, tokens.get(token.first ^ bit, token.next, WideTokens.MAX_LENGTH));
      }
    }
  }
}
