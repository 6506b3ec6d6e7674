package io.github.lucenebpe.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.bpe.PieceEncoder;
import io.github.lucenebpe.split.WholeTextSplitter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.Test;

public class TestBpeTrainer {

  @Test
  public void testExampleOfTheArticle() {
    TrainingResult result = train(259, "aaabdaaabac");
    assertEquals("97:97 256:97 257:98", Pairs.of(result));
    assertFalse(result.exhausted());
  }

  @Test
  public void testTiesGoToTheFirstOccurrence() {
    assertEquals("99:100", Pairs.of(train(257, "cd", "ab", "ab", "cd")));
    assertEquals("97:98", Pairs.of(train(257, "ab", "cd", "cd", "ab")));
    // (c, a) takes the first occurrence of (a, d), which then comes after (e, f).
    assertEquals(
        "99:97 101:102 97:100 256:100",
        Pairs.of(train(300, "cad", "ca", "ca", "ef", "ef", "ad", "ad")));
  }

  @Test
  public void testTiesGoToTheLowestIds() {
    PieceCounts pieces = pieces("xd", "xc", "bz");
    assertEquals(
        "98:122 120:99 120:100",
        Pairs.of(
            BpeTrainer.train(
                pieces, TrainingOptions.of(259).withTies(Ties.LOWEST_IDS), TrainingListener.NONE)));
  }

  @Test
  public void testOverlapsCountButDoNotMerge() {
    // (a, a) stands in aaa twice, which beats (b, c); it is replaced once.
    assertEquals("97:97 98:99 256:97", Pairs.of(train(300, "bc", "aaa")));
  }

  @Test
  public void testEndsWhenNoPairIsLeft() {
    TrainingResult result = train(1000, "ab", "abc", "d");
    assertEquals("97:98 256:99", Pairs.of(result));
    assertEquals(744, result.wanted());
    assertTrue(result.exhausted());
    assertFalse(train(258, "ab", "abc", "d").exhausted());
    assertTrue(train(257).exhausted());
    assertTrue(train(257, "a", "b").exhausted());
    assertFalse(train(256, "ab").exhausted());
    assertTrue(train(Merges.MAX_SIZE, "abc").exhausted());
  }

