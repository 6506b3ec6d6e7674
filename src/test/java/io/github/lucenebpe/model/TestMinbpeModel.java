package io.github.lucenebpe.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.SharedData;
import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.bpe.SpecialTokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TestMinbpeModel {
  private static final Merges MERGES = Merges.of(new int[] {97, 256}, new int[] {98, 99});

  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  @Test
  public void testReads() throws IOException {
    MinbpeModel model = read("minbpe v1\n\\p{L}+| +\n2\n<|b|> 300\n<|Ω|> 258\n97 98\n256 99\n");
    assertEquals("\\p{L}+| +", model.pattern());
    assertEquals("{<|b|>=300, <|Ω|>=258}", model.specialTokens().toString());
    assertEquals(2, model.merges().count());
    assertEquals(256, model.merges().left(257));
    assertEquals(99, model.merges().right(257));
    Map<String, Integer> specials = model.specialTokens();
    assertThrows(UnsupportedOperationException.class, () -> specials.put("x", 1000));
  }

  @Test
  public void testToleratesLineEnds() throws IOException {
    for (String text :
        List.of("minbpe v1\r\n \r\n1\r\nx 999\r\n97 98\r\n", "minbpe v1\n \n1\nx 999\n97 98")) {
      MinbpeModel model = read(text);
      assertEquals(" ", model.pattern());
      assertEquals("{x=999}", model.specialTokens().toString());
      assertEquals(1, model.merges().count());
    }
    assertEquals(0, read("minbpe v1\n\n0\n").merges().count());
    assertEquals(0, read("minbpe v1\n\n0").merges().count());
  }

  @Test
  public void testEncodes() throws IOException {
    Encoding encoding =
        read("minbpe v1\n\n1\n<|end|> 300\n97 97\n256 97\n257 98\n").toEncoding("example");
    assertEquals("example", encoding.name());
    assertArrayEquals(new int[] {258, 100, 258, 97, 99}, encoding.encodeOrdinary("aaabdaaabac"));
    assertArrayEquals(
        new int[] {258, 300, 256}, encoding.encode("aaab<|end|>aa", SpecialTokens.ALL));
  }

  @Test
  public void testNamesTheLine() {
    assertMalformed("m.model line 1: expected \"minbpe v1\", but the file ends", "");
    assertMalformed(
        "m.model line 1: expected \"minbpe v1\", got \"minbpe v2\"", "minbpe v2\n\n0\n");
    assertMalformed("m.model line 2: expected a split pattern, but the file ends", "minbpe v1\n");
    String special = "m.model line 3: expected the number of special tokens, ";
    assertMalformed(special + "but the file ends", "minbpe v1\n\n");
    assertMalformed(special + "got \"\"", "minbpe v1\n\n\n");
    assertMalformed(special + "got \"-1\"", "minbpe v1\n\n-1\n");
    assertMalformed(special + "got \"97 98\"", "minbpe v1\n\n97 98\n");
    assertMalformed(special + "got \"4294967297\"", "minbpe v1\n\n4294967297\n");
    String token = "m.model line 4: expected a special token and its id, ";
    assertMalformed(token + "but the file ends", "minbpe v1\n\n1\n");
    assertMalformed(token + "got \"<|x|>\"", "minbpe v1\n\n1\n<|x|>\n");
    assertMalformed(token + "got \" 300\"", "minbpe v1\n\n1\n 300\n");
    assertMalformed(token + "got \"a b 300\"", "minbpe v1\n\n1\na b 300\n");
    assertMalformed(token + "got \"a\u3000b 300\"", "minbpe v1\n\n1\na\u3000b 300\n");
    assertMalformed(
        "m.model line 4: expected the id of a special token, got \"x\"",
        "minbpe v1\n\n1\n<|x|> x\n");
    assertMalformed(
        "m.model line 4: expected the id of a special token from 0 to 2147483646, got \"-3\"",
        "minbpe v1\n\n1\n<|x|> -3\n");
    assertMalformed(
        "m.model line 5: expected a special token that did not come before, got \"x 301\"",
        "minbpe v1\n\n2\nx 300\nx 301\n");
    assertMalformed(
        "m.model line 6: expected a special token and its id, but the file ends",
        "minbpe v1\n\n3\nx 300\ny 301\n");
    assertMalformed(
        "m.model line 5: expected a special token with an id from 258 on, got \"y 257\"",
        "minbpe v1\n\n2\nx 300\ny 257\n97 98\n256 99\n");
    String merge = "m.model line 5: expected two token ids, ";
    assertMalformed(merge + "got \"\"", "minbpe v1\n\n0\n97 98\n\n");
    assertMalformed(merge + "got \"97\"", "minbpe v1\n\n0\n97 98\n97");
    assertMalformed(merge + "got \"a b c\"", "minbpe v1\n\n0\n97 98\na b c\n");
    assertMalformed(
        "m.model line 5: expected a token id, got \"\"", "minbpe v1\n\n0\n97 98\n97 \n");
    assertMalformed(
        "m.model line 5: expected a token id, got \"b\"", "minbpe v1\n\n0\n97 98\n97 b\n");
    assertMalformed(
        "m.model line 5: expected a token id from 0 to 2097150, got \"-1\"",
        "minbpe v1\n\n0\n97 98\n-1 97\n");
    assertMalformed(
        "m.model line 5: expected ids of tokens before 257, got \"257 97\"",
        "minbpe v1\n\n0\n97 98\n257 97\n");
    assertMalformed(
        "m.model line 4: expected ids of tokens before 256, got \"97 300\"",
        "minbpe v1\n\n0\n97 300\n");
    assertMalformed(
        "m.model line 6: expected another pair than that of token 256, got \"97 98\"",
        "minbpe v1\n\n0\n97 98\n98 97\n97 98\n");
  }

  private static void assertMalformed(String message, String text) {
    assertEquals(message, assertThrows(ModelFormatException.class, () -> read(text)).getMessage());
  }

  @Test
  public void testNamesMalformedBytes() {
    byte[] bytes = "minbpe v1\n\n1\n<|?|> 300\n".getBytes(UTF_8);
    bytes[15] = (byte) 0xC3;
    ModelFormatException e =
        assertThrows(ModelFormatException.class, () -> MinbpeModel.read(bytes, "m.model"));
    assertEquals(
        "m.model line 4: expected UTF-8, malformed at byte 15 of the file", e.getMessage());
  }

  private static MinbpeModel read(String text) throws IOException {
    return MinbpeModel.read(new ByteArrayInputStream(text.getBytes(UTF_8)), "m.model");
  }

  @Test
  public void testWritesWhatItReads() throws IOException, URISyntaxException {
    Path own = Path.of(TestMinbpeModel.class.getResource("/golden/train").toURI());
    assertEquals(2, checkReadAndWritten(own));
  }

  @Test
  public void testWritesWhatItReadsOfMinbpe() throws IOException {
    assertEquals(43, checkReadAndWritten(SharedData.dir("goldens")));
  }

  private int checkReadAndWritten(Path goldens) throws IOException {
    List<Path> models;
    try (Stream<Path> files = Files.list(goldens)) {
      models = files.filter(file -> file.toString().endsWith(".model")).toList();
    }
    for (Path file : models) {
      Path prefix = temporary.newFolder().toPath().resolve("copy");
      MinbpeModel.read(file).write(prefix, false);
      assertEquals(file.toString(), Files.readString(file), read(prefix, ".model"));
      Path vocab = Path.of(file.toString().replaceFirst("model$", "vocab"));
      assertEquals(vocab.toString(), Files.readString(vocab), read(prefix, ".vocab"));
    }
    return models.size();
  }

  private static String read(Path prefix, String ending) throws IOException {
    return Files.readString(prefix.resolveSibling(prefix.getFileName() + ending));
  }

  @Test
  public void testVocabShowsWhatCannotBePrinted() throws IOException {
    // ED A0 and 80 are no character each; 0A and 7F are controls; E2 80 8B is U+200B.
    int[] left = {0xED, 256, '\n', 0xE2, 259};
    int[] right = {0xA0, 0x80, 0x7F, 0x80, 0x8B};
    Path prefix = temporary.getRoot().toPath().resolve("m");
    new MinbpeModel("", Map.of(), Merges.of(left, right)).write(prefix, false);
    List<String> lines = Files.readAllLines(prefix.resolveSibling("m.vocab"));
    assertEquals("[\\u0000] 0", lines.get(0));
    assertEquals("[\\u000a] 10", lines.get(10));
    assertEquals("[a] 97", lines.get(97));
    assertEquals("[\uFFFD] 255", lines.get(255));
    assertEquals("[\uFFFD][\uFFFD] -> [\uFFFD\uFFFD] 256", lines.get(256));
    assertEquals("[\uFFFD\uFFFD][\uFFFD] -> [\uFFFD\uFFFD\uFFFD] 257", lines.get(257));
    assertEquals("[\\u000a][\\u007f] -> [\\u000a\\u007f] 258", lines.get(258));
    assertEquals("[\uFFFD][\uFFFD] -> [\uFFFD] 259", lines.get(259));
    assertEquals("[\uFFFD][\uFFFD] -> [\\u200b] 260", lines.get(260));
    assertEquals(261, lines.size());
  }

  @Test
  public void testRefusesWhatTheFormatCannotHold() throws IOException {
    assertRefused("a special token with white space: \"a b\"", "", "a b");
    assertRefused("a special token with white space: \"a\u0085b\"", "", "a\u0085b");
    assertRefused("a special token with white space: \"a\u001Cb\"", "", "a\u001Cb");
    assertRefused("a special token with white space: \"\n\"", "", "\n");
    assertRefused("an empty special token", "", "");
    assertRefused("a special token with an unpaired surrogate: \"\uD800\"", "", "\uD800");
    assertRefused("a split pattern with a line break", "a\nb", "x");
    assertRefused("a split pattern with a line break", "a\rb", "x");
    String cut = "a split pattern with white space at an end, which loading cuts off";
    assertRefused(cut, " a", "x");
    assertRefused(cut, "a\u00A0", "x");
    assertRefused("a split pattern with an unpaired surrogate", "\uDC00", "x");
    try (Stream<Path> files = Files.list(temporary.getRoot().toPath())) {
      assertEquals(0, files.count());
    }
  }

  private void assertRefused(String reason, String pattern, String special) {
    Path prefix = temporary.getRoot().toPath().resolve("m");
    MinbpeModel model = new MinbpeModel(pattern, Map.of(special, 300), MERGES);
    ModelFormatException e =
        assertThrows(ModelFormatException.class, () -> model.write(prefix, true));
    assertEquals(prefix + ".model: minbpe's format cannot hold " + reason, e.getMessage());
  }

  @Test
  public void testRefusesModelsOfOtherNumberings() {
    assertIllegal(
        "special token \"x\" must have an id from 258 on, got 257",
        () -> new MinbpeModel("", Map.of("x", 257), MERGES));
    assertIllegal(
        "special token \"x\" must have an id from 258 on, got -1",
        () -> new MinbpeModel("", Map.of("x", -1), MERGES));
    int[] bytes = new int[256];
    Arrays.setAll(bytes, b -> 255 - b);
    int[] none = new int[256];
    Arrays.fill(none, -1);
    assertIllegal(
        "minbpe's ids of bytes are their values, got 255 for 0",
        () -> new MinbpeModel("", Map.of(), Merges.of(bytes, none, none)));
    Arrays.setAll(bytes, b -> b);
    int[] hole = Arrays.copyOf(none, 258);
    hole[256] = -1;
    hole[257] = 97;
    assertIllegal(
        "minbpe's ids have no holes, got one at 256",
        () -> new MinbpeModel("", Map.of(), Merges.of(bytes, hole, hole)));
  }

  private static void assertIllegal(String message, Runnable run) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, run::run).getMessage());
  }

  @Test
  public void testTwoNamesMayShareAnId() throws IOException {
    Map<String, Integer> specials = new LinkedHashMap<>();
    specials.put("x", 300);
    specials.put("y", 300);
    Path prefix = temporary.getRoot().toPath().resolve("m");
    new MinbpeModel("", specials, MERGES).write(prefix, false);
    assertEquals(specials, MinbpeModel.read(prefix.resolveSibling("m.model")).specialTokens());
  }

  @Test
  public void testOverwritesOnlyWhenAsked() throws IOException {
    Path prefix = temporary.getRoot().toPath().resolve("m");
    Path vocab = Files.writeString(prefix.resolveSibling("m.vocab"), "old");
    MinbpeModel model = new MinbpeModel("", Map.of(), MERGES);
    FileAlreadyExistsException e =
        assertThrows(FileAlreadyExistsException.class, () -> model.write(prefix, false));
    assertEquals(vocab + ": exists already", e.getMessage());
    assertEquals("old", Files.readString(vocab));
    assertFalse(Files.exists(prefix.resolveSibling("m.model")));
    model.write(prefix, true);
    model.write(prefix, true);
    assertTrue(Files.readString(vocab).endsWith("[ab][c] -> [abc] 257\n"));
    assertEquals("minbpe v1\n\n0\n97 98\n256 99\n", read(prefix, ".model"));
  }

  @Test
  public void testNamesAMissingFolder() {
    Path prefix = temporary.getRoot().toPath().resolve("no/such/m");
    MinbpeModel model = new MinbpeModel("", Map.of(), MERGES);
    NoSuchFileException e =
        assertThrows(NoSuchFileException.class, () -> model.write(prefix, false));
    assertEquals(prefix + ".model: there is no folder " + prefix.getParent(), e.getMessage());
    Path rootFolder = prefix.getRoot();
    IllegalArgumentException root =
        assertThrows(IllegalArgumentException.class, () -> model.write(rootFolder, false));
    assertTrue(root.getMessage(), root.getMessage().startsWith("prefix must end in a file name"));
  }
}
