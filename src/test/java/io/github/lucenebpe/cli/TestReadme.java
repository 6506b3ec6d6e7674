package io.github.lucenebpe.cli;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.count.TextBoundary;
import io.github.lucenebpe.count.TokenBudget;
import io.github.lucenebpe.count.TokenCounter;
import io.github.lucenebpe.count.TokenLimit;
import io.github.lucenebpe.count.TokenWindows;
import io.github.lucenebpe.lucene.BpeAnalyzer;
import io.github.lucenebpe.model.EncodingFile;
import io.github.lucenebpe.model.Encodings;
import io.github.lucenebpe.model.MinbpeModel;
import io.github.lucenebpe.split.SplitPatterns;
import io.github.lucenebpe.train.BpeTrainer;
import io.github.lucenebpe.train.PieceCounts;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The examples of the README do what it says. */
public class TestReadme {
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  /** The README has the lines of an example, however it indents them. */
  private static void shows(String... lines) throws IOException {
    for (String line : lines) {
      assertTrue("README.md lacks: " + line, readme().contains(line));
    }
  }

  @Test
  public void testEncoder() throws IOException {
    shows(
        "Encoding gpt4 = Encodings.forModel(\"gpt-4\");",
        "gpt4.encodeOrdinary(\"hello123!!!? (안녕하세요!) 😉\");"
            + " // [15339, 4513, 12340, 30, 320, 31495, 230, 75265, 243, 92245, 16715, 57037]",
        "gpt4.encode(\"<|endoftext|>hello world\", SpecialTokens.ALL); // [100257, 15339, 1917]",
        "gpt4.count(\"hello world\"); // 2, no ids are made",
        "gpt4.decode(15339, 1917); // \"hello world\"");
    Encoding gpt4 = Encodings.forModel("gpt-4");
    int[] ids = {15339, 4513, 12340, 30, 320, 31495, 230, 75265, 243, 92245, 16715, 57037};
    assertArrayEquals(ids, gpt4.encodeOrdinary("hello123!!!? (안녕하세요!) 😉"));
    assertArrayEquals(
        new int[] {100257, 15339, 1917},
        gpt4.encode("<|endoftext|>hello world", SpecialTokens.ALL));
    assertEquals(2, gpt4.count("hello world"));
    assertEquals("hello world", gpt4.decode(15339, 1917));
  }

  @Test
  public void testCounting() throws IOException {
    shows(
        "counter.cut(\"x 🌳 y\", 3); // TokenPrefix[tokens=1, end=1, whole=false]",
        ".check(List.of(\"hello world\", \"hello world\")); // \"hello world\", \"hello\"",
        ".of(\"One two three. Four five 🌳.\"); // 2 chunks",
        ".select(List.of(\"hello world\", \"one two three\", \"hello\"), counter::count); // 1st, 3rd");
    TokenCounter counter = new TokenCounter(Encodings.forModel("gpt-4"));
    assertEquals("TokenPrefix[tokens=1, end=1, whole=false]", counter.cut("x 🌳 y", 3).toString());
    assertEquals(
        List.of("hello world", "hello"),
        new TokenLimit(counter, 3, TokenLimit.Action.CUT)
            .check(List.of("hello world", "hello world"))
            .texts());
    assertEquals(
        2,
        new TokenWindows(counter, 6, 0, TextBoundary.SENTENCE)
            .of("One two three. Four five 🌳.")
            .size());
    assertEquals(
        List.of("hello world", "hello"),
        new TokenBudget(5, 1, TokenBudget.WhenFull.SKIP)
            .select(List.of("hello world", "one two three", "hello"), counter::count)
            .kept());
  }

