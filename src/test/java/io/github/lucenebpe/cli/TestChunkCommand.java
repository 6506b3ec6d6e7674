package io.github.lucenebpe.cli;

import static io.github.lucenebpe.cli.CommandRun.bpe;
import static io.github.lucenebpe.cli.CommandRun.bpeWithInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TestChunkCommand {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void sentences() {
    bpeWithInput("One two three. Four five 🌳.", "chunk", "--max-tokens", "6")
        .prints(
            """
            {"file":"standard input","chunk":0,"start":0,"end":15,"tokens":5,"text":"One two three. "}
            {"file":"standard input","chunk":1,"start":15,"end":28,"tokens":6,"text":"Four five 🌳."}
            """);
  }

  @Test
  public void overlapOfWords() throws IOException {
    Path file = folder.getRoot().toPath().resolve("a.txt");
    Files.writeString(file, "one two three four five six seven");
    bpe("chunk", "--max-tokens=4", "--overlap=2", "--boundary=word", "--llm=gpt-4", file.toString())
        .prints(
            """
            {"file":"%1$s","chunk":0,"start":0,"end":18,"tokens":4,"text":"one two three four"}
            {"file":"%1$s","chunk":1,"start":7,"end":27,"tokens":4,"text":" three four five six"}
            {"file":"%1$s","chunk":2,"start":18,"end":33,"tokens":3,"text":" five six seven"}
            """
                .formatted(file));
  }

  @Test
  public void nothing() {
    bpeWithInput("", "chunk").prints("");
  }

  @Test
  public void wrongSizes() {
    bpe("chunk", "--max-tokens", "3")
        .rejectsUsage(
            "--max-tokens must be at least 4, which one character may need, got 3 (see bpe chunk --help)");
    bpe("chunk", "--max-tokens", "8", "--overlap", "5")
        .rejectsUsage(
            "--overlap must be from 0 to half of --max-tokens, 4, got 5 (see bpe chunk --help)");
  }
}
