package io.github.lucenebpe.bpe;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.model.Encodings;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.Test;

public class TestFrequentTokens {
  private static final Encoding CL100K = Encodings.get("cl100k_base");

  /** Each token of ASCII, and each with its last byte changed, cut off or followed by a zero. */
  @Test
  public void testFindsTokensAndNothingElse() {
    int found = 0;
    for (int id = 0; id < CL100K.vocabulary().size(); id++) {
      byte[] token = CL100K.vocabulary().bytes(id);
      if (token.length < 1 || token.length >= PieceKeys.MAX_LENGTH || !isAscii(token)) {
        continue;
      }
      int got = get(token, token.length);
      assertTrue("token " + id + " is found as " + got, got == id || got == -1);
      found += got == id ? 1 : 0;
      assertRight(token, token.length - 1);
      assertRight(Arrays.copyOf(token, token.length + 1), token.length + 1);
      token[token.length - 1] ^= 1;
      assertRight(token, token.length);
    }
    assertTrue(found + " tokens", found > 83_000);
  }

  /** Pieces side by side, those that have a slot and others, are found as they are one by one. */
  @Test
  public void testRuns() {
    Random random = new Random(7);
    int[] ends = new int[200];
    int[] expected = new int[ends.length];
    ByteArrayOutputStream pieces = new ByteArrayOutputStream();
    for (int i = 0; i < ends.length; i++) {
      byte[] piece = CL100K.vocabulary().bytes(random.nextInt(CL100K.vocabulary().size()));
      pieces.writeBytes(piece);
      ends[i] = pieces.size();
      expected[i] = get(piece, piece.length);
    }
    byte[] text = Arrays.copyOf(pieces.toByteArray(), pieces.size() + PieceKeys.PADDING);
    int[] ids = new int[ends.length];
    int[] misses = new int[ends.length + 1];
    int missed = CL100K.tables().frequentTokens().find(text, 0, ends, ends.length, ids, misses);
    for (int j = 0; j < missed; j++) {
      ids[misses[j]] = -1;
    }
    assertArrayEquals(expected, ids);
    assertTrue(missed + " are missed", missed > 0 && missed < ends.length / 2);
  }

  /** A byte that is not of ASCII is not taken for what follows the end of a shorter token. */
  @Test
  public void testBytesThatAreNotAscii() {
    for (int id = 0; id < 1000; id++) {
      byte[] token = CL100K.vocabulary().bytes(id);
      for (int b = 0x80; b <= 0xFF; b++) {
        byte[] longer = Arrays.copyOf(token, token.length + 1);
        longer[token.length] = (byte) b;
        int got = CL100K.tokenId(longer);
        assertTrue(id + " " + b, got < 0 || Arrays.equals(longer, CL100K.vocabulary().bytes(got)));
      }
    }
    assertEquals(-1, CL100K.tokenId(new byte[] {-1, -1, -1, -1}));
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  private static void assertRight(byte[] piece, int length) {
    int got = length == 0 ? -1 : get(piece, length);
    if (got >= 0) {
      assertEquals(CL100K.tokenId(Arrays.copyOf(piece, length)), got);
    }
  }

  /** As the encoder asks: what follows the piece is of any content. */
  private static int get(byte[] piece, int length) {
    byte[] padded = Arrays.copyOf(piece, length + PieceKeys.PADDING);
    Arrays.fill(padded, length, padded.length, (byte) 0x55);
    int[] ids = new int[1];
    int[] ends = {length};
    int missed = CL100K.tables().frequentTokens().find(padded, 0, ends, 1, ids, new int[2]);
    return missed == 1 ? -1 : ids[0];
  }
}
