package io.github.lucenebpe.cli;

import static io.github.lucenebpe.cli.CommandRun.bpe;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TestCountPiecesCommand {
  private static final String HELP = " (see bpe count-pieces --help)";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private Path root;
  private String a;
  private String b;

  @Before
  public void writeTexts() throws IOException {
    root = folder.getRoot().toPath();
    a = Files.writeString(root.resolve("a.txt"), "to be or not to be").toString();
    b = Files.writeString(root.resolve("b.txt"), "not to read or to read").toString();
  }

  private String path(String name) {
    return root.resolve(name).toString();
  }

  private void train(String name, String... options) {
    String[] args = new String[options.length + 5];
    System.arraycopy(options, 0, args, 5, options.length);
    args[0] = "train";
    args[1] = "--vocab-size";
    args[2] = "262";
    args[3] = "--output";
    args[4] = path(name);
    bpe(args).succeeds();
  }

  @Test
  public void trainingFromCountsIsTrainingFromTexts() throws IOException {
    String printed = bpe("count-pieces", "--output", path("all.pieces"), a, b).succeeds().out();
    long bytes = Files.size(Path.of(a)) + Files.size(Path.of(b));
    String counted = path("all.pieces") + ": 7 distinct pieces; " + bytes + " bytes counted in ";
    assertTrue(printed, printed.matches("\\Q" + counted + "\\E[0-9]+\\.[0-9] s\n"));
    bpe("count-pieces", "--output", path("1.pieces"), a).succeeds();
    bpe("count-pieces", "--output", path("2.pieces"), b).succeeds();
    String[] merge = {
      "count-pieces",
      "--output",
      path("m"),
      "--pieces",
      path("1.pieces"),
      "--pieces",
      path("2.pieces")
    };
    bpe(merge).succeeds();
    assertArrayEquals(
        Files.readAllBytes(root.resolve("all.pieces")), Files.readAllBytes(root.resolve("m")));

    train("texts", a, b);
    train("all", "--pieces", path("all.pieces"));
    train("parts", "--pieces", path("1.pieces"), "--pieces", path("2.pieces"));
    for (String name : new String[] {"all", "parts"}) {
      assertEquals(
          Files.readString(root.resolve("texts.model")),
          Files.readString(root.resolve(name + ".model")));
    }
  }

  @Test
  public void wrongArguments() throws IOException {
    bpe("count-pieces", "--output", path("x"))
        .rejectsUsage("expected either texts or --pieces, got none" + HELP);
    bpe("count-pieces", "--output", path("x"), "--pieces", "p", a)
        .rejectsUsage("expected either texts or --pieces, got both" + HELP);
    bpe("count-pieces", "--output", a, b).rejectsInput(a + ": exists already; --force replaces it");
    bpe("train", "--vocab-size", "256", "--output", path("x"))
        .rejectsUsage("expected either texts or --pieces, got none (see bpe train --help)");
    bpe("train", "--vocab-size", "256", "--output", path("x"), "--pieces", "p", "--pattern", "gpt2")
        .rejectsUsage(
            "--pattern: the counted pieces say which pattern made them (see bpe train --help)");
    bpe("train", "--vocab-size", "256", "--output", path("x"), "--pieces", a)
        .rejectsInput(a + ": is not a file of counted pieces");
  }
}
