package io.github.lucenebpe.cli;

import static io.github.lucenebpe.cli.CommandRun.bpe;
import static io.github.lucenebpe.cli.CommandRun.bpeWithInput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TestCountCommand {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void standardInput() {
    bpeWithInput("x 🌳 é", "count")
        .prints(
            """
                  tokens   characters        bytes  bytes/token  file
                       5            5            9         1.80  standard input
            """);
  }

  @Test
  public void nothing() {
    bpeWithInput("", "count")
        .prints(
            """
                  tokens   characters        bytes  bytes/token  file
                       0            0            0         0.00  standard input
            """);
  }

  @Test
  public void filesInFoldersAndTheTotal() throws IOException {
    Path a = write("docs/a.txt", "hello world");
    Path b = write("docs/deeper/b.txt", "hello");
    bpe("count", folder.getRoot() + "/docs")
        .prints(
            """
                  tokens   characters        bytes  bytes/token  file
                       2           11           11         5.50  %s
                       1            5            5         5.00  %s
                       3           16           16         5.33  total
            """
                .formatted(a, b));
  }

  @Test
  public void json() throws IOException {
    Path a = write("a.txt", "안녕");
    bpeWithInput("<|endoftext|>", "count", "--json", "--special", "all", a.toString(), "-")
        .prints(
            "{\"encoding\":\"cl100k_base\",\"files\":[{\"file\":\""
                + a
                + "\",\"tokens\":4,\"characters\":2,\"bytes\":6},"
                + "{\"file\":\"standard input\",\"tokens\":1,\"characters\":13,\"bytes\":13}],"
                + "\"total\":{\"tokens\":5,\"characters\":15,\"bytes\":19}}\n");
  }

  @Test
  public void forbiddenSpecialToken() {
    bpeWithInput("a <|endoftext|>", "count", "--special", "none")
        .rejectsInput(
            "standard input: text holds the special token <|endoftext|> at char 2: allow it, or have special tokens read as ordinary text");
  }

  @Test
  public void malformedInput() throws IOException {
    Path bad = folder.getRoot().toPath().resolve("bad.txt");
    Files.write(bad, new byte[] {'a', (byte) 0xC3});
    bpe("count", bad.toString()).rejectsInput(bad + ": malformed UTF-8 at byte 1");
    bpe("count", "--malformed", "replace", bad.toString())
        .prints(
            """
                  tokens   characters        bytes  bytes/token  file
                       2            2            4         2.00  %s
            """
                .formatted(bad));
  }

  @Test
  public void wrongMalformedOption() {
    bpe("count", "--malformed", "ignore")
        .rejectsUsage(
            "Invalid value for option '--malformed': expected fail or replace, got ignore"
                + " (see bpe count --help)");
  }

  @Test
  public void missingFile() {
    bpe("count", "missing").rejectsInput("missing: no such file or folder");
  }

  @Test
  public void limit() throws IOException {
    Path a = write("a.txt", "hello world");
    Path b = write("b.txt", "hello");
    bpe("count", "--limit", "2", a.toString(), b.toString()).succeeds();
    bpe("count", "--limit", "1", a.toString(), b.toString())
        .rejectsInput(a + ": 2 tokens, the limit is 1");
    bpe("count", "--limit", "0", a.toString(), b.toString())
        .rejectsInput(a + ": 2 tokens, the limit is 0 (and 1 more)");
    bpe("count", "--limit", "-1")
        .rejectsUsage("--limit must not be negative, got -1 (see bpe count --help)");
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.getRoot().toPath().resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
