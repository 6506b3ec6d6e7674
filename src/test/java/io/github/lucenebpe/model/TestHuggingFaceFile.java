package io.github.lucenebpe.model;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.github.lucenebpe.SharedData;
import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.split.SplitPatterns;
import io.github.lucenebpe.split.Splitter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** {@code tokenizer.json}: what it holds, and what is refused with which words. */
public class TestHuggingFaceFile {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  /** Bytes, {@code ab} 256 and {@code abc} 257, and a special token 258. */
  private static final Encoding ABC =
      Encoding.ofMerges(
          "abc",
          Splitter.of(SplitPatterns.GPT4_MINBPE),
          Merges.of(new int[] {'a', 256}, new int[] {'b', 'c'}),
          Map.of("<|end|>", 258));

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private static Encoding lake() throws IOException {
    return Encodings.load(GOLDEN.resolve("train/lake.regex.320.model"));
  }

  /** The ids that the npm package tokenizers 0.23.2 has given: golden/huggingface/make.mjs. */
  @Test
  public void testGoldenIds() throws IOException {
    Encoding written = lake();
    Encoding read = Encodings.load(GOLDEN.resolve("huggingface/lake.json"));
    try (InputStream in = Files.newInputStream(GOLDEN.resolve("huggingface/ids.jsonl"))) {
      List<Map<String, Object>> lines = SharedData.jsonLines(in);
      assertEquals(10, lines.size());
      for (Map<String, Object> line : lines) {
        String text = (String) line.get("text");
        int[] ids = ((List<?>) line.get("ids")).stream().mapToInt(id -> (Integer) id).toArray();
        assertArrayEquals(text, ids, written.encode(text, SpecialTokens.ALL));
        assertArrayEquals(text, ids, read.encode(text, SpecialTokens.ALL));
      }
    }
  }

  @Test
  public void testGoldenFile() throws IOException {
    Path file = folder.getRoot().toPath().resolve("lake.json");
    Encoding lake = lake();
    HuggingFaceFile.write(lake, file, false);
    assertEquals(Files.readString(GOLDEN.resolve("huggingface/lake.json")), Files.readString(file));
    assertThrows(FileAlreadyExistsException.class, () -> HuggingFaceFile.write(lake, file, false));
  }

  /** Pattern, merges, special tokens and byte ids come back as they were. */
  @Test
  public void testRoundTrip() throws IOException {
    Path file = folder.getRoot().toPath().resolve("cl100k.json");
    Encoding encoding = Encodings.get("cl100k_base");
    HuggingFaceFile.write(encoding, file, false);
    Encoding loaded = Encodings.load(file);
    assertEquals(encoding.splitter().pattern(), loaded.splitter().pattern());
    assertEquals(encoding.specialTokens(), loaded.specialTokens());
    assertEquals(encoding.vocabularySize(), loaded.vocabularySize());
    Merges expected = encoding.merges();
    Merges actual = loaded.merges();
    assertEquals(expected.size(), actual.size());
    for (int id = 0; id < expected.size(); id++) {
      assertEquals(expected.left(id), actual.left(id));
      assertEquals(expected.right(id), actual.right(id));
    }
    assertEquals(file.toString(), loaded.name());
  }

  private static void cannotHold(String what, Encoding encoding) {
    ModelFormatException e =
        assertThrows(
            ModelFormatException.class, () -> HuggingFaceWriter.format(encoding, "t.json"));
    assertEquals("t.json: Hugging Face's format " + what, e.getMessage());
  }

  private static void cannotHold(String what, Object... namesAndIds) {
    Map<String, Integer> specials = new LinkedHashMap<>();
    for (int i = 0; i < namesAndIds.length; i += 2) {
      specials.put((String) namesAndIds[i], (Integer) namesAndIds[i + 1]);
    }
    cannotHold("cannot hold " + what, ABC.withSpecialTokens("abc", specials));
  }

  @Test
  public void testSpecialTokensThatCannotBeWritten() {
    cannotHold("two special tokens with one id: \"<a>\", \"<b>\"", "<a>", 300, "<b>", 300);
    cannotHold(
        "two special tokens with one id: \"<|endofprompt|>\", \"<|reserved_200018|>\"",
        Encodings.get("o200k_harmony").specialTokens().entrySet().stream()
            .flatMap(special -> List.of(special.getKey(), special.getValue()).stream())
            .toArray());
    cannotHold("the special token \"é\", which it reads as other bytes", "é", 300);
    cannotHold("the special token \"abc\" besides an ordinary one with the same bytes", "abc", 300);
    cannotHold(
        "the special token \"<a\" before \"<a>\": it takes the longest one that matches",
        "<a",
        300,
        "<a>",
        301);
    cannotHold("a special token with an unpaired surrogate: \"<\\ud800>\"", "<\uD800>", 300);
  }

