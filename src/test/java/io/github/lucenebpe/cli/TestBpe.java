package io.github.lucenebpe.cli;

import static io.github.lucenebpe.cli.CommandRun.bpe;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import picocli.CommandLine;

/** What holds for all commands. */
public class TestBpe {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static final List<String> COMMANDS =
      List.of(
          "train", "encode", "decode", "count", "models", "index", "search", "convert", "report",
          "demo");

  @Test
  public void helpListsTheCommands() {
    String help = bpe("--help").succeeds().out();
    for (String command : COMMANDS) {
      assertTrue(help, help.contains("\n  " + command + " "));
    }
    assertTrue(help, help.contains("Exit status: 0, 1 (bad input), 2 (bad usage)."));
  }

  @Test
  public void everyCommandHasHelpWithExamples() {
    for (String command : COMMANDS) {
      String help = bpe(command, "--help").succeeds().out();
      assertTrue(help, help.startsWith("Usage: bpe " + command));
      assertTrue(help, help.contains("\nExamples:\n"));
    }
  }

  @Test
  public void versionOfProgramAndJava() {
    String version = bpe("--version").succeeds().out();
    assertTrue(version, version.startsWith("lucene-analysis-bpe "));
    assertTrue(version, version.contains("\nJava " + Runtime.version().feature()));
  }

  @Test
  public void completionScriptKnowsCommandsOptionsAndEncodings() {
    String script = bpe("generate-completion").succeeds().out();
    for (String expected : List.of("encode", "--vocab-size", "o200k_harmony")) {
      assertTrue(expected, script.contains(expected));
    }
  }

  @Test
  public void completionScriptKnowsTheValuesOfOptions() {
    String script = bpe("generate-completion").succeeds().out();
    for (String values :
        List.of(
            "\"first-seen\" \"lowest-ids\"",
            "\"fail\" \"replace\"",
            "\"none\" \"gpt2\" \"gpt4-minbpe\" \"cl100k\" \"o200k\"",
            "\"r50k_base\" \"p50k_base\"")) {
      assertTrue(values, script.contains(values));
    }
  }

  @Test
  public void helpIsACommandToo() {
    assertEquals(bpe("encode", "--help").succeeds().out(), bpe("help", "encode").succeeds().out());
    assertEquals(bpe("--help").succeeds().out(), bpe("help").succeeds().out());
  }

  @Test
  public void anArgumentWithAnAtIsNoFileOfArguments() throws IOException {
    Path arguments = Files.writeString(folder.getRoot().toPath().resolve("args"), "--help");
    bpe("count", "@" + arguments).rejectsInput("@" + arguments + ": no such file or folder");
  }

  @Test
  public void emptyPaths() {
    String message = "a path must not be empty";
    bpe("encode", "--model", "")
        .rejectsUsage(
            "Invalid value for option '--model': " + message + " (see bpe encode --help)");
    bpe("index", "docs", "--output", "")
        .rejectsUsage(
            "Invalid value for option '--output': " + message + " (see bpe index --help)");
    bpe("count", "").rejectsUsage("Unmatched argument at index 1: '' (see bpe count --help)");
  }

  @Test
  public void modelThatIsAFolder() {
    bpe("encode", "--model", folder.getRoot().toString())
        .rejectsInput("--model: " + folder.getRoot() + " is a folder, expected a model file");
  }

  @Test
  public void noCommand() {
    bpe().rejectsUsage("Missing required subcommand (see bpe --help)");
  }

  @Test
  public void unknownCommand() {
    bpe("encod")
        .rejectsUsage(
            "unknown command \"encod\"; did you mean encode or decode or count?"
                + " (see bpe --help)");
  }

  @Test
  public void unknownOption() {
    bpe("encode", "--encodin", "x")
        .rejectsUsage(
            "Unknown option: '--encodin'; did you mean --encoding? (see bpe encode --help)");
  }

  @Test
  public void unknownEncoding() {
    bpe("encode", "--encoding", "cl100k")
        .rejectsUsage(
            "unknown encoding \"cl100k\"; there are r50k_base, p50k_base, p50k_edit, cl100k_base,"
                + " o200k_base, o200k_harmony (see bpe encode --help)");
  }

  @Test
  public void unknownLlm() {
    CommandRun run = bpe("count", "--llm", "gpt-0");
    assertEquals(2, run.status());
    assertTrue(run.err(), run.err().startsWith("bpe: unknown LLM \"gpt-0\"; known are "));
    assertEquals(run.err().length() - 1, run.err().indexOf('\n'));
  }

  @Test
  public void twoEncodings() {
    bpe("encode", "--encoding", "r50k_base", "--llm", "gpt-4")
        .rejectsUsage(
            "--encoding=NAME, --llm=NAME are mutually exclusive (specify only"
                + " one) (see bpe encode --help)");
  }

  @Test
  public void missingModelFile() {
    bpe("encode", "--model", "missing.model").rejectsInput("missing.model: no such file");
  }

  @Test
  public void stackTraceWhenAsked() {
    CommandRun run = bpe("encode", "--stacktrace", "missing.txt");
    assertEquals(1, run.status());
    assertTrue(run.err(), run.err().startsWith("bpe: missing.txt: no such file or folder\n"));
    assertTrue(run.err(), run.err().contains("\tat io.github.lucenebpe.cli."));
  }

  @Test
  public void brokenPipeIsNoError() {
    assertEquals("", errorsWithOutputThatFails("Broken pipe", 0));
  }

  @Test
  public void fullDiskIsAnError() {
    assertEquals(
        "bpe: standard output: No space left on device\n",
        errorsWithOutputThatFails("No space left on device", 1));
  }

  private static String errorsWithOutputThatFails(String reason, int expectedStatus) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(reason);
          }
        };
    byte[] input = "a ".repeat(1 << 18).getBytes(StandardCharsets.UTF_8);
    Console console = Console.of(new ByteArrayInputStream(input), out, err);
    assertEquals(expectedStatus, Bpe.run(console, "encode"));
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  public void internalErrorsSaySo() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Failures failures = new Failures(Console.of(new ByteArrayInputStream(new byte[0]), err, err));
    assertEquals(1, failures.report(new UnsupportedOperationException("two\n  lines"), false));
    assertEquals(
        "bpe: internal error, --stacktrace tells more: java.lang.UnsupportedOperationException: two lines\n",
        err.toString(StandardCharsets.UTF_8));
  }

  @Test
  public void usageFitsTheWidth() {
    assertEquals(100, new CommandLine(new Bpe(null)).getUsageHelpWidth());
  }
}
