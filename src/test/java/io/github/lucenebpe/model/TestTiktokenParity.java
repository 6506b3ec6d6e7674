package io.github.lucenebpe.model;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.SharedData;
import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.bpe.Tokens;
import io.github.lucenebpe.bpe.UnstableTokens;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Every answer of tiktoken 0.14.0 in the folder {@code parity} of the reference data. */
public class TestTiktokenParity {

  private interface Check {
    void check(Encoding encoding, Map<String, Object> line);
  }

  private static void forEachLine(String file, Check check) throws IOException {
    int lines = 0;
    for (Map<String, Object> line : SharedData.jsonLines(SharedData.dir("parity").resolve(file))) {
      lines++;
      try {
        check.check(Encodings.get((String) line.get("enc")), line);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(file + " line " + lines + ": " + shown(line), e);
      }
    }
    assertTrue(file + " is empty", lines > 0);
  }

  private static String shown(Map<String, Object> line) {
    String text = line.toString();
    return text.length() > 500 ? text.substring(0, 500) + "…" : text;
  }

  private static int[] ints(Object list) {
    return ((List<?>) list).stream().mapToInt(number -> (Integer) number).toArray();
  }

  private static byte[] bytes(Object hex) {
    return HexFormat.of().parseHex((String) hex);
  }

  private static void ordinary(String file) throws IOException {
    forEachLine(
        file,
        (encoding, line) -> {
          String text = (String) line.get("text");
          int[] ids = ints(line.get("ids"));
          assertArrayEquals(ids, encoding.encodeOrdinary(text));
          assertEquals(ids.length, encoding.count(text));
        });
  }

  @Test
  public void testContractions() throws IOException {
    ordinary("ordinary-contraction.jsonl.gz");
  }

  @Test
  public void testNumbers() throws IOException {
    ordinary("ordinary-number.jsonl.gz");
  }

  @Test
  public void testRandom() throws IOException {
    ordinary("ordinary-random.jsonl.gz");
  }

  @Test
  public void testSpaces() throws IOException {
    ordinary("ordinary-space.jsonl.gz");
  }

  @Test
  public void testTexts() throws IOException {
    ordinary("ordinary-text.jsonl.gz");
  }

  @Test
  public void testUnicode() throws IOException {
    ordinary("ordinary-unicode.jsonl.gz");
  }

  @Test
  public void testSurrogates() throws IOException {
    ordinary("surrogates.jsonl.gz");
  }

  @Test
  public void testSweep() throws IOException {
    generated("sweep.jsonl.gz");
  }

  @Test
  public void testLongTexts() throws IOException {
    generated("long.jsonl.gz");
  }

  private static void generated(String file) throws IOException {
    forEachLine(
        file,
        (encoding, line) -> {
          String text = line.containsKey("text") ? (String) line.get("text") : generate(line);
          int[] ids = encoding.encodeOrdinary(text);
          assertEquals(line.get("n"), ids.length);
          assertEquals(line.get("sha"), sha256(littleEndian(ids)));
          assertEquals(ids.length, encoding.count(text));
        });
  }

