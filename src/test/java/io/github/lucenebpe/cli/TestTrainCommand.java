package io.github.lucenebpe.cli;

import static io.github.lucenebpe.cli.CommandRun.bpe;
import static io.github.lucenebpe.cli.CommandRun.bpeWithInput;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TestTrainCommand {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path root;
  private Path text;

  @Before
  public void writeText() throws IOException {
    root = folder.getRoot().toPath();
    text = Files.writeString(root.resolve("text.txt"), "aaabdaaabac");
  }

  @Test
  public void writesModelAndVocabulary() throws IOException {
    CommandRun run = train("--pattern", "none", "--vocab-size", "259").succeeds();
    assertTrue(
        run.out(),
        run.out()
            .matches(
                "\\Q"
                    + root
                    + "\\E/out\\.model: 3 merges of 11 bytes in 1 distinct piece, "
                    + "[0-9]+\\.[0-9] s\n"));
    assertEquals("minbpe v1\n\n0\n97 97\n256 97\n257 98\n", content("out.model"));
    assertTrue(content("out.vocab"), content("out.vocab").endsWith("[aaa][b] -> [aaab] 258\n"));
    bpe("encode", "--model", root + "/out.model", text.toString()).prints("258 100 258 97 99\n");
  }

  @Test
  public void readsStandardInputAndFolders() throws IOException {
    Files.createDirectory(root.resolve("texts"));
    Files.writeString(root.resolve("texts/a"), "ab");
    bpeWithInput(
            "ab", "train", "--vocab-size", "257", "--output", root + "/out", "-", root + "/texts")
        .succeeds();
    assertTrue(content("out.model"), content("out.model").endsWith("\n97 98\n"));
  }

  @Test
  public void patternsByNameAndByText() throws IOException {
    train("--pattern", "gpt2", "--vocab-size", "256").succeeds();
    assertTrue(content("out.model").contains("'(?:[sdmt]|ll|ve|re)| ?\\p{L}+"));
    train("--pattern", "[a-d]+", "--vocab-size", "256", "--force").succeeds();
    assertEquals("minbpe v1\n[a-d]+\n0\n", content("out.model"));
  }

  @Test
  public void tiesByRule() throws IOException {
    Files.writeString(text, "zyab");
    train("--pattern", "none", "--vocab-size", "257").succeeds();
    assertEquals("minbpe v1\n\n0\n122 121\n", content("out.model"));
    train("--pattern", "none", "--vocab-size", "257", "--ties", "lowest-ids", "--force").succeeds();
    assertEquals("minbpe v1\n\n0\n97 98\n", content("out.model"));
  }

  @Test
  public void specialTokens() throws IOException {
    train(
            "--pattern",
            "none",
            "--vocab-size",
            "257",
            "--special",
            "<a>",
            "--special",
            "<b>=300",
            "--special",
            "<c>")
        .succeeds();
    assertEquals("minbpe v1\n\n3\n<a> 257\n<b> 300\n<c> 301\n97 97\n", content("out.model"));
  }

  @Test
  public void specialTokensThatCannotBe() {
    for (String id : List.of("255", "2147483647", "99999999999")) {
      train("--vocab-size", "256", "--special", "a=" + id)
          .rejectsUsage(
              "--special: the id of a must be between 256 and 2147483646, got "
                  + id
                  + " (see bpe train --help)");
    }
    train("--vocab-size", "256", "--special", "a=2147483646", "--special", "b")
        .rejectsUsage(
            "--special: the id of b must be between 256 and 2147483646, got 2147483647"
                + " (see bpe train --help)");
    train("--vocab-size", "256", "--special", "a=300", "--special", "b=300")
        .rejectsUsage("--special: a and b have the same id 300 (see bpe train --help)");
    train("--vocab-size", "256", "--special", "=300")
        .rejectsUsage("--special: a token must not be empty, got \"=300\" (see bpe train --help)");
    train("--vocab-size", "256", "--special", "a", "--special", "a=300")
        .rejectsUsage("--special: a is given twice (see bpe train --help)");
  }

  @Test
  public void specialTokenThatTheFormatCannotHoldIsRefusedBeforeTheWork() {
    bpe("train", "--vocab-size", "256", "--output", root + "/out", "--special", "a b", "missing")
        .rejectsInput(
            root
                + "/out.model: minbpe's format cannot hold a special token with white space:"
                + " \"a b\"");
  }

  @Test
  public void textThatIsUsedUp() throws IOException {
    Files.writeString(text, "ab");
    CommandRun run = train("--vocab-size", "300");
    assertEquals(0, run.status());
    assertEquals(
        "bpe: the text is used up: no two tokens stand side by side after 1 of 44 merges\n",
        run.err());
    assertTrue(content("out.model").endsWith("\n0\n97 98\n"));
  }

  @Test
  public void outputThatExistsIsRefusedBeforeTheWork() throws IOException {
    Files.writeString(root.resolve("out.vocab"), "mine");
    bpe("train", "--vocab-size", "256", "--output", root + "/out", "missing")
        .rejectsInput(root + "/out.vocab: exists already; --force replaces it");
    assertEquals("mine", content("out.vocab"));
    train("--vocab-size", "256", "--force").succeeds();
    assertTrue(content("out.vocab").startsWith("[\\u0000] 0\n"));
  }

  @Test
  public void outputInAFolderThatIsMissing() {
    bpe("train", "--vocab-size", "256", "--output", root + "/no/out", text.toString())
        .rejectsInput(root + "/no/out.model: there is no folder " + root + "/no");
  }

  @Test
  public void smallVocabulary() {
    train("--vocab-size", "255")
        .rejectsUsage("--vocab-size must be at least 256, got 255 (see bpe train --help)");
  }

  @Test
  public void largeVocabulary() {
    bpe("train", "--vocab-size", "2097152", "--output", root + "/out", "missing")
        .rejectsUsage("--vocab-size must be at most 2097151, got 2097152 (see bpe train --help)");
  }

  @Test
  public void misspeltNameOfAPattern() {
    train("--vocab-size", "256", "--pattern", "gpt-4")
        .rejectsUsage(
            "--pattern: there is no pattern named \"gpt-4\"; there are none, gpt2, gpt4-minbpe,"
                + " cl100k, o200k, or give a regular expression (see bpe train --help)");
  }

  @Test
  public void patternThatMatchesNothing() {
    train("--vocab-size", "256", "--pattern", "[0-9]+")
        .rejectsInput("--pattern matches nothing in the text, got [0-9]+");
    assertFalse(Files.exists(root.resolve("out.model")));
  }

  @Test
  public void patternThatLeavesOutText() {
    CommandRun run = train("--vocab-size", "256", "--pattern", "[b-z]+");
    assertEquals(0, run.status());
    assertEquals(
        "bpe: warning: --pattern matches only 36.4 % of the text, the rest is left out\n",
        run.err());
  }

  @Test
  public void outputThatIsNoPrefix() {
    String invalid = "Invalid value for option '--output': ";
    String expected = "expected the names of files without their endings, ";
    String help = " (see bpe train --help)";
    for (String name : List.of(root.toString(), ".", "no/")) {
      bpe("train", "--vocab-size", "256", "--output", name, "missing")
          .rejectsUsage(invalid + expected + name + " is a folder" + help);
    }
    bpe("train", "--vocab-size", "256", "--output", "my.model", "missing")
        .rejectsUsage(invalid + expected + "got my.model" + help);
    bpe("train", "--vocab-size", "256", "--output", "", "missing")
        .rejectsUsage(invalid + "a path must not be empty" + help);
  }

  @Test
  public void outputThatCannotBeWritten() {
    String name = root + "/" + "x".repeat(245);
    bpe("train", "--vocab-size", "256", "--output", name, text.toString())
        .rejectsInput(name + ".model: cannot be written: File name too long");
  }

  @Test
  public void wrongPattern() {
    CommandRun run = train("--vocab-size", "256", "--pattern", "(");
    assertEquals(2, run.status());
    assertTrue(run.err(), run.err().startsWith("bpe: --pattern: "));
  }

  @Test
  public void wrongTies() {
    train("--vocab-size", "256", "--ties", "random")
        .rejectsUsage(
            "Invalid value for option '--ties': expected first-seen or lowest-ids, got random"
                + " (see bpe train --help)");
  }

  @Test
  public void missingOptions() {
    bpe("train", "text.txt")
        .rejectsUsage(
            "Missing required options: '--vocab-size=N', '--output=PREFIX' (see bpe train --help)");
  }

  @Test
  public void malformedTextLeavesNothingBehind() throws IOException {
    Files.write(text, new byte[] {'a', (byte) 0xFF});
    train("--vocab-size", "256").rejectsInput(text + ": malformed UTF-8 at byte 1");
    try (Stream<Path> files = Files.list(root)) {
      assertEquals(List.of(text), files.toList());
    }
    train("--vocab-size", "256", "--malformed", "replace").succeeds();
  }

  @Test
  public void missingText() {
    bpe("train", "--vocab-size", "256", "--output", root + "/out", "missing")
        .rejectsInput("missing: no such file or folder");
    assertFalse(Files.exists(root.resolve("out.model")));
  }

  private CommandRun train(String... options) {
    Stream<String> fixed = Stream.of("train", "--output", root + "/out", text.toString());
    return bpe(Stream.concat(fixed, Arrays.stream(options)).toArray(String[]::new));
  }

  private String content(String name) throws IOException {
    return Files.readString(root.resolve(name));
  }
}
