package io.github.lucenebpe.bpe;

import static org.junit.Assert.assertEquals;

import java.util.Random;
import org.junit.Test;

public class TestWords {
  /** At every place of tokens of all lengths, of which some do not fit into a window. */
  @Test
  public void testEveryPlace() {
    Random random = new Random(5);
    int[] lengths = {0, 1, 2, 7, 8, 9, 40, 300, 8_100, 8_192, 20_000};
    for (int round = 0; round < 20; round++) {
      byte[][] tokens = new byte[200][];
      for (int id = 0; id < tokens.length; id++) {
        int kinds = id < 100 ? lengths.length : 7;
        tokens[id] = new byte[lengths[random.nextInt(kinds)]];
        random.nextBytes(tokens[id]);
      }
      assertRight(Vocabulary.of(tokens), 1 + random.nextInt(40));
    }
  }

  private static void assertRight(Vocabulary vocabulary, int block) {
    byte[] bytes = vocabulary.paddedBytes();
    Words words = new Words(vocabulary);
    for (int from = 0; from < vocabulary.size(); from += block) {
      int to = Math.min(from + block, vocabulary.size());
      words.moveTo(from, to);
      for (int at = vocabulary.offset(from); at < vocabulary.offset(to); at++) {
        assertEquals(PieceKeys.longAt(bytes, at), words.at(at));
        int count = 1 + at % Long.BYTES;
        assertEquals(PieceKeys.bytesAt(bytes, at, count), words.at(at, count));
      }
      words.at(vocabulary.offset(to) + Long.BYTES); // may be asked for, whatever is there
    }
  }
}
