package io.github.lucenebpe.model;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.split.SplitPatterns;
import io.github.lucenebpe.split.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * What we write, Hugging Face's tokenizers read, and what they read we read, with the same ids:
 * checked with their own Rust code. {@code -Dfuzz.rounds=N} sets the number of texts for each
 * encoding.
 */
public class TestHuggingFaceTokenizers {
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 100);
  private static final long SEED = Long.getLong("fuzz.seed", 20261122);

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private Path file() {
    return folder.getRoot().toPath().resolve("tokenizer.json");
  }

  /** The encoding, their tokenizer of its file and our encoding of its file agree. */
  private void check(Encoding encoding) throws IOException {
    HuggingFaceFile.write(encoding, file(), true);
    Encoding loaded = Encodings.load(file());
    assertEquals(encoding.vocabularySize(), loaded.vocabularySize());
    assertEquals(encoding.specialTokens(), loaded.specialTokens());
    assertEquals(encoding.isMadeOfRanks(), loaded.isMadeOfRanks());
    String[] specials = encoding.specialTokens().keySet().toArray(String[]::new);
    Random random = new Random(SEED);
    try (NativeTokenizer theirs = NativeTokenizer.load(file())) {
      for (int round = 0; round < ROUNDS; round++) {
        String text = TestAgainstJtokkit.randomText(random);
        if (specials.length > 0 && random.nextInt(3) == 0) {
          int at =
              text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length())));
          String special = specials[random.nextInt(specials.length)];
          text = text.substring(0, at) + special + text.substring(at);
        }
        int[] ids = encoding.encode(text, SpecialTokens.ALL);
        assertArrayEquals(text, theirs.encode(text), ids);
        assertArrayEquals(text, ids, loaded.encode(text, SpecialTokens.ALL));
        assertEquals(encoding.decode(ids), theirs.decode(ids));
      }
    }
  }

  /** Their tokenizer and our encoding of a file that is not ours agree. */
  private void checkForeign(UnaryOperator<String> change, Encoding encoding, String... texts)
      throws IOException {
    HuggingFaceFile.write(encoding, file(), true);
    String ours = Files.readString(file());
    String foreign = change.apply(ours);
    assertFalse("nothing was changed", ours.equals(foreign));
    Files.writeString(file(), foreign);
    Encoding loaded = Encodings.load(file());
    Random random = new Random(SEED);
    try (NativeTokenizer theirs = NativeTokenizer.load(file())) {
      for (String text : texts) {
        assertArrayEquals(text, theirs.encode(text), loaded.encode(text, SpecialTokens.ALL));
      }
      for (int round = 0; round < ROUNDS; round++) {
        String text = TestAgainstJtokkit.randomText(random);
        assertArrayEquals(text, theirs.encode(text), loaded.encode(text, SpecialTokens.ALL));
      }
    }
  }

  private static Encoding trained(String pattern) throws IOException {
    Merges merges =
        MinbpeModel.read(Path.of("src/test/resources/golden/train/lake.regex.320.model")).merges();
    return Encoding.ofMerges(
        "lake", SplitPatterns.parse(pattern), merges, Map.of("<|Ωmega|>", 400, "<|x y|>", 321));
  }

  @Test
  public void testShippedEncodings() throws IOException {
    for (String name : Encodings.names()) {
      if (!name.equals("o200k_harmony")) {
        check(Encodings.get(name));
      }
    }
  }

  @Test
  public void testTrained() throws IOException {
    for (String pattern : SplitPatterns.names()) {
      check(trained(pattern));
    }
  }

  @Test
  public void testOwnPatterns() throws IOException {
    for (String pattern :
        new String[] {
          // What these do not match is left out.
          "[a-z]+|\\d+$",
          "\\p{Lu}?\\p{Ll}++|\\p{Han}",
          "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}"
              + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
          "(?>[^\\s]{2,3})|.",
          "\\S+?(?=[\\p{P}\\s]|$)|[\\s\\S]"
        }) {
      check(trained(pattern));
    }
  }

  /** All characters of Unicode 16.0, and some that are none, at the places where classes matter. */
  @Test
  public void testEveryCharacter() throws IOException {
    for (String name : List.of("r50k_base", "cl100k_base", "o200k_base")) {
      Encoding encoding = Encodings.get(name);
      HuggingFaceFile.write(encoding, file(), true);
      try (NativeTokenizer theirs = NativeTokenizer.load(file())) {
        for (int from = 0; from <= Character.MAX_CODE_POINT; from += 128) {
          String text = charactersAtBorders(from, from + 128);
          if (!Arrays.equals(theirs.encode(text), encoding.encodeOrdinary(text))) {
            assertEquals(
                String.format("%s from U+%04X", name, from),
                Arrays.toString(theirs.encode(text)),
                Arrays.toString(encoding.encodeOrdinary(text)));
          }
        }
      }
    }
  }

  private static String charactersAtBorders(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int c = from; c < to; c++) {
      int type = Character.getType(c);
      boolean one = type == Character.UNASSIGNED || type == Character.PRIVATE_USE;
      if (type != Character.SURROGATE && (c == from || !one)) {
        String s = Character.toString(c);
        text.append("a" + s + "b 1" + s + "'" + s + " " + s + "\n");
      }
    }
    return text.toString();
  }

  /** Ranks, where any two tokens merge that together are a token: the form of Llama 3. */
  @Test
  public void testRanks() throws IOException {
    Path ranks = Path.of("models/r50k_base.tiktoken");
    Encoding encoding =
        Encodings.loadRanks(
            ranks, Splitter.of(SplitPatterns.GPT4_MINBPE), Map.of("<|eot|>", 60000));
    assertTrue(encoding.isMadeOfRanks());
    check(encoding);
  }

  /** A piece that is a token is taken whole, which merges alone would not do. */
  @Test
  public void testRanksThatNoMergesGive() throws IOException {
    byte[][] tokens = new byte[260][];
    for (int b = 0; b < 256; b++) {
      tokens[b] = new byte[] {(byte) b};
    }
    tokens[256] = new byte[] {'b', 'c'};
    tokens[257] = new byte[] {'a', 'b'};
    tokens[259] = new byte[] {'a', 'b', 'c', 'd'};
    Encoding encoding =
        Encoding.ofRanks("ranks", Splitter.of("\\p{L}+|[\\s\\S]"), tokens, Map.of());
    assertArrayEquals(new int[] {259}, encoding.encodeOrdinary("abcd"));
    check(encoding);
  }

  /** GPT-2's own file: the pre-tokenizer splits, merges are strings. */
  @Test
  public void testFileOfGpt2() throws IOException {
    checkForeign(
        json ->
            json.replaceFirst(
                    "(?s)\"pre_tokenizer\": \\{.*?\n  \\}",
                    "\"pre_tokenizer\": {\"type\": \"ByteLevel\", \"add_prefix_space\": false, \"trim_offsets\": true}")
                .replaceAll("\\[\"(.*)\", \"(.*)\"\\]", "\"$1 $2\"")
                .replace(
                    "\"continuing_subword_prefix\": null", "\"continuing_subword_prefix\": \"\""),
        Encodings.get("r50k_base"),
        "Hello world's   end  ");
  }

  /** Text that the pattern does not match is kept, as pieces of their own. */
  @Test
  public void testIsolatedPattern() throws IOException {
    checkForeign(
        json -> json.replace("\"Removed\", \"invert\": true", "\"Isolated\", \"invert\": false"),
        trained("[a-m]+|\\d|' "),
        "the water of the lake, 12 ' 3",
        "",
        "zzz",
        "éa\n\nb");
  }

  /** Tokens around a text are put there when the caller asks for them, and are not ours. */
  @Test
  public void testPostProcessor() throws IOException {
    checkForeign(
        json ->
            json.replace(
                "\"post_processor\": null",
                "\"post_processor\": {\"type\": \"TemplateProcessing\", \"single\": [{\"SpecialToken\":"
                    + " {\"id\": \"<|x y|>\", \"type_id\": 0}}, {\"Sequence\": {\"id\": \"A\","
                    + " \"type_id\": 0}}], \"pair\": [], \"special_tokens\": {\"<|x y|>\": {\"id\":"
                    + " \"<|x y|>\", \"ids\": [321], \"tokens\": [\"<|x y|>\"]}}}"),
        trained("gpt2"),
        "the lake<|x y|>");
  }

  /** Added tokens outside of the vocabulary, and one that starts as another does. */
  @Test
  public void testAddedTokens() throws IOException {
    String token =
        "{\"id\": %d, \"content\": \"%s\", \"single_word\": false, \"lstrip\": false,"
            + " \"rstrip\": false, \"normalized\": %b, \"special\": false}";
    checkForeign(
        json ->
            json.replaceFirst(
                "(?s)\"added_tokens\": \\[.*?\\]",
                ("\"added_tokens\": ["
                        + String.join(
                            ",",
                            token.formatted(321, "<|x y|>", false),
                            token.formatted(400, "<|Ωmega|>", false),
                            token.formatted(401, "the ", false),
                            token.formatted(402, "the lake", false),
                            token.formatted(403, "€", true))
                        + "]")
                    .replace("$", "\\$")),
        trained("gpt2"),
        "in the lake and the water € <|x y|>",
        "€€the the lakethe lak");
  }
}
