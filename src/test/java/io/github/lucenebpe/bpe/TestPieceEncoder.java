package io.github.lucenebpe.bpe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.model.Encodings;
import io.github.lucenebpe.split.Splitter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** {@code -Dfuzz.rounds=N} sets the number of texts for each encoding. */
public class TestPieceEncoder {
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 20);

  /**
   * Words made of tokens, from empty caches and from full ones, become what their bytes merge to
   * one by one, without caches, and from single bytes.
   */
  @Test
  public void testWordsOfTokens() {
    Random random = new Random(Long.getLong("fuzz.seed", 46));
    for (String name : List.of("r50k_base", "cl100k_base", "o200k_base")) {
      Encoding encoding = Encodings.get(name);
      List<String> tokens = wordTokens(encoding);
      for (int round = 0; round < ROUNDS; round++) {
        String text = words(random, tokens);
        int[] expected = encodedByPiece(encoding, text);
        encoding.forgetPieces();
        assertArrayEquals(name + ": " + text, expected, encoding.encodeOrdinary(text));
        assertArrayEquals(name + ": " + text, expected, encoding.encodeOrdinary(text));
      }
    }
  }

  /** Tokens that are not all ASCII and no broken characters. */
  private static List<String> wordTokens(Encoding encoding) {
    Vocabulary vocabulary = encoding.tables().vocabulary();
    List<String> tokens = new ArrayList<>();
    for (int id = 0; id < vocabulary.size(); id++) {
      byte[] bytes = vocabulary.contains(id) ? vocabulary.bytes(id) : new byte[0];
      String token = new String(bytes, UTF_8);
      if (bytes.length > token.length() && Utf8.firstMalformed(bytes, 0, bytes.length) < 0) {
        tokens.add(token);
      }
    }
    assertTrue(encoding.name() + ": " + tokens.size(), tokens.size() > 500);
    return tokens;
  }

  /**
   * Tokens near each other in the sorted list are of one script; words of up to some 30 chars,
   * surrogates cut.
   */
  private static String words(Random random, List<String> tokens) {
    List<String> sorted = tokens.stream().sorted().toList();
    StringBuilder text = new StringBuilder();
    int script = 0;
    while (text.length() < 4_000) {
      if (random.nextInt(20) == 0) {
        script = random.nextInt(sorted.size());
      }
      text.append(' ');
      for (int n = random.nextInt(5); n >= 0; n--) {
        int at = Math.clamp(script + (long) (random.nextGaussian() * 300), 0, sorted.size() - 1);
        String token = sorted.get(at).strip();
        int from = random.nextInt(3) == 0 ? random.nextInt(token.length() + 1) : 0;
        text.append(token, from, token.length());
      }
    }
    return text.append('x').toString(); // after white space, the end of the text would matter
  }

  private static int[] encodedByPiece(Encoding encoding, String text) {
    PieceEncoder encoder = encoding.pieceEncoder();
    Splitter splitter = encoding.splitter();
    // What follows the text makes its last piece certain, and is not part of it.
    char[] chars = Arrays.copyOf((text + "\n\na").toCharArray(), text.length() + 64);
    IntList ids = new IntList();
    int from = 0;
    while (from < text.length()) {
      int end = splitter.pieceEnd(chars, from, text.length() + 3);
      assertTrue(end > from);
      byte[] utf8 = new byte[3 * (end - from)];
      int length = Utf8.encode(chars, from, end, utf8, 0);
      int[] piece = encoder.encode(Arrays.copyOf(utf8, length));
      ids.add(piece, piece.length);
      from = end;
    }
    assertEquals(text.length(), from);
    return ids.toArray();
  }
}
