package io.github.lucenebpe.train;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.SharedData;
import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.model.MinbpeModel;
import io.github.lucenebpe.split.SplitPatterns;
import io.github.lucenebpe.split.Splitter;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Whole trainings, from file to files, against what other trainers made of the same text. */
public class TestTrainerGoldens {
  private static final Map<String, Integer> SPECIALS = new LinkedHashMap<>();

  static {
    SPECIALS.put("<|endoftext|>", 100257);
    SPECIALS.put("<|fim_prefix|>", 100258);
    SPECIALS.put("<|fim_middle|>", 100259);
    SPECIALS.put("<|fim_suffix|>", 100260);
    SPECIALS.put("<|endofprompt|>", 100276);
  }

  private static final List<String> SMALL_TRAININGS =
      List.of(
          "code.400",
          "mixed.400",
          "runs.400",
          "taylorswift.512",
          "taylorswift.1024",
          "taylorswift.4096");

  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  /** The files that minbpe (commit 1acefe8, Python 3.11) makes of a text of ours. */
  @Test
  public void testOwnText() throws IOException, URISyntaxException {
    Path goldens = Path.of(TestTrainerGoldens.class.getResource("/golden/train").toURI());
    Map<String, Integer> specials = new LinkedHashMap<>();
    specials.put("<|endoftext|>", 100257);
    specials.put("<|Ωmega|>", 100300);
    Path text = goldens.resolve("lake.txt");
    check(text, "none", 320, Map.of(), goldens.resolve("lake.basic.320"));
    check(text, "gpt4-minbpe", 320, specials, goldens.resolve("lake.regex.320"));
  }