  @Test
  public void testTokensWithTheSameBytes() {
    Merges merges = Merges.of(new int[] {'a', 'b', 256, 'a'}, new int[] {'b', 'c', 'c', 257});
    cannotHold(
        "cannot hold two tokens with the same bytes: \"abc\"",
        Encoding.ofMerges("twice", Splitter.of(""), merges, Map.of()));
  }

  @Test
  public void testPatternsThatCannotBeWritten() {
    Map<String, String> refused = new LinkedHashMap<>();
    refused.put("\\p{N}{1,3}+|\\D", "{1,3}+ at index 5 is another repeat in Oniguruma");
    refused.put("a{2}?|b", "{2}? at index 1 is another repeat in Oniguruma");
    refused.put("\\w+", "\\w at index 0 is not the same in Oniguruma");
    refused.put("[^\\w]", "[^\\w] at index 0 is not the same in Oniguruma");
    refused.put("\\pL", "\\pL at index 0 is not the same in Oniguruma");
    refused.put("(?s:.)", "(?s: at index 0 is not the same in Oniguruma");
    refused.put(
        "(?i)strasse", "st at index 4 under (?i) matches a single character too in Oniguruma");
    refused.forEach(
        (pattern, reason) -> {
          Encoding encoding = Encoding.ofMerges("p", Splitter.of(pattern), ABC.merges(), Map.of());
          String message = "t.json: Hugging Face's format: split pattern: " + reason;
          ModelFormatException e =
              assertThrows(
                  pattern,
                  ModelFormatException.class,
                  () -> HuggingFaceWriter.format(encoding, "t.json"));
          assertEquals(message, e.getMessage());
        });
  }

  /** Our file of {@link #ABC} with one text replaced is refused with these words. */
  private static void refuses(String message, String old, String replacement) throws IOException {
    String json = HuggingFaceWriter.format(ABC, "t.json");
    assertEquals("\"" + old + "\" comes once", json.indexOf(old), json.lastIndexOf(old));
    if (!json.contains(old)) {
      throw new AssertionError("nothing to replace: " + old);
    }
    byte[] changed = json.replace(old, replacement).getBytes(StandardCharsets.UTF_8);
    ModelFormatException e =
        assertThrows(
            message,
            ModelFormatException.class,
            () -> Encodings.load(new ByteArrayInputStream(changed), "t.json"));
    assertEquals("t.json: " + message, e.getMessage());
  }

  @Test
  public void testUnsupportedFeaturesAreNamed() throws IOException {
    refuses(
        "model.type: expected \"BPE\", got \"Unigram\"",
        "\"type\": \"BPE\"",
        "\"type\": \"Unigram\"");
    refuses(
        "truncation: is not supported: an encoding has the ids of the whole text and no others",
        "\"truncation\": null",
        "\"truncation\": {\"max_length\": 512}");
    refuses(
        "normalizer.type: is not supported: an encoding takes the text as it is, got NFC",
        "\"normalizer\": null",
        "\"normalizer\": {\"type\": \"NFC\"}");
    refuses(
        "pre_tokenizer.pretokenizers[1].type: expected \"ByteLevel\", got \"Metaspace\"",
        "{\"type\": \"ByteLevel\", \"add_prefix_space\": false, \"trim_offsets\": true, \"use_regex\": false}",
        "{\"type\": \"Metaspace\"}");
    refuses(
        "pre_tokenizer.pretokenizers[1].add_prefix_space: is not supported: a blank before the text"
            + " is no part of it",
        "\"add_prefix_space\": false",
        "\"add_prefix_space\": true");
    refuses(
        "pre_tokenizer.pretokenizers[1].use_regex: splits once more, which is not supported",
        "\"use_regex\": false",
        "\"use_regex\": true");
    refuses(
        "pre_tokenizer.pretokenizers[0].behavior: expected \"Isolated\" or \"Removed\", got"
            + " \"MergedWithNext\"",
        "Isolated",
        "MergedWithNext");
    refuses(
        "pre_tokenizer.pretokenizers[0].behavior: is not supported: it removes what the pattern"
            + " matches",
        "Isolated",
        "Removed");
    refuses(
        "pre_tokenizer.pretokenizers[0].pattern.Regex: expected a string, got none",
        "Regex",
        "String");
    refuses(
        "pre_tokenizer.pretokenizers[0].pattern.Regex: split pattern: $ at index 109 is the end of"
            + " a line in Oniguruma, which is not supported",
        "\\\\s+\"",
        "\\\\s+$\"");
    refuses(
        "pre_tokenizer: expected a pre-tokenizer of type \"ByteLevel\" or \"Sequence\", got none",
        "\"pre_tokenizer\":",
        "\"pretokenizer\":");
    refuses("decoder: expected a decoder of type \"ByteLevel\", got none", "\"decoder\"", "\"d\"");
    refuses(
        "model.dropout: is not supported: the same text must have the same ids",
        "\"dropout\": null",
        "\"dropout\": 0.1");
    refuses(
        "model.end_of_word_suffix: is not supported: tokens are bytes without marks",
        "\"end_of_word_suffix\": null",
        "\"end_of_word_suffix\": \"</w>\"");
  }

