package io.github.lucenebpe.cli;

import static io.github.lucenebpe.cli.CommandRun.bpe;
import static io.github.lucenebpe.cli.CommandRun.bpeWithInput;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
                    + "[0-9]+\\.[0-9] s\n"
                    + "bytes per token by vocabulary size: 259 2\\.20\n"
                    + "longest token: 4 bytes; with letters \"aaab\" \\(4\\), \"aaa\" \\(3\\), \"aa\" \\(2\\), \"A\" \\(1\\), \"B\" \\(1\\)\n"
                    + "merges that no text needs any more: 2, such as \"aa\" \\(2\\), \"aaa\""
                    + " \\(3\\)\n"));
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
  public void readsJsonLines() throws IOException {
    Files.writeString(
        text,
        """
        {"id": 1, "text": "ab"}

        {"text": "ab\\u00e9", "more": {"text": "zz"}}
        {"text": null}
        {"id": 2}
        """);
    train("--vocab-size", "258", "--json-field", "text").succeeds();
    assertTrue(content("out.model"), content("out.model").endsWith("\n97 98\n256 195\n"));
    String[] wrong = {
      "[1]", "expected a JSON object", "{\"text\": 1}", "expected a text in the field \"text\""
    };
    for (int i = 0; i < wrong.length; i += 2) {
      Files.writeString(text, "{}\n" + wrong[i] + "\n");
      train("--vocab-size", "258", "--json-field", "text", "--force")
          .rejectsInput(text + " line 2: " + wrong[i + 1]);
    }
    Files.write(text, new byte[] {'{', '}', '\n', (byte) 0xFF, '\n'});
    assertEquals(1, train("--vocab-size", "258", "--json-field", "text", "--force").status());
  }

  @Test
  public void readsZstandardAndGlobs() throws IOException {
    Path texts = Files.createDirectories(root.resolve("texts/more"));
    Files.write(texts.resolve("a.zst"), Zstd.compress("abab".getBytes(UTF_8)));
    Files.writeString(texts.resolve("b.txt"), "zzzzzzzzzzzzz");
    train("--vocab-size", "257", "--include", "*.zst", texts.getParent().toString()).succeeds();
    assertTrue(content("out.model"), content("out.model").endsWith("\n97 97\n"));
    Files.writeString(text, "");
    for (String glob : List.of("*.zst", "more/*.zst", "**/a.*")) {
      train("--vocab-size", "257", "--force", "--include", glob, texts.getParent().toString())
          .succeeds();
      assertTrue(content("out.model"), content("out.model").endsWith("\n97 98\n"));
    }
    train("--vocab-size", "257", "--force", "--include", "*.md", texts.toString())
        .rejectsInput(texts + ": the folder holds no file that matches *.md");
    train("--vocab-size", "257", "--force", "--include", "[", texts.toString())
        .rejectsUsage("no glob pattern: [ (Missing ']) (see bpe train --help)");
    Files.write(texts.resolve("cut.zst"), Arrays.copyOf(Zstd.compress(new byte[99]), 12));
    CommandRun run = train("--vocab-size", "257", "--force", texts + "/cut.zst");
    assertEquals(1, run.status());
    assertTrue(run.err(), run.err().startsWith("bpe: " + texts + "/cut.zst: cannot be read: "));
  }

  @Test
  public void leastFrequencyAndGreatestLength() throws IOException {
    CommandRun run = train("--pattern", "none", "--vocab-size", "259", "--min-frequency", "3");
    assertEquals(
        "bpe: the text is used up: no pair is left that --min-frequency and --max-token-length"
            + " allow after 1 of 3 merges\n",
        run.err());
    train("--pattern", "none", "--vocab-size", "259", "--max-token-length", "2", "--force");
    assertEquals("minbpe v1\n\n0\n97 97\n97 98\n97 99\n", content("out.model"));
    train("--vocab-size", "256", "--min-frequency", "0")
        .rejectsUsage("--min-frequency must be at least 1, got 0 (see bpe train --help)");
    train("--vocab-size", "256", "--max-token-length", "0")
        .rejectsUsage("--max-token-length must be at least 1, got 0 (see bpe train --help)");
  }

  @Test
  public void threadsAndMemory() throws IOException {
    Files.writeString(text, "some words and some more words\n".repeat(1000));
    train("--vocab-size", "270").succeeds();
    String expected = content("out.model");
    for (String threads : List.of("1", "3")) {
      train("--vocab-size", "270", "--force", "--threads", threads, "--memory", "1k").succeeds();
      assertEquals(expected, content("out.model"));
    }
    train("--vocab-size", "270", "--threads", "0")
        .rejectsUsage("--threads must be at least 1, got 0 (see bpe train --help)");
    train("--vocab-size", "270", "--memory", "much")
        .rejectsUsage(
            "Invalid value for option '--memory': expected a size such as 500m or 2g, got much"
                + " (see bpe train --help)");
  }

  @Test
  public void checkpointIsRemovedAtTheEnd() throws IOException {
    String checkpoint = root + "/checkpoint";
    train("--vocab-size", "258", "--checkpoint", checkpoint).succeeds();
    assertFalse(Files.exists(Path.of(checkpoint)));
    bpe("train", "--vocab-size", "257", "-o", root + "/x", "--checkpoint", checkpoint, "-")
        .rejectsUsage(
            "--checkpoint needs files that can be read again, not standard input"
                + " (see bpe train --help)");
  }

  /** Merges of rare pairs must not come in from an earlier run. */
  @Test
  public void checkpointIsOfOneLeastFrequency() throws IOException {
    Files.write(text, new byte[] {'a', (byte) 0xFF});
    String folder = root + "/checkpoint";
    String[] options = {"--vocab-size", "258", "--checkpoint", folder, "--min-frequency", "1"};
    train(options).rejectsInput(text + ": malformed UTF-8 at byte 1");
    train(options).rejectsInput(text + ": malformed UTF-8 at byte 1");
    options[5] = "2";
    train(options)
        .rejectsInput(
            folder
                + ": is the checkpoint of another training, of other texts or options; remove it or"
                + " name another folder");
  }

  /** What an earlier run has counted counts for the warning too. */
  @Test
  public void patternThatLeavesOutTextOfAnEarlierRun() {
    String folder = root + "/checkpoint";
    String[] options = {"--vocab-size", "256", "--pattern", "[b-z]+", "--checkpoint", folder};
    String unwritable = root + "/" + "x".repeat(245);
    List<String> first = new ArrayList<>(List.of("train", "-o", unwritable, text.toString()));
    first.addAll(List.of(options));
    assertEquals(1, bpe(first.toArray(String[]::new)).status());
    assertTrue(Files.exists(Path.of(folder, "checkpoint-000.pieces")));
    CommandRun second = train(options);
    assertEquals(0, second.status());
    assertEquals(
        "bpe: warning: --pattern matches only 36.4 % of the text, the rest is left out\n",
        second.err());
  }

  @Test
  public void checkpointMustBeAFolder() {
    train("--vocab-size", "258", "--checkpoint", text.toString())
        .rejectsInput(text + ": is not a folder");
  }

  @Test
  public void aFieldThatNoLineHas() throws IOException {
    Path lines = root.resolve("lines");
    Files.writeString(lines, "{\"text\": \"a b\"}\n");
    bpe("train", "--vocab-size", "258", "--json-field", "txt", "-o", root + "/x", lines.toString())
        .rejectsInput("--json-field: no line has a text in a field \"txt\"");
    assertFalse(Files.exists(root.resolve("x.model")));
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
  public void textThatIsEmpty() throws IOException {
    Files.writeString(text, "");
    String error = "there is nothing to train on: the texts are empty";
    train("--vocab-size", "256").rejectsInput(error);
    String pieces = root + "/empty.pieces";
    assertEquals(0, bpe("count-pieces", "-o", pieces, text.toString()).status());
    bpe("train", "--vocab-size", "256", "-o", root + "/out", "--pieces", pieces)
        .rejectsInput(error);
    assertFalse(Files.exists(root.resolve("out.model")));
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
