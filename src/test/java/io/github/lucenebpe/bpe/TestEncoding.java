package io.github.lucenebpe.bpe;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.lucenebpe.model.Encodings;
import io.github.lucenebpe.split.SplitPatterns;
import io.github.lucenebpe.split.WholeTextSplitter;
import java.lang.management.ManagementFactory;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Test;

public class TestEncoding {
  /** ab = 256, abb = 257, 中 = 259. */
  private static final Merges MERGES =
      Merges.of(new int[] {'a', 256, 0xE4, 258}, new int[] {'b', 'b', 0xB8, 0xAD});

  private static final Map<String, Integer> SPECIALS = specials();

  private static Map<String, Integer> specials() {
    Map<String, Integer> specials = new LinkedHashMap<>();
    specials.put("<|end|>", 300);
    specials.put("<|end|>x", 301);
    specials.put("<|start of it|>", 305);
    return specials;
  }

  private static final Encoding ENCODING =
      Encoding.ofMerges("test", SplitPatterns.parse("cl100k"), MERGES, SPECIALS);

  @Test
  public void testEncode() {
    assertArrayEquals(new int[] {257, ' ', 256}, ENCODING.encodeOrdinary("abb ab"));
    assertArrayEquals(new int[0], ENCODING.encodeOrdinary(""));
    assertEquals(3, ENCODING.count(CharBuffer.wrap("abb ab")));
    assertEquals("abb ab", ENCODING.decode(257, ' ', 256));
    assertEquals(306, ENCODING.vocabularySize());
  }

  @Test
  public void testSpecialTokens() {
    String text = "ab<|end|>x<|start of it|>";
    assertArrayEquals(new int[] {256, 300, 'x', 305}, ENCODING.encode(text, SpecialTokens.ALL));
    assertArrayEquals(
        new int[] {256, 301}, ENCODING.encode("ab<|end|>x", SpecialTokens.only("<|end|>x")));
    assertEquals("<|end|>".length(), ENCODING.count("<|end|>", SpecialTokens.ORDINARY));
    assertEquals("ab<|end|>", ENCODING.decode(256, 300));
    assertTrue(ENCODING.isSpecial(300));
    assertFalse(ENCODING.isSpecial(256));
    assertEquals(305, ENCODING.tokenId("<|start of it|>".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  public void testRejectedSpecialTokens() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> ENCODING.encode("ab<|end|>", SpecialTokens.NONE));
    assertEquals(
        "text holds the special token <|end|> at char 2:"
            + " allow it, or have special tokens read as ordinary text",
        e.getMessage());
    SpecialTokens insideAllowed = SpecialTokens.only("<|end|>").rejecting("end");
    e =
        assertThrows(
            IllegalArgumentException.class, () -> ENCODING.count("ab<|end|>", insideAllowed));
    assertTrue(e.getMessage(), e.getMessage().contains("end at char 4"));
    e =
        assertThrows(
            IllegalArgumentException.class, () -> SpecialTokens.ORDINARY.rejecting("a", ""));
    assertEquals("cannot reject the empty string: every text holds it", e.getMessage());
  }

  /** The special token lies across the end of the internal buffer. */
  @Test
  public void testSpecialTokenFarIntoText() {
    for (int before = 8180; before < 8200; before++) {
      int[] ids = ENCODING.encode("c".repeat(before) + "<|start of it|>", SpecialTokens.ALL);
      assertEquals(before + 1, ids.length);
      assertEquals(305, ids[before]);
    }
  }

  @Test
  public void testOffsets() {
    Tokens tokens = new Tokens();
    ENCODING.tokenize("ab🌳中<|end|>é", SpecialTokens.ALL, tokens);
    int[][] spans = new int[tokens.size()][];
    for (int i = 0; i < spans.length; i++) {
      spans[i] = new int[] {tokens.id(i), tokens.start(i), tokens.end(i)};
    }
    int[][] expected = {
      {256, 0, 2},
      {0xF0, 2, 4},
      {0x9F, 2, 4},
      {0x8C, 2, 4},
      {0xB3, 2, 4},
      {259, 4, 5},
      {300, 5, 12},
      {0xC3, 12, 13},
      {0xA9, 12, 13}
    };
    assertArrayEquals(expected, spans);
  }

  @Test
  public void testDecodeMalformed() {
    assertEquals("\uFFFDa", ENCODING.decode(258, 'a'));
    assertEquals("a", ENCODING.decode(new int[] {258, 'a'}, CodingErrorAction.IGNORE));
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> ENCODING.decode(new int[] {'a', 258}, CodingErrorAction.REPORT));
    assertEquals("malformed UTF-8 at byte 1", e.getMessage());
    e = assertThrows(IllegalArgumentException.class, () -> ENCODING.decode(260));
    assertEquals("Invalid token for decoding: 260", e.getMessage());
    e = assertThrows(IllegalArgumentException.class, () -> ENCODING.tokenBytes(-1));
    assertEquals("Invalid token for decoding: -1", e.getMessage());
  }