  @Test
  public void testTrainer() throws IOException {
    shows(
        "pieces.count(new StringReader(\"aaabdaaabac\"), SplitPatterns.parse(\"none\"));",
        "Merges merges = BpeTrainer.train(pieces, 256 + 3).merges();",
        "MinbpeModel model = new MinbpeModel(\"\", Map.of(\"<|endoftext|>\", 300), merges);",
        "model.toEncoding(\"tiny\").encodeOrdinary(\"aaabdaaabac\"); // [258, 100, 258, 97, 99]",
        "model.write(Path.of(\"tiny\"), false); // tiny.model and tiny.vocab",
        "Encoding tiny = Encodings.load(Path.of(\"tiny.model\"));",
        "EncodingFile.write(Encodings.get(\"cl100k_base\"), Path.of(\"gpt4.bpe\"), false);");
    PieceCounts pieces = new PieceCounts();
    pieces.count(new StringReader("aaabdaaabac"), SplitPatterns.parse("none"));
    Merges merges = BpeTrainer.train(pieces, 256 + 3).merges();
    MinbpeModel model = new MinbpeModel("", Map.of("<|endoftext|>", 300), merges);
    int[] expected = {258, 100, 258, 97, 99};
    assertArrayEquals(expected, model.toEncoding("tiny").encodeOrdinary("aaabdaaabac"));
    Path root = folder.getRoot().toPath();
    model.write(root.resolve("tiny"), false);
    Encoding tiny = Encodings.load(root.resolve("tiny.model"));
    assertArrayEquals(expected, tiny.encodeOrdinary("aaabdaaabac"));
    EncodingFile.write(Encodings.get("cl100k_base"), root.resolve("gpt4.bpe"), false);
    assertArrayEquals(
        new int[] {15339, 1917},
        Encodings.load(root.resolve("gpt4.bpe")).encodeOrdinary("hello world"));
    MinbpeModel.writeVocab(Encodings.get("cl100k_base"), root.resolve("gpt4.vocab"), false);
    List<String> vocab = Files.readAllLines(root.resolve("gpt4.vocab"));
    assertEquals("[!] 0", vocab.get(0));
    assertEquals("[ h][ello] -> [ hello] 24748", vocab.get(24748));
  }

  @Test
  public void testLucene() throws IOException {
    shows(
        "Analyzer analyzer = new BpeAnalyzer(Encodings.get(\"o200k_base\"));",
        "CustomAnalyzer.builder().withTokenizer(\"bpe\", \"encoding\", \"o200k_base\").build();",
        "<tokenizer name=\"bpe\" encoding=\"o200k_base\" specialTokens=\"allow\"/>");
    List<String> expected = List.of("24912 [0,5)", "2375 [5,11)");
    try (Analyzer analyzer = new BpeAnalyzer(Encodings.get("o200k_base"));
        Analyzer custom =
            CustomAnalyzer.builder().withTokenizer("bpe", "encoding", "o200k_base").build()) {
      assertEquals(expected, terms(analyzer, "hello world"));
      assertEquals(expected, terms(custom, "hello world"));
    }
    shows("`hello world` becomes the terms `24912` at [0,5) and `2375` at [5,11)");
  }

  private static List<String> terms(Analyzer analyzer, String text) throws IOException {
    List<String> terms = new ArrayList<>();
    try (TokenStream tokens = analyzer.tokenStream("f", text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        terms.add(term + " [" + offset.startOffset() + "," + offset.endOffset() + ")");
      }
      tokens.end();
    }
    return terms;
  }

  /** Lines {@code $ echo 'TEXT' | src/bin/bpe …} in the README, and the output below each. */
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^\\$ (?:printf|echo) '(.*)' \\| src/bin/bpe (.*)\\n((?:[^$`].*\\n)+)");

  @Test
  public void testCommands() throws IOException {
    Matcher command = COMMAND.matcher(readme());
    int commands = 0;
    while (command.find()) {
      commands++;
      CommandRun run = CommandRun.bpeWithInput(command.group(1), command.group(2).split(" "));
      run.succeeds();
      assertEquals(command.group(2), command.group(3).strip(), run.out().strip());
    }
    assertTrue("only " + commands + " commands found", commands >= 4);
  }
}