  @Test
  public void testAddedTokensThatAreNamed() throws IOException {
    refuses(
        "added_tokens[0].lstrip: is not supported: a special token is found wherever it stands, as"
            + " it stands",
        "\"lstrip\": false",
        "\"lstrip\": true");
    refuses(
        "added_tokens[0].id: is 259, but Hugging Face's tokenizers give this token 258",
        "\"id\": 258",
        "\"id\": 259");
    refuses(
        "added_tokens[0].content: is the letter of a byte: \"é\"",
        "\"content\": \"<|end|>\"",
        "\"content\": \"é\"");
    String second =
        "{\"id\": 259, \"content\": \"|>x\", \"normalized\": true, \"special\": false},\n    {\"id\": 258";
    refuses(
        "added_tokens[0].normalized: is true, and this token may overlap \"<|end|>\", for which it"
            + " is false",
        "{\"id\": 258",
        second);
  }

  @Test
  public void testDamagedModel() throws IOException {
    refuses(
        "model.merges[1]: the token \"xc\" is not in model.vocab",
        "[\"ab\", \"c\"]",
        "[\"x\", \"c\"]");
    refuses("model.merges[1]: expected two tokens", "[\"ab\", \"c\"]", "[\"ab\"]");
    refuses(
        "model.merges: has none that makes the token 257, \"abc\"", ",\n      [\"ab\", \"c\"]", "");
    refuses(
        "model.merges[2]: makes the token 256 after 257: ids must be in the order of merges",
        "[\"ab\", \"c\"]",
        "[\"ab\", \"c\"], [\"a\", \"b\"]");
    refuses(
        "model.merges: makes the token 256 twice, which is supported only with ignore_merges and"
            + " all pairs",
        "[\"a\", \"b\"]",
        "[\"a\", \"b\"], [\"a\", \"b\"]");
    refuses("model.vocab: \"a\" and \"ab\" have the same id 97", "\"ab\": 256", "\"ab\": 97");
    refuses("model.vocab: has no token for the byte 0, which is \"Ā\"", "\"Ā\": 0", "\"ĀĀ\": 0");
    refuses(
        "model.vocab: \"a b\" is no added token, nor bytes in byte-level letters",
        "\"abc\": 257",
        "\"a b\": 257");
    refuses(
        "model.vocab.abc: expected a whole number from 0 to 2147483646, got -1",
        "\"abc\": 257",
        "\"abc\": -1");
  }

  @Test
  public void testNoJson() {
    fails("t.json line 1 column 2: expected a key in quotes, got the end", "{");
    fails("t.json line 3 column 1: expected the end, got \"x\"", "{}\n\nx");
    fails("t.json: model: expected an object, got none", "{}");
    fails("t.json: expected UTF-8, malformed at byte 2 of the file", "{\"\u00ff\"}");
  }

  private static void fails(String message, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
    ModelFormatException e =
        assertThrows(
            ModelFormatException.class,
            () -> Encodings.load(new ByteArrayInputStream(bytes), "t.json"));
    assertEquals(message, e.getMessage());
  }
}