  @Test
  public void testRefusesVocabularySizes() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> train(255, "ab"));
    assertEquals("vocabularySize must be 256 to 2097151, got 255", e.getMessage());
    e = assertThrows(IllegalArgumentException.class, () -> train(Merges.MAX_SIZE + 1, "ab"));
    assertEquals("vocabularySize must be 256 to 2097151, got 2097152", e.getMessage());
  }

  @Test
  public void testRandomPiecesAgainstTheDefinition() {
    int rounds = Integer.getInteger("tests.train.rounds", 1000);
    Random random = new Random(7);
    for (int round = 0; round < rounds; round++) {
      TrainingOptions options = TrainingOptions.of(256 + random.nextInt(60));
      if (random.nextInt(3) == 0) {
        options = options.withMinFrequency(1 + random.nextInt(6));
      }
      if (random.nextInt(3) == 0) {
        options = options.withMaxTokenLength(1 + random.nextInt(8));
      }
      checkAgainstDefinition(randomPieces(random), options, random);
    }
  }

  /** Few letters and long pieces: runs, overlaps and ties everywhere. */
  private static List<byte[]> randomPieces(Random random) {
    int letters = 1 + random.nextInt(4);
    int longest = 1 + random.nextInt(random.nextInt(10) == 0 ? 400 : 12);
    List<byte[]> pieces = new ArrayList<>();
    int size = random.nextInt(longest > 12 ? 4 : 40);
    while (pieces.size() < size) {
      byte[] piece = new byte[1 + random.nextInt(longest)];
      for (int i = 0; i < piece.length; i++) {
        boolean run = i > 0 && random.nextInt(3) == 0;
        piece[i] = run ? piece[i - 1] : (byte) (random.nextInt(letters) * 85);
      }
      pieces.add(piece);
      if (random.nextBoolean()) {
        pieces.add(pieces.get(random.nextInt(pieces.size())));
      }
    }
    return pieces;
  }

  private static void checkAgainstDefinition(
      List<byte[]> pieces, TrainingOptions options, Random random) {
    PieceCounts counts = new PieceCounts();
    for (byte[] piece : pieces) {
      counts.add(piece, 0, piece.length, 1);
    }
    for (Ties ties : Ties.values()) {
      TrainingResult result =
          BpeTrainer.train(counts, options.withTies(ties), TrainingListener.NONE);
      List<String> expected = ReferenceTrainer.train(pieces, options.withTies(ties));
      String message = options + " " + ties + " " + describe(pieces);
      assertEquals(message, String.join(" ", expected), Pairs.of(result));
      assertEquals(expected.size() < options.merges(), result.exhausted());
      checkTokensAreDistinct(result.merges());
      // A training that stopped anywhere goes on to the same end.
      int stop = random.nextInt(expected.size() + 1);
      TrainingOptions first = TrainingOptions.of(256 + stop).withTies(ties);
      TrainingResult known =
          BpeTrainer.train(
              counts, first.withMaxTokenLength(options.maxTokenLength()), TrainingListener.NONE);
      TrainingResult resumed =
          BpeTrainer.resume(counts, known, options.withTies(ties), TrainingListener.NONE);
      assertEquals(message, String.join(" ", expected), Pairs.of(resumed));
      checkUses(counts, resumed);
    }
  }

  /** The uses are those of the encoded pieces. */
  private static void checkUses(PieceCounts counts, TrainingResult result) {
    PieceEncoder encoder = encoding(result.merges()).pieceEncoder();
    long[] uses = new long[result.merges().size()];
    long tokens = 0;
    for (int i = 0; i < counts.size(); i++) {
      for (int id : encoder.encode(counts.piece(i))) {
        uses[id] += counts.count(i);
        tokens += counts.count(i);
      }
    }
    assertArrayEquals(uses, result.uses(counts));
    assertEquals(tokens, result.tokensBySize(counts)[result.merges().count()]);
  }

  /** Merges may be exported as ranks by bytes only if no two tokens have the same bytes. */
  static void checkTokensAreDistinct(Merges merges) {
    Set<String> seen = new HashSet<>();
    Encoding encoding = encoding(merges);
    for (int id = 0; id < merges.size(); id++) {
      assertTrue("token " + id, seen.add(Arrays.toString(encoding.tokenBytes(id))));
    }
  }

  private static Encoding encoding(Merges merges) {
    return Encoding.ofMerges("test", WholeTextSplitter.INSTANCE, merges, Map.of());
  }

  private static String describe(List<byte[]> pieces) {
    StringBuilder text = new StringBuilder();
    for (byte[] piece : pieces) {
      text.append(Arrays.toString(piece));
    }
    return text.toString();
  }

  @Test
  public void testWeightsCountAsRepeatedPieces() {
    PieceCounts weighted = new PieceCounts();
    weighted.add("abc".getBytes(UTF_8), 0, 3, 5_000_000_000L);
    weighted.add("bcd".getBytes(UTF_8), 0, 3, 4_999_999_999L);
    weighted.add("de".getBytes(UTF_8), 0, 2, 5_000_000_000L);
    List<Long> counts = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void merged(int token, int left, int right, long count, long replaced) {
            counts.add(count);
          }
        };
    Merges merges = BpeTrainer.train(weighted, TrainingOptions.of(300), listener).merges();
    assertEquals("98:99 97:256 100:101 256:100", Pairs.of(merges));
    assertEquals(List.of(9_999_999_999L, 5_000_000_000L, 5_000_000_000L, 4_999_999_999L), counts);
  }

  @Test
  public void testTellsHowFarItIs() {
    List<String> heard = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void progress(Phase phase, long done, long total) {
            heard.add(phase + " " + done + "/" + total);
          }

          @Override
          public void merged(int token, int left, int right, long count, long replaced) {
            heard.add(token + " = " + left + " " + right + " x" + count);
          }
        };
    BpeTrainer.train(pieces("ab", "abc"), TrainingOptions.of(300), listener);
    assertEquals(
        List.of(
            "INDEX 0/2",
            "INDEX 2/2",
            "MERGE 0/44",
            "256 = 97 98 x2",
            "MERGE 1/44",
            "257 = 256 99 x1",
            "MERGE 2/44"),
        heard);
  }

  /** Quadratic work on these would take hours. */
  @Test(timeout = 60_000)
  public void testLongPieces() {
    byte[] run = new byte[1 << 20];
    Arrays.fill(run, (byte) 'a');
    TrainingResult result = train(1000, run);
    // 2^20 letters: 20 merges, each halving the run.
    assertEquals(20, result.merges().count());
    assertEquals(1 << 20, encoding(result.merges()).tokenBytes(275).length);

    byte[] odd = Arrays.copyOf(run, (1 << 20) - 1);
    assertEquals(38, train(1000, odd).merges().count());

    byte[] noise = new byte[1 << 20];
    new Random(3).nextBytes(noise);
    assertEquals(4000, train(4256, noise).merges().count());

    byte[] steps = new byte[1 << 20];
    for (int i = 0, length = 1, at = 0; i < steps.length; i++) {
      boolean end = i == at + length;
      steps[i] = (byte) (end ? 'b' : 'a');
      if (end) {
        at = i + 1;
        length++;
      }
    }
    assertTrue(train(100_000, steps).merges().count() > 1000);
  }

  private static TrainingResult train(int vocabularySize, byte[] piece) {
    PieceCounts counts = new PieceCounts();
    counts.add(piece, 0, piece.length, 1);
    return BpeTrainer.train(counts, vocabularySize);
  }

  private static TrainingResult train(int vocabularySize, String... pieces) {
    return BpeTrainer.train(pieces(pieces), vocabularySize);
  }

  private static PieceCounts pieces(String... pieces) {
    PieceCounts counts = new PieceCounts();
    for (String piece : pieces) {
      counts.add(piece.toCharArray(), 0, piece.length());
    }
    return counts;
  }
}
