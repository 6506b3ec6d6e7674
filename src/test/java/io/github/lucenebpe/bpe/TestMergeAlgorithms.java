package io.github.lucenebpe.bpe;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.model.Encodings;
import io.github.lucenebpe.split.WholeTextSplitter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Test;

/** The merge algorithms against the definition, on random rules and random pieces. */
public class TestMergeAlgorithms {

  /** The definition: the smallest merge first, the leftmost first among equals, one at a time. */
  private static int[] byDefinition(int[] tokens, MergeTable table) {
    List<Integer> ids = new ArrayList<>(Arrays.stream(tokens).boxed().toList());
    while (true) {
      int best = -1;
      int bestId = MergeTable.NONE;
      for (int i = 0; i + 1 < ids.size(); i++) {
        int id = table.get(ids.get(i), ids.get(i + 1));
        if (id < bestId) {
          best = i;
          bestId = id;
        }
      }
      if (best < 0) {
        return ids.stream().mapToInt(id -> id).toArray();
      }
      ids.set(best, bestId);
      ids.subList(best + 1, best + 2).clear();
    }
  }

  /** Random rules over few letters, so that they apply often and overlap. */
  private static Merges randomMerges(Random random, int letters) {
    int count = 1 + random.nextInt(40);
    List<int[]> pairs = new ArrayList<>();
    while (pairs.size() < count) {
      int[] pair = {randomToken(random, letters, pairs), randomToken(random, letters, pairs)};
      if (pairs.stream().noneMatch(p -> Arrays.equals(p, pair))) {
        pairs.add(pair);
      }
    }
    return Merges.of(
        pairs.stream().mapToInt(p -> p[0]).toArray(), pairs.stream().mapToInt(p -> p[1]).toArray());
  }

  private static int randomToken(Random random, int letters, List<int[]> pairs) {
    boolean letter = pairs.isEmpty() || random.nextInt(3) == 0;
    return letter ? 'a' + random.nextInt(letters) : 256 + random.nextInt(pairs.size());
  }

  @Test
  public void testMergesByDefinition() {
    Random random = new Random(42);
    for (int round = 0; round < 3000; round++) {
      int letters = 1 + random.nextInt(4);
      Merges merges = randomMerges(random, letters);
      MergeTable table = MergeTable.of(merges);
      PairCache pairs = new PairCache(table);
      ShortMerge shortMerge = new ShortMerge(pairs);
      LongMerge longMerge = new LongMerge(merges.size(), pairs);
      for (int piece = 0; piece < 3; piece++) {
        int[] tokens = random.ints(1 + random.nextInt(128), 'a', 'a' + letters).toArray();
        int[] expected = byDefinition(tokens, table);
        int[] inLong = tokens.clone();
        int n = longMerge.merge(inLong, tokens.length, new int[tokens.length]);
        assertArrayEquals(expected, Arrays.copyOf(inLong, n));
        int size = 8 + random.nextInt(30);
        int[] out = new int[tokens.length + 1];
        WindowMerge windowMerge = new WindowMerge(longMerge, size, 1 + random.nextInt(size - 1));
        n = windowMerge.merge(tokens.clone(), tokens.length, out, 1);
        assertArrayEquals(expected, Arrays.copyOfRange(out, 1, 1 + n));
        int some = Math.min(tokens.length, random.nextInt(ShortMerge.MAX_TOKENS + 1));
        int[] inShort = tokens.clone();
        n = shortMerge.merge(inShort, some);
        int[] expectedOfSome = byDefinition(Arrays.copyOf(tokens, some), table);
        assertArrayEquals(expectedOfSome, Arrays.copyOf(inShort, n));
        int[] inHeap = tokens.clone();
        n = new HeapMerge(tokens.length, pairs).merge(inHeap);
        assertArrayEquals(expected, Arrays.copyOf(inHeap, n));
      }
    }
  }

  /** Ranked tokens need not be merges of smaller ones: then a merge may make a smaller id. */
  @Test
  public void testRanksThatComeFromNoMerges() {
    Random random = new Random(43);
    int notMonotone = 0;
    for (int round = 0; round < 1000; round++) {
      byte[][] tokens = randomTokens(random);
      Encoding encoding = Encoding.ofRanks("random", WholeTextSplitter.INSTANCE, tokens, Map.of());
      notMonotone += encoding.tables().merges().isMonotone() ? 0 : 1;
      int[] piece = random.ints(1 + random.nextInt(150), 'a', 'd').toArray();
      String text = new String(piece, 0, piece.length);
      int[] expected = byDefinition(piece, encoding.tables().merges());
      int whole = encoding.tokenId(text.getBytes(StandardCharsets.US_ASCII));
      assertArrayEquals(whole >= 0 ? new int[] {whole} : expected, encoding.encodeOrdinary(text));
      int[] inLong = piece.clone();
      int n = new HeapMerge(piece.length, new PairCache(encoding.tables().merges())).merge(inLong);
      assertArrayEquals(expected, Arrays.copyOf(inLong, n));
    }
    assertTrue(notMonotone > 100);
  }

