package io.github.lucenebpe.cli;

import static io.github.lucenebpe.cli.CommandRun.bpe;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TestDemoCommand {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void runsEveryStep() throws IOException {
    Path text = folder.getRoot().toPath().resolve("text");
    Files.writeString(text, "one line\nhuman rights are for all\n안녕하세요 🌳\nnot taken\n");
    Path work = folder.getRoot().toPath().resolve("work");
    CommandRun run =
        bpe("demo", "--text", text.toString(), "--documents", "3", "--keep", work.toString());
    assertEquals(
        "bpe: the text is used up: no two tokens stand side by side after 42 of 7,936 merges\n",
        run.err());
    assertEquals(0, run.status());
    List<String> lines = run.out().lines().toList();
    assertEquals(
        List.of(
            "train", "encode", "decode", "encode", "decode", "index", "search", "count", "count"),
        lines.stream().filter(l -> l.startsWith("$ bpe ")).map(l -> l.split(" ", -1)[2]).toList());
    assertTrue(run.out(), lines.contains("       **human rights** are for all"));
    assertTrue(run.out(), lines.contains("1 of 3 documents, tokens of cl100k_base"));
    assertEquals(2, lines.stream().filter(l -> l.endsWith("is the text, byte for byte.")).count());
    assertTrue(run.out(), lines.getLast().matches("Done in [0-9]+\\.[0-9] s\\."));
    try (Stream<Path> documents = Files.list(work.resolve("documents"))) {
      assertEquals(3, documents.count());
    }
  }

  @Test
  public void needsAText() {
    bpe("demo").rejectsUsage("--text is needed without src/bin/bpe (see bpe demo --help)");
  }

  @Test
  public void missingText() {
    bpe("demo", "--text", "missing", "--keep", folder.getRoot() + "/work")
        .rejectsInput("missing: no such file or folder");
  }

  @Test
  public void folderThatExists() {
    bpe("demo", "--text", "missing", "--keep", folder.getRoot().toString())
        .rejectsInput(folder.getRoot() + ": exists already");
  }
}
