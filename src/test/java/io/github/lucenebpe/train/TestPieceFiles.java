package io.github.lucenebpe.train;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.github.lucenebpe.split.SplitPatterns;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TestPieceFiles {
  @Rule public final TemporaryFolder temporary = new TemporaryFolder();
  private Path root;

  @Before
  public void findRoot() {
    root = temporary.getRoot().toPath();
  }

  /** Parts that are counted apart and merged give the very file of the whole. */
  @Test
  public void testPartsAreAsGoodAsTheWhole() throws IOException {
    Random random = new Random(11);
    for (int round = 0; round < 20; round++) {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        texts.add(randomText(random));
      }
      Path whole = count("whole", texts);
      List<Path> parts = List.of(count("a", texts.subList(0, 2)), count("b", texts.subList(2, 6)));
      Path merged = root.resolve("merged");
      try (PieceFiles files = PieceFiles.open(parts)) {
        files.writeTo(merged, true);
      }
      assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(merged));
    }
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    int words = random.nextInt(60);
    for (int i = 0; i < words; i++) {
      text.append(" ".repeat(random.nextInt(2))).append(Integer.toString(random.nextInt(80), 36));
    }
    return text.toString();
  }

  private Path count(String name, List<String> texts) throws IOException {
    PieceCounts counts = new PieceCounts();
    for (String text : texts) {
      counts.count(new StringReader(text), SplitPatterns.parse("gpt2"));
    }
    Path file = root.resolve(name);
    counts.writeTo(file, "gpt2", true);
    return file;
  }

  @Test
  public void testSlicesOfACounting() throws IOException {
    Path first = slice("one.pieces", 0, 2, "b 3@5", "d 1@0");
    Path second = slice("two.pieces", 1, 2, "a 2@7", "b 1@1");
    Path other = slice("zero.pieces", 0, 1, "a 1@3", "c 1@0");
    String merged = "a 2@7, b 4@1, d 1@0";
    assertEquals(merged, merged(first, second));
    assertEquals(merged, merged(second, first));
    assertEquals("a 3@7, b 4@1, c 1@10, d 1@0", merged(second, first, other));
    assertEquals("a 3@3, b 4@11, c 1@0, d 1@10", merged(other, first, second));
    // A folder, in the order of names.
    Files.delete(other);
    assertEquals(merged, merged(root));

    refused(first + ": is one of 2 slices of a counting, only 1 of them are given", first);
    refused(first + ": is slice 0 as " + first + " is", first, first);
    Path of3 = slice("three.pieces", 1, 3, "a 1@1");
    refused(of3 + ": expected another slice of the counting of " + first, first, of3);
    Path empty = Files.createDirectory(root.resolve("empty"));
    refused(empty + ": the folder holds no file *.pieces", empty);
  }

  @Test
  public void testRefusesOtherPatterns() throws IOException {
    Path a = root.resolve("a");
    Path b = root.resolve("b");
    new PieceCounts().writeTo(a, "", false);
    new PieceCounts().writeTo(b, "x", false);
    refused(b + ": the pieces are of another split pattern than those of " + a, a, b);
  }

  @Test
  public void testRefusesEqualPositions() throws IOException {
    Path file = slice("a.pieces", 0, 1, "a 1@1", "b 1@1");
    try (PieceFiles files = PieceFiles.open(List.of(file))) {
      IOException e = assertThrows(PieceFileException.class, () -> PieceCounts.of(files));
      assertEquals("two counted pieces have the same position 1", e.getMessage());
    }
  }

  private void refused(String message, Path... files) {
    IOException e = assertThrows(IOException.class, () -> merged(files));
    assertEquals(message, e.getMessage());
  }

  private static String merged(Path... files) throws IOException {
    try (PieceFiles pieces = PieceFiles.open(List.of(files))) {
      return TestPieceFile.describe(pieces);
    }
  }

  private Path slice(String name, int slice, int slices, String... pieces) throws IOException {
    Path file = root.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      PieceFileWriter writer = new PieceFileWriter(out, new PieceFile.Header("p", slice, slices));
      for (String piece : pieces) {
        String[] parts = piece.split("[ @]", 3);
        byte[] bytes = parts[0].getBytes(ISO_8859_1);
        writer.add(bytes, 0, bytes.length, Long.parseLong(parts[1]), Long.parseLong(parts[2]));
      }
      writer.finish(10);
    }
    return file;
  }
}