  private static byte[][] randomTokens(Random random) {
    byte[][] tokens = new byte[256 + 30][];
    for (int b = 0; b < 256; b++) {
      tokens[b] = new byte[] {(byte) b};
    }
    for (int id = 256; id < tokens.length; id++) {
      byte[] token = new byte[2 + random.nextInt(4)];
      for (int i = 0; i < token.length; i++) {
        token[i] = (byte) ('a' + random.nextInt(3));
      }
      byte[][] earlier = Arrays.copyOf(tokens, id);
      tokens[id] = Arrays.stream(earlier).anyMatch(t -> Arrays.equals(t, token)) ? null : token;
    }
    return tokens;
  }

  /** Starting from characters must give what starting from bytes gives. */
  @Test
  public void testStartFromCharacters() {
    Random random = new Random(44);
    char[] alphabet = "aé中丮丹 🌳😀ъя".toCharArray();
    int fromCharacters = 0;
    for (int round = 0; round < 400; round++) {
      StringBuilder sample = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        sample.append(alphabet[random.nextInt(alphabet.length)]);
      }
      Merges merges = mergesOf(sample.toString().getBytes(StandardCharsets.UTF_8), random);
      Encoding encoding = Encoding.ofMerges("random", WholeTextSplitter.INSTANCE, merges, Map.of());
      char[] text = sample.toString().toCharArray();
      byte[] bytes = new byte[3 * text.length];
      int[] ids = new int[bytes.length];
      int length = Utf8.encode(text, 0, text.length, bytes, 0);
      int n = encoding.tables().charTokens().start(text, 0, text.length, bytes, 0, length, ids);
      fromCharacters += n < length ? 1 : 0;
      n =
          new LongMerge(merges.size(), new PairCache(encoding.tables().merges()))
              .merge(ids, n, new int[n]);
      int[] fromBytes = new int[length];
      Arrays.setAll(fromBytes, i -> bytes[i] & 0xFF);
      int[] expected = byDefinition(fromBytes, encoding.tables().merges());
      assertArrayEquals(expected, Arrays.copyOf(ids, n));
      assertArrayEquals(expected, encoding.encodeOrdinary(sample)); // cut at seams
    }
    assertTrue(fromCharacters > 100);
  }

  /** Of two tokens of the same bytes, the first is not the one that merging makes. */
  @Test
  public void testPairOfTwoTokens() {
    int[] left = {0xC3, 'a', 257, 'a'};
    int[] right = {0xA9, 0xC3, 0xA9, 256};
    Merges merges = Merges.of(left, right);
    Encoding encoding = Encoding.ofMerges("twice", WholeTextSplitter.INSTANCE, merges, Map.of());
    assertArrayEquals(new int[] {259, 'b', 259}, encoding.encodeOrdinary("a\u00E9ba\u00E9"));
  }

  /** Starting from pairs of ASCII must give what starting from single characters gives. */
  @Test
  public void testStartFromPairs() {
    Random random = new Random(45);
    int pairs = 0;
    for (int round = 0; round < 2_000; round++) {
      byte[] ascii = new byte[300];
      int letters = 2 + random.nextInt(6);
      for (int i = 0; i < ascii.length; i++) {
        ascii[i] = (byte) ('a' + random.nextInt(letters));
      }
      Merges merges = mergesOf(ascii, random);
      Encoding encoding = Encoding.ofMerges("random", WholeTextSplitter.INSTANCE, merges, Map.of());
      int from = random.nextInt(ascii.length);
      int length = 1 + random.nextInt(Math.min(30, ascii.length - from));
      int[] ids = new int[length];
      int n = encoding.tables().asciiPairs().start(ascii, from, length, ids);
      pairs += length - n;
      n =
          new LongMerge(merges.size(), new PairCache(encoding.tables().merges()))
              .merge(ids, n, new int[n]);
      int[] fromBytes = new int[length];
      Arrays.setAll(fromBytes, i -> ascii[from + i]);
      int[] expected = byDefinition(fromBytes, encoding.tables().merges());
      assertArrayEquals(expected, Arrays.copyOf(ids, n));
    }
    assertTrue("pairs are hardly ever found", pairs > 3_000);
  }

  @Test
  public void testPairsOfAWord() {
    Encoding encoding = Encodings.get("cl100k_base");
    byte[] word = "unbelievable".getBytes(StandardCharsets.US_ASCII);
    int[] ids = new int[word.length];
    int n = encoding.tables().asciiPairs().start(word, 0, word.length, ids);
    List<String> pairs = Arrays.stream(ids, 0, n).mapToObj(encoding::decode).toList();
    assertEquals(List.of("un", "b", "el", "ie", "v", "ab", "le"), pairs);
  }

  /** Merges random neighbours of a text again and again, so that rules cross characters too. */
  private static Merges mergesOf(byte[] text, Random random) {
    List<Integer> ids = new ArrayList<>();
    for (byte b : text) {
      ids.add(b & 0xFF);
    }
    List<int[]> pairs = new ArrayList<>();
    while (pairs.size() < 30) {
      int at = random.nextInt(ids.size() - 1);
      int[] pair = {ids.get(at), ids.get(at + 1)};
      pairs.add(pair);
      for (int i = 0; i + 1 < ids.size(); i++) {
        if (ids.get(i) == pair[0] && ids.get(i + 1) == pair[1]) {
          ids.set(i, 255 + pairs.size());
          ids.subList(i + 1, i + 2).clear();
        }
      }
    }
    return Merges.of(
        pairs.stream().mapToInt(p -> p[0]).toArray(), pairs.stream().mapToInt(p -> p[1]).toArray());
  }
}
