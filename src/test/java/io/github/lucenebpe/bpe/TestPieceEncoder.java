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

  /** A piece that is encoded stretch by stretch: ids, their number, and their places. */
  @Test
  public void testLongPiece() {
    Random random = new Random(Long.getLong("fuzz.seed", 47));
    for (String name : List.of("r50k_base", "cl100k_base", "o200k_base")) {
      Encoding encoding = Encodings.get(name);
      String text = letters(random) + "x";
      assertTrue(encoding.splitter().pieceEnd((text + "  a").toCharArray(), 0, 30_000) < 0);
      int[] expected = encodedByPiece(encoding, text);
      assertArrayEquals(name, expected, encoding.encodeOrdinary(text));
      assertEquals(name, expected.length, encoding.count(text));
      Tokens tokens = new Tokens();
      encoding.tokenize(text, SpecialTokens.ORDINARY, tokens);
      assertEquals(name, expected.length, tokens.size());
      int[] charOfByte = charOfByte(text);
      int bytes = 0;
      for (int i = 0; i < expected.length; i++) {
        int length = encoding.vocabulary().length(expected[i]);
        int last = charOfByte[bytes + length - 1];
        assertEquals(name, expected[i], tokens.id(i));
        assertEquals(name, charOfByte[bytes], tokens.start(i));
        assertEquals(name, last + Character.charCount(text.codePointAt(last)), tokens.end(i));
        bytes += length;
      }
    }
  }

  /** More than 30,000 letters without case, of one to four bytes, and words that repeat. */
  private static String letters(Random random) {
    int[] starts = {'a', 'ا', 'あ', 'ア', 0x4E00, 0x4E00, 0x5000, 0xAC00, 0x20000};
    StringBuilder text = new StringBuilder("中");
    while (text.length() < 31_000) {
      int start = starts[random.nextInt(starts.length)];
      for (int n = random.nextInt(9); n >= 0; n--) {
        text.appendCodePoint(start + random.nextInt(26));
      }
      text.append(random.nextBoolean() ? "中国人民" : "");
    }
    return text.toString();
  }

  /** By byte of UTF-8, the index of the character that it is of. */
  private static int[] charOfByte(String text) {
    IntList chars = new IntList();
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      for (int n = Character.toString(text.codePointAt(at)).getBytes(UTF_8).length; n > 0; n--) {
        chars.add(at);
      }
    }
    return chars.toArray();
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