  @Test
  public void testRefusedEncodings() {
    refused("special token <|x|> cannot have the id 256: it is taken", Map.of("<|x|>", 256));
    refused(
        "special token <|x|> cannot have the id -1: it must be from 0 to 2147483646",
        Map.of("<|x|>", -1));
    refused("special token 999 is empty", Map.of("", 999));
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> Merges.of(new int[] {'a'}, new int[] {256}));
    assertEquals("token 256 merges the unknown token 256", e.getMessage());
    Merges twice = Merges.of(new int[] {'a', 'a'}, new int[] {'b', 'b'});
    e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Encoding.ofMerges("x", WholeTextSplitter.INSTANCE, twice, Map.of()));
    assertEquals("tokens 256 and 257 both merge 97 and 98", e.getMessage());
    int[] doubling = new int[40];
    for (int i = 0; i < doubling.length; i++) {
      doubling[i] = i == 0 ? 'a' : 255 + i;
    }
    Merges huge = Merges.of(doubling, doubling);
    e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Encoding.ofMerges("x", WholeTextSplitter.INSTANCE, huge, Map.of()));
    assertEquals("tokens up to id 285 take more than 2 GiB", e.getMessage());
    byte[][] noBytes = new byte[300][];
    e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Encoding.ofRanks("x", WholeTextSplitter.INSTANCE, noBytes, Map.of()));
    assertEquals("byte 0x00 is no token: every byte must be one", e.getMessage());
  }

  private static void refused(String message, Map<String, Integer> specials) {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Encoding.ofMerges("x", WholeTextSplitter.INSTANCE, MERGES, specials));
    assertEquals(message, e.getMessage());
  }

  /**
   * A rule that a smaller one always undoes: its token is never found, not even as a whole piece.
   */
  @Test
  public void testUnreachableToken() {
    // b c = 256, a b = 257, 257 c = 258: of "abc" the smaller 256 leaves "a" and "bc".
    Merges merges = Merges.of(new int[] {'b', 'a', 257}, new int[] {'c', 'b', 'c'});
    Encoding encoding = Encoding.ofMerges("x", WholeTextSplitter.INSTANCE, merges, Map.of());
    assertArrayEquals(new int[] {'a', 256}, encoding.encodeOrdinary("abc"));
    assertEquals("abc", encoding.decode(258));
    assertEquals(258, encoding.tokenId("abc".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  public void testManyThreadsShareAnEncoding() throws InterruptedException {
    String text = "abb ab 中 🌳 ".repeat(2000);
    int[] expected = ENCODING.encodeOrdinary(text);
    int[] failures = new int[1];
    Thread[] threads = new Thread[16];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int round = 0; round < 20; round++) {
                      if (ENCODING.count(text) != expected.length
                          || !Arrays.equals(expected, ENCODING.encodeOrdinary(text))) {
                        synchronized (failures) {
                          failures[0]++;
                        }
                      }
                    }
                  });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(0, failures[0]);
  }

  @Test
  public void testUnstableTokens() {
    // " ab" may go on to " abb"; the piece before it is settled.
    UnstableTokens tokens = ENCODING.encodeUnstable("c ab", SpecialTokens.ALL);
    assertEquals(List.of((int) 'c'), tokens.stable());
    assertTrue(tokens.completions().contains(List.of((int) ' ', 256)));
    assertTrue(tokens.completions().contains(List.of((int) ' ', 257)));
    tokens = ENCODING.encodeUnstable("c<|end|>", SpecialTokens.ALL);
    assertEquals(List.of((int) 'c', 300), tokens.stable());
    assertEquals(List.of(), tokens.completions());
  }

  @Test
  public void testEncodeMalformedBytes() {
    byte[] bytes = {'c', ' ', 'a', 'b', (byte) 0xE4, (byte) 0xB8};
    assertArrayEquals(new int[] {'c', ' ', 256, 258}, ENCODING.encodeBytes(bytes));
    assertArrayEquals(bytes, ENCODING.decodeBytes('c', ' ', 256, 258));
  }

  @Test
  public void testRejectingOthers() {
    SpecialTokens policy = SpecialTokens.only("<|end|>").rejectingOthers();
    assertArrayEquals(new int[] {256, 300}, ENCODING.encode("ab<|end|>", policy));
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> ENCODING.encode("<|start of it|>", policy));
    assertTrue(e.getMessage(), e.getMessage().contains("<|start of it|> at char 0"));
  }

  /** More distinct pieces than the caches hold, short and long, each looked at twice. */
  @Test
  public void testCachesForgetAndStayRight() {
    Random random = new Random(5);
    StringBuilder builder = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      builder.append(random.nextInt(4) == 0 ? " a中" : " ab");
      for (int n = random.nextInt(14); n >= 0; n--) {
        builder.append((char) ('a' + random.nextInt(6)));
      }
    }
    String text = builder.toString();
    int[] ids = ENCODING.encodeOrdinary(text);
    assertEquals(text, ENCODING.decode(ids));
    assertArrayEquals(ids, ENCODING.encodeOrdinary(text));
    int from = 0;
    while (from < text.length()) {
      int blank = text.indexOf(' ', Math.min(text.length() - 1, from + 20_000));
      int to = blank < 0 ? text.length() : blank;
      // The same pieces by an encoding that has seen nothing else.
      Encoding fresh = Encoding.ofMerges("fresh", ENCODING.splitter(), MERGES, Map.of());
      String part = text.substring(from, to);
      assertArrayEquals(fresh.encodeOrdinary(part), ENCODING.encodeOrdinary(part));
      from = to;
    }
  }

  /** Pieces that differ only in the number of zero bytes at their end have different keys. */
  @Test
  public void testPiecesThatEndInZeros() {
    Encoding fresh = Encoding.ofMerges("fresh", ENCODING.splitter(), MERGES, Map.of());
    for (int round = 0; round < 2; round++) {
      for (int zeros = 0; zeros < 16; zeros++) {
        String text = "!" + "\0".repeat(zeros);
        assertEquals(text, fresh.decode(fresh.encodeOrdinary(text)));
      }
    }
  }

  /** Ranks that no merge rules give: the rules are refused, not made up. */
  @Test
  public void testMergesOfRanksThatAreNoMerges() {
    byte[][] tokens = new byte[257][];
    for (int b = 0; b < 256; b++) {
      tokens[b] = new byte[] {(byte) b};
    }
    tokens[256] = "xyz".getBytes(StandardCharsets.US_ASCII);
    Encoding encoding = Encoding.ofRanks("x", WholeTextSplitter.INSTANCE, tokens, Map.of());
    assertArrayEquals(new int[] {256}, encoding.encodeOrdinary("xyz"));
    Exception e = assertThrows(IllegalArgumentException.class, encoding::merges);
    assertEquals("token 256 is no merge of two smaller tokens but of 3", e.getMessage());
  }

  /** Every way to hand over a text gives the same ids. */
  @Test
  public void testCharSequences() {
    Random random = new Random(7);
    StringBuilder builder = new StringBuilder();
    random.ints(20000, 'a', 'd').forEach(builder::appendCodePoint);
    String text = builder.toString();
    int[] expected = ENCODING.encodeOrdinary(text);
    assertArrayEquals(expected, ENCODING.encodeOrdinary(builder));
    assertArrayEquals(expected, ENCODING.encodeOrdinary(CharBuffer.wrap(text)));
    assertArrayEquals(expected, ENCODING.encodeBytes(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** What was allocated last: a field, so that it is not optimized away. */
  private int[] result;

  /** Once warm, counting allocates nothing, and encoding its result only. */
  @Test
  public void testAllocation() {
    Encoding encoding = Encodings.get("cl100k_base");
    String line = "Counting, once warm, allocates nothing: строка за строкой, 一行又一行.\n";
    assertAllocation(encoding, line.repeat(20), 1_000);
    // Near the longest array of ids that is kept.
    assertAllocation(encoding, line.repeat(900_000 / encoding.count(line)), 2);
  }

  private void assertAllocation(Encoding encoding, String text, int calls) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int tokens = encoding.count(text);
    long[] allocated = new long[3];
    for (int round = 0; round < 3; round++) { // the last of them counts
      long start = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < calls; i++) {
        assertEquals(tokens, encoding.count(text));
      }
      long counted = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < calls; i++) {
        result = encoding.encodeOrdinary(text);
      }
      long encoded = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < calls; i++) {
        result = new int[tokens];
      }
      long copied = threads.getCurrentThreadAllocatedBytes();
      allocated = new long[] {counted - start, encoded - counted, copied - encoded};
    }
    assertEquals(tokens, result.length);
    assertTrue("count: " + allocated[0], allocated[0] < calls);
    assertTrue(Arrays.toString(allocated), allocated[1] < allocated[2] + calls);
  }

  @Test
  public void testEmptyPiece() {
    assertEquals(0, Encodings.get("cl100k_base").pieceEncoder().encode(new byte[0]).length);
  }
}
