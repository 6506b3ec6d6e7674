package io.github.lucenebpe.cli;

import static io.github.lucenebpe.cli.CommandRun.bpe;
import static io.github.lucenebpe.cli.CommandRun.bpeWithInput;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TestDecodeCommand {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void idsAsArguments() {
    bpe("decode", "15339", "1917").prints("hello world");
    bpe("decode", "15339,1917").prints("hello world");
    bpe("decode", "--encoding", "r50k_base", "31373", "995").prints("hello world");
  }

  @Test
  public void idsOnStandardInput() {
    bpeWithInput("15339 1917\n\n15339,\t1917", "decode").prints("hello worldhello world");
    bpeWithInput("", "decode").prints("");
  }

  @Test
  public void idsInFiles() throws IOException {
    String file = write("ids", "15339").toString();
    bpeWithInput("1917", "decode", "--file", file, "--file", "-").prints("hello world");
  }

  @Test
  public void specialTokens() {
    bpe("decode", "100257").prints("<|endoftext|>");
  }

  @Test
  public void bytesThatAreNoTextComeOutAsTheyAre() {
    CommandRun run = bpe("decode", "11410", "234").succeeds();
    assertArrayEquals(new byte[] {' ', (byte) 0xF0, (byte) 0x9F, (byte) 0x8C}, run.bytes());
  }

  @Test
  public void encodeAndBack() {
    String text = "\uFEFFline\r\nline \u0000 안녕하세요 🌳\n";
    String ids = bpeWithInput(text, "encode").succeeds().out();
    bpeWithInput(ids, "decode").prints(text);
  }

  @Test
  public void jsonLines() {
    bpeWithInput(
            """
            {"ids": [15339, 1917], "offsets": [[0, 5], [5, 11]]}
            {"ids": []}
            {"ids": [11410, 234]}
            """,
            "decode",
            "--jsonl")
        .prints(
            """
            {"text":"hello world"}
            {"text":""}
            {"text":" \uFFFD"}
            """);
  }

  @Test
  public void unknownIds() {
    bpe("decode", "15339", "100300").rejectsInput("arguments: Invalid token for decoding: 100300");
    CommandRun run = bpeWithInput("15339\n1917 100256", "decode");
    assertEquals("bpe: standard input line 2: Invalid token for decoding: 100256\n", run.err());
    assertEquals("hello world", run.out());
    bpeWithInput("{\"ids\": [100256]}", "decode", "--jsonl")
        .rejectsInput("standard input line 1: Invalid token for decoding: 100256");
  }

  @Test
  public void negativeIds() {
    bpeWithInput("-1", "decode")
        .rejectsInput("standard input line 1: Invalid token for decoding: -1");
  }

  @Test
  public void noIds() {
    bpeWithInput("1 two", "decode")
        .rejectsInput("standard input line 1: expected a token id, got \"two\"");
    bpeWithInput("99999999999", "decode")
        .rejectsInput("standard input line 1: expected a token id, got \"99999999999\"");
    bpeWithInput("{\"ids\": \"1\"}", "decode", "--jsonl")
        .rejectsInput("standard input line 1: expected an array of token ids as \"ids\"");
    bpeWithInput("{\"ids\": [1, 2.5]}", "decode", "--jsonl")
        .rejectsInput("standard input line 1: expected a token id in \"ids\", got \"2.5\"");
    bpeWithInput("{\"ids\": [99999999999]}", "decode", "--jsonl")
        .rejectsInput("standard input line 1: expected a token id in \"ids\", got \"99999999999\"");
  }

  @Test
  public void aLongWordIsCutInTheMessage() {
    bpeWithInput("🌳".repeat(100), "decode")
        .rejectsInput(
            "standard input line 1: expected a token id, got \"" + "🌳".repeat(60) + "…\"");
  }

  @Test
  public void argumentsOrInputNotBoth() {
    bpe("decode", "--file", "ids", "1")
        .rejectsUsage(
            "ids are either arguments, or in files or on standard input (see bpe decode --help)");
  }

  @Test
  public void missingFile() {
    bpe("decode", "--file", "missing").rejectsInput("missing: no such file or folder");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.getRoot().toPath().resolve(name), text);
  }
}
