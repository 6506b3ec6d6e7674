package io.github.lucenebpe.cli;

import static io.github.lucenebpe.cli.CommandRun.bpe;
import static io.github.lucenebpe.cli.CommandRun.bpeWithInput;
import static org.junit.Assert.assertEquals;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.model.Encodings;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TestEncodeCommand {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void standardInputInTheDefaultEncoding() {
    bpeWithInput("hello world", "encode").prints("15339 1917\n");
  }

  @Test
  public void emptyInputIsAnEmptyLine() {
    bpeWithInput("", "encode").prints("\n");
  }

  @Test
  public void encodingByNameAndByLlm() {
    bpeWithInput("hello world", "encode", "--encoding", "r50k_base").prints("31373 995\n");
    bpeWithInput("hello world", "encode", "--llm", "gpt-4o").prints("24912 2375\n");
  }

  @Test
  public void aLineForEachInput() throws IOException {
    Path file = write("a.txt", "hello");
    bpeWithInput(" world", "encode", file.toString(), "-", file.toString())
        .prints("15339\n1917\n15339\n");
  }

  @Test
  public void gzip() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write("hello world".getBytes(StandardCharsets.UTF_8));
    }
    bpeWithInput(packed.toByteArray(), "encode").prints("15339 1917\n");
  }

  @Test
  public void specialTokens() {
    String text = "<|endoftext|>hello<|fim_prefix|>";
    bpeWithInput("<|endoftext|>", "encode").prints("27 91 8862 728 428 91 29\n");
    bpeWithInput(text, "encode", "--special", "all").prints("100257 15339 100258\n");
    bpeWithInput(text, "encode", "--special", "<|endoftext|>,<|fim_prefix|>")
        .prints("100257 15339 100258\n");
    bpeWithInput("<|endoftext|>hello", "encode", "--special", "<|fim_prefix|>")
        .prints("27 91 8862 728 428 91 29 15339\n");
  }

  @Test
  public void forbiddenSpecialToken() {
    CommandRun run = bpeWithInput("hello <|endoftext|>", "encode", "--special", "none");
    assertEquals(1, run.status());
    assertEquals(
        "bpe: standard input: text holds the special token <|endoftext|> at char 6: allow it, or have special tokens read as ordinary text\n",
        run.err());
  }

  @Test
  public void unknownSpecialToken() {
    bpeWithInput("", "encode", "--special", "<|end|>", "--encoding", "r50k_base")
        .rejectsUsage(
            "--special: r50k_base has no special token \"<|end|>\"; it has <|endoftext|>"
                + " (see bpe encode --help)");
  }

  /** The command encodes as it reads; the library has the whole text. */
  @Test
  public void longTextIsEncodedAsByTheLibrary() {
    Encoding encoding = Encodings.get("o200k_base");
    String text =
        "It's 12345  spaces\n\n and 안녕하세요 🌳 <|endoftext|>".repeat(5_000) + "x".repeat(30_000);
    String expected =
        Arrays.stream(encoding.encodeOrdinary(text))
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(" ", "", "\n"));
    bpeWithInput(text, "encode", "--encoding", "o200k_base").prints(expected);
  }

  @Test
  public void jsonLines() {
    bpeWithInput(
            """
            {"text": "hello world"}
            {"id": {"text": "not this"}, "text": "", "more": [1]}
            {"text": "\\ud800"}
            """,
            "encode",
            "--jsonl")
        .prints(
            """
            {"ids":[15339,1917]}
            {"ids":[]}
            {"ids":[5809]}
            """);
  }

  @Test
  public void jsonLinesWithOffsets() {
    bpeWithInput("{\"text\": \"x 🌳 y\"}", "encode", "--jsonl", "--offsets")
        .prints("{\"ids\":[87,11410,234,111,379],\"offsets\":[[0,1],[1,4],[2,4],[2,4],[4,6]]}\n");
  }

  /** Another program may ask line by line: each answer comes before the next question is due. */
  @Test(timeout = 30_000)
  public void jsonLinesAreAnsweredAtOnce() throws Exception {
    PipedOutputStream questions = new PipedOutputStream();
    PipedInputStream in = new PipedInputStream(questions);
    PipedOutputStream out = new PipedOutputStream();
    BufferedReader answers =
        new BufferedReader(
            new InputStreamReader(new PipedInputStream(out), StandardCharsets.UTF_8));
    Console console = Console.of(in, out, OutputStream.nullOutputStream());
    Thread command = new Thread(() -> Bpe.run(console, "encode", "--jsonl"));
    command.start();
    for (int i = 0; i < 3; i++) {
      questions.write("{\"text\": \"hello\"}\n".getBytes(StandardCharsets.UTF_8));
      questions.flush();
      assertEquals("{\"ids\":[15339]}", answers.readLine());
    }
    questions.close();
    command.join();
  }

  @Test
  public void offsetsNeedJsonLines() {
    bpe("encode", "--offsets").rejectsUsage("--offsets needs --jsonl (see bpe encode --help)");
  }

  @Test
  public void badJsonLines() {
    rejectsLine("[]", "expected a JSON object");
    rejectsLine("", "expected a JSON object");
    rejectsLine("{}", "expected a field \"text\"");
    rejectsLine("{\"text\": 1}", "expected a string as \"text\"");
    rejectsLine("{\"text\": \"a\"} {}", "expected nothing behind the JSON object");
    rejectsLine(
        "{\"text\": \"a",
        "Unexpected end-of-input: was expecting closing quote for a string value");
  }

  private static void rejectsLine(String line, String message) {
    CommandRun run = bpeWithInput("{\"text\": \"a\"}\n" + line + "\n", "encode", "--jsonl");
    assertEquals("bpe: standard input line 2: " + message + "\n", run.err());
    assertEquals(1, run.status());
    assertEquals("what came before is printed", "{\"ids\":[64]}\n", run.out());
  }

  @Test
  public void forbiddenSpecialTokenInJsonLine() {
    bpeWithInput("{\"text\": \"<|endoftext|>\"}", "encode", "--jsonl", "--special", "none")
        .rejectsInput(
            "standard input line 1: text holds the special token <|endoftext|> at char 0: allow it, or have special tokens read as ordinary text");
  }

  @Test
  public void missingFile() {
    bpe("encode", "missing.txt").rejectsInput("missing.txt: no such file or folder");
  }

  @Test
  public void folder() {
    bpe("encode", folder.getRoot().toString())
        .rejectsInput(folder.getRoot() + ": expected a file, this is a folder");
  }

  @Test
  public void malformedInput() {
    bpeWithInput(new byte[] {'a', 'b', (byte) 0xFF, 'c'}, "encode")
        .rejectsInput("standard input: malformed UTF-8 at byte 2");
  }

  @Test
  public void corruptModel() throws IOException {
    Path model = write("bad.model", "minbpe v1\n\n0\n97 b\n");
    bpe("encode", "--model", model.toString())
        .rejectsInput(model + " line 4: expected a token id, got \"b\"");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.getRoot().toPath().resolve(name), text);
  }
}