  private static String generate(Map<String, Object> line) {
    Map<?, ?> generator = (Map<?, ?>) line.get("gen");
    if (!generator.containsKey("sweep")) {
      return generator.get("prefix")
          + ((String) generator.get("unit")).repeat((Integer) generator.get("times"))
          + generator.get("suffix");
    }
    int[] range = ints(generator.get("sweep"));
    StringBuilder text = new StringBuilder();
    for (int c = range[0]; c < range[1]; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        text.append(((String) generator.get("template")).replace("#", Character.toString(c)));
      }
    }
    return text.toString();
  }

  private static byte[] littleEndian(int[] ids) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * ids.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asIntBuffer().put(ids);
    return buffer.array();
  }

  /** The first 32 hex digits. */
  private static String sha256(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash).substring(0, 32);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  public void testSpecialTokens() throws IOException {
    forEachLine(
        "special.jsonl.gz",
        (encoding, line) -> {
          String text = (String) line.get("text");
          SpecialTokens policy = policy(line.get("allowed"), line.get("disallowed"));
          if (line.containsKey("error")) {
            Exception e =
                assertThrows(IllegalArgumentException.class, () -> encoding.encode(text, policy));
            String named = " special token " + line.get("token") + " at char ";
            assertTrue(e.getMessage(), e.getMessage().contains(named));
          } else {
            int[] ids = ints(line.get("ids"));
            assertArrayEquals(ids, encoding.encode(text, policy));
            assertEquals(ids.length, encoding.count(text, policy));
          }
        });
  }

  private static SpecialTokens policy(Object allowed, Object disallowed) {
    SpecialTokens policy =
        allowed.equals("all") ? SpecialTokens.ALL : SpecialTokens.only(strings(allowed));
    return disallowed.equals("all")
        ? policy.rejectingOthers()
        : policy.rejecting(strings(disallowed));
  }

  private static String[] strings(Object list) {
    return ((List<?>) list).toArray(String[]::new);
  }

  @Test
  public void testDecode() throws IOException {
    forEachLine(
        "decode.jsonl.gz",
        (encoding, line) -> {
          int[] ids = ints(line.get("ids"));
          if (line.containsKey("error")) {
            Exception e =
                assertThrows(IllegalArgumentException.class, () -> encoding.decodeBytes(ids));
            assertEquals("Invalid token for decoding: " + line.get("id"), e.getMessage());
            return;
          }
          assertArrayEquals(bytes(line.get("hex")), encoding.decodeBytes(ids));
          assertEquals(line.get("replace"), encoding.decode(ids));
          assertEquals(line.get("ignore"), encoding.decode(ids, CodingErrorAction.IGNORE));
          if (line.get("valid").equals(true)) {
            assertEquals(line.get("replace"), encoding.decode(ids, CodingErrorAction.REPORT));
          } else {
            assertThrows(
                IllegalArgumentException.class,
                () -> encoding.decode(ids, CodingErrorAction.REPORT));
          }
        });
  }

  @Test
  public void testOffsets() throws IOException {
    forEachLine(
        "offsets.jsonl.gz",
        (encoding, line) -> {
          Tokens tokens = new Tokens();
          encoding.tokenize((String) line.get("text"), SpecialTokens.ALL, tokens);
          int[] starts = new int[tokens.size()];
          Arrays.setAll(starts, tokens::start);
          assertArrayEquals(ints(line.get("ids")), tokens.toArray());
          assertArrayEquals(ints(line.get("offsets16")), starts);
        });
  }

  @Test
  public void testSingleTokens() throws IOException {
    forEachLine(
        "tokens.jsonl.gz",
        (encoding, line) -> {
          if (line.containsKey("facts")) {
            Map<?, ?> facts = (Map<?, ?>) line.get("facts");
            assertEquals(facts.get("n_vocab"), encoding.vocabularySize());
            assertEquals(facts.get("n_special"), encoding.specialTokens().size());
            assertEquals(facts.get("pattern"), encoding.splitter().pattern());
            for (Map.Entry<?, ?> special : ((Map<?, ?>) facts.get("special")).entrySet()) {
              assertEquals(special.getValue(), encoding.specialTokens().get(special.getKey()));
              assertTrue(encoding.isSpecial((Integer) special.getValue()));
            }
          } else if (line.containsKey("ids")) {
            int unknown = (Integer) line.get("id");
            assertThrows(IllegalArgumentException.class, () -> encoding.tokenBytes(unknown));
          } else if (line.containsKey("error")) {
            assertEquals(-1, encoding.tokenId(bytes(line.get("hex"))));
          } else {
            int id = (Integer) line.get("id");
            assertEquals(id, encoding.tokenId(bytes(line.get("hex"))));
            if (id != 200018 || !encoding.name().equals("o200k_harmony")) {
              assertArrayEquals(bytes(line.get("hex")), encoding.tokenBytes(id));
            }
          }
        });
  }

  @Test
  public void testBytes() throws IOException {
    forEachLine(
        "bytes.jsonl.gz",
        (encoding, line) ->
            assertArrayEquals(ints(line.get("ids")), encoding.encodeBytes(bytes(line.get("hex")))));
  }

  @Test
  public void testUnstable() throws IOException {
    forEachLine(
        "unstable.jsonl.gz",
        (encoding, line) -> {
          UnstableTokens tokens =
              encoding.encodeUnstable((String) line.get("text"), SpecialTokens.ALL);
          assertEquals(line.get("stable"), tokens.stable());
          assertEquals(line.get("n"), tokens.completions().size());
          StringBuilder listed = new StringBuilder();
          for (List<Integer> completion : tokens.completions()) {
            listed.append(String.join(",", completion.stream().map(String::valueOf).toList()));
            listed.append('\n');
          }
          assertEquals(
              line.get("sha"), sha256(listed.toString().getBytes(StandardCharsets.US_ASCII)));
        });
  }

  @Test
  public void testLlmNames() throws IOException {
    Map<?, ?> models = (Map<?, ?>) SharedData.json(SharedData.dir("parity").resolve("models.json"));
    for (Map.Entry<?, ?> known : ((Map<?, ?>) models.get("exact")).entrySet()) {
      checkLlm((String) known.getKey(), (String) known.getValue());
    }
    for (Map.Entry<?, ?> known : ((Map<?, ?>) models.get("prefix")).entrySet()) {
      checkLlm(known.getKey() + "x", (String) known.getValue());
    }
    for (Map.Entry<?, ?> lookup : ((Map<?, ?>) models.get("lookups")).entrySet()) {
      checkLlm((String) lookup.getKey(), (String) lookup.getValue());
    }
    assertEquals(((Map<?, ?>) models.get("exact")).size(), LlmNames.names().size());
    assertEquals(
        List.copyOf(((Map<?, ?>) models.get("prefix")).keySet()),
        List.copyOf(LlmNames.prefixes().keySet()));
  }

  private static void checkLlm(String llm, String encoding) {
    if (encoding == null) {
      assertThrows(llm, IllegalArgumentException.class, () -> Encodings.forModel(llm));
    } else {
      assertEquals(llm, Encodings.get(encoding).name(), Encodings.forModel(llm).name());
    }
  }
}