  @Test
  public void testMinbpe() throws IOException {
    Path goldens = SharedData.dir("goldens");
    List<String> names;
    try (Stream<Path> files = Files.list(goldens)) {
      names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".model"))
              .sorted()
              .toList();
    }
    for (String file : names) {
      // For example code.regex.300.special.model
      String name = file.substring(0, file.length() - ".model".length());
      List<String> parts = List.of(name.split("\\.", -1));
      Path text = goldens.resolve("texts").resolve(parts.get(0) + ".txt");
      String pattern = parts.get(1).equals("basic") ? "none" : "gpt4-minbpe";
      Map<String, Integer> specials = parts.size() > 3 ? SPECIALS : Map.of();
      check(text, pattern, Integer.parseInt(parts.get(2)), specials, goldens.resolve(name));
    }
    assertEquals(43, names.size());
  }

  private void check(
      Path text, String pattern, int size, Map<String, Integer> specials, Path golden)
      throws IOException {
    Splitter splitter = SplitPatterns.parse(pattern);
    Merges merges = BpeTrainer.train(count(text, splitter), size).merges();
    Path prefix = temporary.newFolder().toPath().resolve("out");
    new MinbpeModel(splitter.pattern(), specials, merges).write(prefix, false);
    for (String ending : List.of(".model", ".vocab")) {
      Path expected = golden.resolveSibling(golden.getFileName() + ending);
      Path actual = prefix.resolveSibling("out" + ending);
      String message = expected.toString();
      assertEquals(message, Files.readString(expected), Files.readString(actual));
      assertArrayEquals(message, Files.readAllBytes(expected), Files.readAllBytes(actual));
    }
    TestBpeTrainer.checkTokensAreDistinct(merges);
  }

  /** rustbpe's merges, lines of two ids; equal counts go to the lower ids. */
  @Test
  public void testRustbpe() throws IOException {
    Path goldens = SharedData.dir("goldens");
    for (String name : SMALL_TRAININGS) {
      List<String> expected =
          Files.readAllLines(goldens.resolve("rustbpe." + name + ".merges.txt"));
      Path text = goldens.resolve("texts/" + name.replaceFirst("\\.\\d+$", ".txt"));
      PieceCounts pieces = count(text, SplitPatterns.parse("gpt4-minbpe"));
      String merges = Pairs.of(trainLowestIds(pieces, expected.size()));
      assertEquals(name, String.join(" ", expected), merges.replace(':', ' '));
    }
  }

  /** Merges of Hugging Face's trainer at fixed sizes. */
  @Test
  public void testHuggingFace() throws IOException {
    Path goldens = SharedData.dir("goldens");
    for (String name : SMALL_TRAININGS) {
      List<String> expected = Files.readAllLines(goldens.resolve("hfport." + name + ".merges.txt"));
      Path text = goldens.resolve("texts/" + name.replaceFirst("\\.\\d+$", ".txt"));
      PieceCounts pieces = count(text, SplitPatterns.parse("gpt4-minbpe"));
      checkByteLevel(name, expected, pieces, expected.size());
    }
  }

  /** Merges of Hugging Face's own binary, which takes each line as a text, up to the last pair. */
  @Test
  public void testHuggingFaceExhausted() throws IOException {
    Path goldens = SharedData.dir("goldens");
    for (String name :
        List.of(
            "mixed.gpt4",
            "mixed.gpt2",
            "code.gpt4",
            "code.gpt2",
            "runs.gpt4",
            "runs.gpt2",
            "taylorswift.gpt4")) {
      Map<?, ?> file =
          (Map<?, ?>) SharedData.json(goldens.resolve("hf." + name + ".exhausted.tokenizer.json"));
      List<String> expected = new ArrayList<>();
      for (Object pair : (List<?>) ((Map<?, ?>) file.get("model")).get("merges")) {
        expected.add(((List<?>) pair).get(0) + " " + ((List<?>) pair).get(1));
      }
      Splitter splitter = SplitPatterns.parse(name.endsWith("gpt2") ? "gpt2" : "gpt4-minbpe");
      PieceCounts pieces = new PieceCounts();
      Path text = goldens.resolve("texts/" + name.replaceFirst("\\.gpt\\d$", ".txt"));
      for (String line : Files.readString(text).split("(?<=\n)", -1)) {
        pieces.count(new StringReader(line), splitter);
      }
      checkByteLevel(name, expected, pieces, 30_000);
    }
  }

  private static TrainingResult trainLowestIds(PieceCounts pieces, int merges) {
    return BpeTrainer.train(
        pieces, TrainingOptions.of(256 + merges).withTies(Ties.LOWEST_IDS), TrainingListener.NONE);
  }

  /** There, the ids of bytes are in the order of their printable chars, and so are ties. */
  private static void checkByteLevel(
      String name, List<String> expected, PieceCounts pieces, int wanted) {
    int[] byteOfId = byteLevelOrder();
    byte[] idOfByte = new byte[256];
    for (int id = 0; id < 256; id++) {
      idOfByte[byteOfId[id]] = (byte) id;
    }
    PieceCounts renumbered = new PieceCounts();
    for (int i = 0; i < pieces.size(); i++) {
      byte[] piece = pieces.piece(i);
      for (int j = 0; j < piece.length; j++) {
        piece[j] = idOfByte[piece[j] & 0xFF];
      }
      renumbered.add(piece, 0, piece.length, pieces.count(i));
    }
    TrainingResult result = trainLowestIds(renumbered, wanted);
    assertEquals(name, wanted > expected.size(), result.exhausted());
    List<String> tokens = new ArrayList<>();
    for (int b : byteOfId) {
      tokens.add(String.valueOf(byteLevel()[b]));
    }
    List<String> actual = new ArrayList<>();
    Merges merges = result.merges();
    for (int id = 256; id < merges.size(); id++) {
      String left = tokens.get(merges.left(id));
      String right = tokens.get(merges.right(id));
      actual.add(left + " " + right);
      tokens.add(left + right);
    }
    assertEquals(name, expected, actual);
    assertTrue(name, expected.size() > 50);
  }

  /**
   * GPT-2's printable chars for bytes: printable Latin-1 stands for itself, the other bytes, in
   * their order, for the chars from U+0100 on.
   */
  private static char[] byteLevel() {
    char[] chars = new char[256];
    char other = 0x100;
    for (int b = 0; b < 256; b++) {
      boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b != 0xAD);
      chars[b] = printable ? (char) b : other++;
    }
    return chars;
  }

  /** Bytes in the order of their chars. */
  private static int[] byteLevelOrder() {
    char[] chars = byteLevel();
    return IntStream.range(0, 256)
        .boxed()
        .sorted(Comparator.comparingInt(b -> chars[b]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static PieceCounts count(Path text, Splitter splitter) throws IOException {
    Corpus corpus = Corpus.of(List.of(text), InputStream.nullInputStream(), Malformed.REPORT);
    try (CountedPieces pieces =
        corpus.count(splitter, CountingOptions.DEFAULT.withThreads(2), TrainingListener.NONE)) {
      return pieces.toMemory();
    }
  }
}
