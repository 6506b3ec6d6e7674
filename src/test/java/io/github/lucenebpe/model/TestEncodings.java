package io.github.lucenebpe.model;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.bpe.Tokens;
import io.github.lucenebpe.split.SplitPatterns;
import io.github.lucenebpe.split.Splitter;
import io.github.lucenebpe.split.WholeTextSplitter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TestEncodings {
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void testNames() {
    assertEquals(
        List.of(
            "r50k_base", "p50k_base", "p50k_edit", "cl100k_base", "o200k_base", "o200k_harmony"),
        Encodings.names());
    for (String name : Encodings.names()) {
      assertEquals(name, Encodings.get(name).name());
      assertSame(Encodings.get(name), Encodings.get(name));
    }
    assertSame(Encodings.get("r50k_base"), Encodings.get("gpt2"));
    Exception e = assertThrows(IllegalArgumentException.class, () -> Encodings.get("cl100k"));
    assertEquals(
        "unknown encoding \"cl100k\"; there are r50k_base, p50k_base, p50k_edit, cl100k_base,"
            + " o200k_base, o200k_harmony",
        e.getMessage());
  }

  @Test
  public void testLlmNames() {
    assertSame(Encodings.get("o200k_base"), Encodings.forModel("gpt-4o-mini"));
    assertSame(Encodings.get("cl100k_base"), Encodings.forModel("gpt-4"));
    Exception e = assertThrows(IllegalArgumentException.class, () -> Encodings.forModel("llama-3"));
    assertTrue(
        e.getMessage(), e.getMessage().startsWith("unknown LLM \"llama-3\"; known are o1, o3, "));
    assertTrue(e.getMessage(), e.getMessage().endsWith(", ft:davinci-002, ft:babbage-002"));
  }

  /** However often a file is loaded, and under whatever names: one set of tables. */
  @Test
  public void testFilesOfOneContentShareTheirTables() throws IOException {
    byte[] model;
    try (InputStream in = getClass().getResourceAsStream("/golden/words.model")) {
      model = in.readAllBytes();
    }
    Path a = Files.write(folder.getRoot().toPath().resolve("a.model"), model);
    Path b = Files.write(folder.getRoot().toPath().resolve("b.model"), model);
    Encoding first = Encodings.load(a);
    assertSame(first, Encodings.load(a));
    Encoding second = Encodings.load(b);
    assertEquals(b.toString(), second.name());
    assertSame(first.vocabulary(), second.vocabulary());
    assertEquals(first.specialTokens(), second.specialTokens());
    assertSame(first, Encodings.load(new ByteArrayInputStream(model), a.toString()));
    assertEquals("in use until here", a.toString(), first.name());

    Files.writeString(a, "minbpe v1\n\n0\n");
    assertEquals(256, Encodings.load(a).vocabularySize());
  }

  /** The examples of minbpe's README, which this project started from. */
  @Test
  public void testGpt4() {
    Encoding gpt4 = Encodings.get("cl100k_base");
    int[] ids = {15339, 4513, 12340, 30, 320, 31495, 230, 75265, 243, 92245, 16715, 57037};
    assertArrayEquals(ids, gpt4.encodeOrdinary("hello123!!!? (안녕하세요!) 😉"));
    assertEquals("hello123!!!? (안녕하세요!) 😉", gpt4.decode(ids));
    assertArrayEquals(
        new int[] {100257, 15339, 1917},
        gpt4.encode("<|endoftext|>hello world", SpecialTokens.ALL));
  }

  /** minbpe's recover_merges and byte shuffle. */
  @Test
  public void testMergesOfGpt4() {
    Merges merges = Encodings.get("cl100k_base").merges();
    assertEquals(100_000, merges.count());
    // The byte shuffle: "!" is 0, and a blank is 220.
    assertEquals(0, merges.byteId('!'));
    assertEquals(220, merges.byteId(' '));
    // The first merges are two blanks, and four.
    assertEquals(220, merges.left(256));
    assertEquals(220, merges.right(256));
    assertEquals(256, merges.left(257));
    assertEquals(256, merges.right(257));
  }

  @Test
  public void testEncodingFileRoundTrip() throws IOException {
    for (String name : List.of("p50k_edit", "cl100k_base")) {
      Encoding encoding = Encodings.get(name);
      Path file = folder.getRoot().toPath().resolve(name + ".bpe");
      EncodingFile.write(encoding, file, false);
      Encoding loaded = Encodings.load(file);
      assertEquals(encoding.name(), loaded.name());
      assertEquals(encoding.splitter().pattern(), loaded.splitter().pattern());
      assertEquals(
          List.copyOf(encoding.specialTokens().entrySet()),
          List.copyOf(loaded.specialTokens().entrySet()));
      assertEquals(encoding.vocabularySize(), loaded.vocabularySize());
      String text = "hello123!!!? (안녕하세요!) 😉 \uD800 <|endoftext|>   \n\t x";
      assertArrayEquals(
          encoding.encode(text, SpecialTokens.ALL), loaded.encode(text, SpecialTokens.ALL));
      Exception e =
          assertThrows(
              FileAlreadyExistsException.class, () -> EncodingFile.write(encoding, file, false));
      assertTrue(e.getMessage(), e.getMessage().contains(name + ".bpe"));
      EncodingFile.write(loaded, file, true);
      assertEquals(loaded.merges().count(), Encodings.load(file).merges().count());
    }
  }

  /** What minbpe's format cannot hold: line breaks and blanks in special tokens and pattern. */
  @Test
  public void testEncodingFileHoldsAnyText() throws IOException {
    Map<String, Integer> specials = Map.of("a \"token\"\n\u2028\t\\ 😉 \uD800", 1000);
    Encoding encoding =
        Encoding.ofMerges(
            "näme\r\n",
            Splitter.of("\\p{L}+|[ \n]+|."),
            Merges.of(new int[] {'a'}, new int[] {'b'}),
            specials);
    Path file = folder.getRoot().toPath().resolve("any.bpe");
    EncodingFile.write(encoding, file, false);
    Encoding loaded = Encodings.load(file);
    assertEquals(encoding.name(), loaded.name());
    assertEquals(encoding.splitter().pattern(), loaded.splitter().pattern());
    assertEquals(specials, loaded.specialTokens());
  }

  @Test
  public void testRankFiles() throws IOException {
    Path models = Path.of("models");
    Path file = models.resolve("cl100k_base.tiktoken");
    assertSame(Encodings.get("cl100k_base"), Encodings.load(file));

    byte[] content = Files.readAllBytes(models.resolve("r50k_base.tiktoken"));
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    TiktokenFile.write(Encodings.get("r50k_base").vocabulary(), written);
    assertArrayEquals(content, written.toByteArray());

    // All pairs that tiktoken would merge, against the one pair a token that the jar carries.
    Encoding loaded =
        Encodings.loadRanks(
            models.resolve("r50k_base.tiktoken"),
            SplitPatterns.parse("gpt2"),
            Map.of("<|endoftext|>", 50256));
    String text =
        Files.readString(models.resolve("README.md")) + "안녕하세요 😉 \r\n\t supercalifragilistic";
    assertArrayEquals(Encodings.get("r50k_base").encodeOrdinary(text), loaded.encodeOrdinary(text));
  }

  private void fails(String message, String content) {
    fails(message, content.getBytes(StandardCharsets.UTF_8));
  }

  private void fails(String message, byte[] content) {
    ByteArrayInputStream in = new ByteArrayInputStream(content);
    Exception e = assertThrows(ModelFormatException.class, () -> Encodings.load(in, "x.model"));
    assertEquals(message, e.getMessage());
  }

  @Test
  public void testNoModel() {
    fails(
        "x.model line 1: expected \"minbpe v1\", \"bpe encoding v1\", tiktoken ranks or a tokenizer.json",
        "hello\n");
    fails(
        "x.model line 1: expected \"minbpe v1\", \"bpe encoding v1\", tiktoken ranks or a tokenizer.json",
        "");
    Path none = folder.getRoot().toPath().resolve("none");
    Exception e = assertThrows(IOException.class, () -> Encodings.load(none));
    assertEquals(none + ": no such file", e.getMessage());
  }

  @Test
  public void testDamagedRanks() {
    String ranks = bytes();
    fails(
        "x.model: ranks alone do not say how to split and which tokens are special,"
            + " and they are those of no shipped encoding: give the pattern too",
        ranks);
    fails(
        "x.model line 257: expected a token in base64, got \"YWI\u00b7\"",
        ranks + "YWI\u00b7 256\n");
    fails("x.model line 257: expected a token id, got \"x\"", ranks + "YWI= x\n");
    fails("x.model line 257: expected a token id, got \"\"", ranks + "YWI= \n");
    fails(
        "x.model line 257: expected a token id from 0 to 2097150, got \"-1\"", ranks + "YWI= -1\n");
    fails(
        "x.model line 257: expected a rank that no other token has, got \"YWI= 255\"",
        ranks + "YWI= 255\n");
    fails(
        "x.model line 257: expected a token that has no other rank, got \"YQ== 256\"",
        ranks + "YQ== 256\n");
    fails(
        "x.model line 257: expected a token in base64, a blank and its rank, got \"YWI=\"",
        ranks + "YWI=\n");
    fails(
        "x.model: expected a token for every byte, there is none for 255",
        ranks.substring(0, ranks.lastIndexOf('\n', ranks.length() - 2) + 1));
  }

  private static String bytes() {
    StringBuilder lines = new StringBuilder();
    for (int b = 0; b < 256; b++) {
      lines.append(Base64.getEncoder().encodeToString(new byte[] {(byte) b}));
      lines.append(' ').append(b).append('\n');
    }
    return lines.toString();
  }

  @Test
  public void testDamagedEncodingFile() throws IOException {
    Encoding encoding =
        Encoding.ofMerges(
            "x",
            WholeTextSplitter.INSTANCE,
            Merges.of(new int[] {'a'}, new int[] {'b'}),
            Map.of("<|end|>", 300));
    Path file = folder.getRoot().toPath().resolve("good.bpe");
    EncodingFile.write(encoding, file, false);
    String good = Files.readString(file);
    fails(
        "x.model line 2: expected name and a JSON string, got \"nme \"x\"\"",
        good.replace("name", "nme"));
    fails("x.model line 2: expected a JSON string, got \"\"x\"", good.replace("\"x\"", "\"x"));
    fails(
        "x.model line 3: expected pattern and a JSON string, but the file ends",
        good.substring(0, 25));
    fails(
        "x.model line 4: expected special, an id and a token, got \"special 300\"",
        good.replace(" \"<|end|>\"", ""));
    fails(
        "x.model line 4: expected the id of a special token, got \"3OO\"",
        good.replace("300", "3OO"));
    fails(
        "x.model line 5: expected bytes and 256 ids, got \"bytes 0 1\"",
        good.replaceAll("bytes .*", "bytes 0 1"));
    fails(
        "x.model line 6: expected an id and the ids of its two parts, or end, got \"256 97\"",
        good.replace("256 97 98", "256 97"));
    fails(
        "x.model line 7: expected an id and the ids of its two parts, or end, but the file ends",
        good.replace("end\n", ""));
    fails(
        "x.model line 7: expected an id that did not come before, got \"256 97 99\"",
        good.replace("end\n", "256 97 99\nend\n"));
    fails(
        "x.model line 6: expected a part with a smaller id than 256, got \"999\"",
        good.replace("256 97 98", "256 97 999"));
    fails(
        "x.model line 7: expected a pair that did not come before, got \"257 97 98\"",
        good.replace("end\n", "257 97 98\nend\n"));
    fails(
        "x.model line 8: expected nothing after end, got \"more\"",
        good.replace("end\n", "end\nmore\n"));
    fails(
        "x.model: special token <|end|> cannot have the id 256: it is taken",
        good.replace("300", "256"));
    byte[] malformed = good.getBytes(StandardCharsets.UTF_8);
    malformed[22] = (byte) 0xFF;
    fails("x.model line 2: expected UTF-8, malformed at byte 22 of the file", malformed);
  }

  /** Whatever clause of the pattern the text before it ends with. */
  @Test
  public void testSpecialTokensEndThePieceBeforeThem() {
    Encoding cl100k = Encodings.get("cl100k_base");
    for (String end :
        new String[] {"'s", "'ll", "'LL", " word", "12", "1234", " !?", "!\n", "\n ", "'"}) {
      String text = "some text" + end;
      int[] expected = cl100k.encodeOrdinary(text);
      expected = Arrays.copyOf(expected, expected.length + 1);
      expected[expected.length - 1] = 100257;
      String withToken = text + "<|endoftext|>";
      assertArrayEquals(text, expected, cl100k.encode(withToken, SpecialTokens.ALL));
      Tokens tokens = new Tokens();
      cl100k.tokenize(withToken, SpecialTokens.ALL, tokens);
      assertArrayEquals(text, expected, tokens.toArray());
    }
  }

  /** Beyond the buffer of the reader and the stretches that are cut at once. */
  @Test
  public void testPlacesInALongText() {
    String text =
        IntStream.range(0, 1000)
            .mapToObj(
                i -> i + ". The tokens of a line aren't (all) where théy wére uninterestingly.\n")
            .collect(Collectors.joining());
    for (String name : List.of("r50k_base", "cl100k_base", "o200k_base")) {
      Encoding encoding = Encodings.get(name);
      Tokens tokens = new Tokens();
      encoding.tokenize(text, SpecialTokens.ORDINARY, tokens);
      assertArrayEquals(name, encoding.encodeOrdinary(text), tokens.toArray());
      int end = 0;
      for (int i = 0; i < tokens.size(); i++) {
        assertEquals(name + " token " + i, end, tokens.start(i));
        end = tokens.end(i);
        String place = text.substring(tokens.start(i), end);
        assertEquals(name + " token " + i, place, encoding.decode(tokens.id(i)));
      }
      assertEquals(name, text.length(), end);
    }
  }
}
