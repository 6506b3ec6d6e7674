package io.github.lucenebpe.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import io.github.lucenebpe.model.MinbpeModel;
import io.github.lucenebpe.split.SplitPatterns;
import io.github.lucenebpe.train.BpeTrainer;
import io.github.lucenebpe.train.PieceCounts;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A corpus of ten times the heap trains to the same merges. */
public class TestSmallHeap {
  private static final int HEAP_MB = 24;
  private static final int SIZE = 40_000;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  /** A line of words; which ones, a random number says. */
  private static String line(int random) {
    return "the "
        + Integer.toString(random % SIZE, 5)
        + " and "
        + Integer.toString(random / 7 % SIZE, 9)
        + "\n";
  }

  @Test
  public void testACorpusOfTenTimesTheHeap() throws IOException, InterruptedException {
    Path root = folder.getRoot().toPath();
    Process process = startTraining(root, "small", "-");
    PieceCounts pieces = new PieceCounts();
    Random random = new Random(1);
    long bytes = 0;
    try (OutputStream out = new BufferedOutputStream(process.getOutputStream(), 1 << 16)) {
      while (bytes < (10L * HEAP_MB) << 20) {
        String line = line(random.nextInt(1 << 30));
        byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
        out.write(utf8);
        bytes += utf8.length;
        add(pieces, utf8);
      }
    }
    int status = process.waitFor();
    assertEquals(Files.readString(root.resolve("err")), 0, status);
    String pattern = SplitPatterns.GPT4_MINBPE;
    new MinbpeModel(pattern, Map.of(), BpeTrainer.train(pieces, 1256).merges())
        .write(root.resolve("expected"), false);
    assertEquals(
        Files.readString(root.resolve("expected.model")),
        Files.readString(root.resolve("small.model")));
  }

  /** Random letters, nearly all of them distinct pieces. */
  @Test
  public void testPiecesThatDoNotFit() throws IOException, InterruptedException {
    Path root = folder.getRoot().toPath();
    Path text = root.resolve("text");
    Random random = new Random(1);
    StringBuilder words = new StringBuilder();
    while (words.length() < HEAP_MB << 20) {
      words.append(Long.toString(random.nextLong() >>> 1, 36).replaceAll("[0-9]", "")).append(' ');
    }
    Files.writeString(text, words);
    Process process = startTraining(root, "large", text.toString());
    assertEquals(1, process.waitFor());
    assertEquals(
        "bpe: out of memory: counting keeps to --memory, but merging needs all distinct pieces in"
            + " the heap; BPE_JAVA_OPTS=-Xmx8g gives a process 8 GB, for example\n",
        Files.readString(root.resolve("err")));
    assertFalse(Files.exists(root.resolve("large.model")));
  }

  /** The pieces of a line: words with the blank before them, numbers of three digits, the end. */
  private static void add(PieceCounts pieces, byte[] line) {
    int start = 0;
    int digits = 0;
    for (int i = 1; i <= line.length; i++) {
      boolean digit = line[i - 1] >= '0' && line[i - 1] <= '9';
      digits = digit ? digits + 1 : 0;
      boolean nextDigit = i < line.length && line[i] >= '0' && line[i] <= '9';
      boolean nextLetter = i < line.length && line[i] >= 'a';
      boolean letter = line[i - 1] >= 'a';
      boolean inside =
          (digit && nextDigit && digits < 3) || (nextLetter && (letter || (line[i - 1] == ' ')));
      if (!inside) {
        pieces.add(line, start, i, 1);
        start = i;
        digits = 0;
      }
    }
  }

  /** In a JVM of its own with a small heap; what it prints goes to the files out and err. */
  private static Process startTraining(Path root, String output, String input) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + HEAP_MB + "m",
            "-cp",
            System.getProperty("java.class.path"),
            Bpe.class.getName(),
            "train",
            "--vocab-size=1256",
            "--memory=1m",
            "--output=" + root.resolve(output),
            input)
        .redirectOutput(root.resolve("out").toFile())
        .redirectError(root.resolve("err").toFile())
        .start();
  }
}
