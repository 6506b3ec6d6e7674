package io.github.lucenebpe.cli;

import static io.github.lucenebpe.cli.CommandRun.bpe;
import static io.github.lucenebpe.cli.CommandRun.bpeWithInput;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TestReportCommand {
  private static final String LAKE = "src/test/resources/golden/train/lake";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private String output() {
    return folder.getRoot() + "/report.html";
  }

  private String written() throws IOException {
    return Files.readString(Path.of(output()));
  }

  @Test
  public void builtInSample() throws IOException {
    String out = bpe("report", "-e", "r50k_base", "-o", output()).succeeds().out();
    assertTrue(out, out.matches(output() + ": [0-9,]+ bytes\n"));
    assertTrue(written().contains("Sample: a built-in text in many scripts"));
    assertTrue(written().contains("<h1>r50k_base</h1>"));
  }

  @Test
  public void sampleFiles() throws IOException {
    String model = LAKE + ".regex.320.model";
    bpe("report", "-m", model, "-o", output(), LAKE + ".txt", LAKE + ".txt").succeeds();
    assertTrue(written().contains("Sample: " + LAKE + ".txt and 1 more document"));
    long bytes = 2 * Files.size(Path.of(LAKE + ".txt"));
    assertTrue(written().contains(String.format("tokens in %,d bytes", bytes)));
    bpeWithInput("lake &c", "report", "-m", model, "--force", "-o", output(), "-").succeeds();
    assertTrue(written().contains("tokens in 7 bytes"));
  }

  @Test
  public void badInput() throws IOException {
    Files.writeString(Path.of(output()), "mine");
    bpe("report", "-o", output()).rejectsInput(output() + ": exists already; --force replaces it");
    assertEquals("mine", written());
    bpe("report", "--force", "-o", output(), "missing")
        .rejectsInput("missing: no such file or folder");
    assertEquals("mine", written());
  }
}
