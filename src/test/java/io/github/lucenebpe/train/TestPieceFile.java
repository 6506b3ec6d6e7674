package io.github.lucenebpe.train;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TestPieceFile {
  @Rule public final TemporaryFolder temporary = new TemporaryFolder();
  private Path file;

  @Before
  public void nameFile() {
    file = temporary.getRoot().toPath().resolve("a.pieces");
  }

  private interface Content {
    void to(PieceFileWriter writer) throws IOException;
  }

  private static byte[] bytes(String pattern, Content content, long end) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PieceFileWriter writer = new PieceFileWriter(out, PieceFile.Header.of(pattern));
    content.to(writer);
    writer.finish(end);
    return out.toByteArray();
  }

  private static void add(PieceFileWriter writer, String piece, long count, long position)
      throws IOException {
    byte[] bytes = ("<" + piece + ">").getBytes(ISO_8859_1);
    writer.add(bytes, 1, bytes.length - 1, count, position);
  }

  private static byte[] example() throws IOException {
    return bytes(
        "p",
        writer -> {
          add(writer, "the", 5, 0);
          add(writer, "then", 2, 130);
        },
        1000);
  }

  /** The bytes of the description. */
  @Test
  public void testBytes() throws IOException {
    byte[] example = example();
    String text = new String(example, ISO_8859_1);
    assertEquals("BPEPIECE\1\1p\0\1", text.substring(0, 13));
    assertEquals("\0\3the\5\0\3\1n\2\u0082\1\0\0", text.substring(13, 28));
    assertEquals("\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0\7\0\0\0\0\0\0\3\u00E8", text.substring(28, 52));
    assertEquals("PIECEEND", text.substring(56));
    assertEquals(64, text.length());
  }

  @Test
  public void testRoundTrip() throws IOException {
    Files.write(file, example());
    try (PieceFileReader reader = PieceFileReader.open(file)) {
      assertEquals(PieceFile.Header.of("p"), reader.header());
      assertEquals(2, reader.pieces());
      assertEquals(7, reader.distinctBytes());
      assertEquals(1000, reader.end());
      assertEquals("the 5@0, then 2@130", describe(reader));
      assertFalse(reader.next());
    }
  }

  @Test
  public void testNothing() throws IOException {
    Files.write(file, bytes("", writer -> {}, 0));
    try (PieceFileReader reader = PieceFileReader.open(file)) {
      assertEquals("", describe(reader));
    }
  }

  /** Longer than the buffers, with long shared beginnings and great numbers. */
  @Test
  public void testRandomPieces() throws IOException {
    Random random = new Random(5);
    for (int round = 0; round < 30; round++) {
      PieceCounts counts = new PieceCounts();
      int pieces = random.nextInt(3000);
      for (int i = 0; i < pieces; i++) {
        byte[] piece = new byte[1 + random.nextInt(random.nextInt(50) == 0 ? 5000 : 6)];
        random.nextBytes(piece);
        Arrays.fill(piece, 0, random.nextInt(piece.length), (byte) random.nextInt(3));
        counts.add(piece, 0, piece.length, 1 + (random.nextLong() >>> (24 + random.nextInt(39))));
      }
      counts.writeTo(file, "x", true);
      try (PieceFileReader reader = PieceFileReader.open(file)) {
        assertEquals(counts.size(), reader.pieces());
        assertSame(counts, PieceCounts.of(reader));
      }
    }
  }

  private static void assertSame(PieceCounts expected, PieceCounts actual) {
    assertEquals(expected.size(), actual.size());
    assertEquals(expected.total(), actual.total());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.piece(i), actual.piece(i));
      assertEquals(expected.count(i), actual.count(i));
      assertEquals(expected.position(i), actual.position(i));
    }
  }

  @Test
  public void testSortsLongSharedBeginnings() {
    PieceCounts counts = new PieceCounts();
    for (int i = 40; i > 0; i--) {
      byte[] piece = new byte[10_000 + (i % 7)];
      piece[9_999] = (byte) (i * 37);
      counts.add(piece, 0, piece.length, 1);
    }
    int[] order = PieceOrder.byBytes(counts);
    assertEquals(40, order.length);
    for (int i = 1; i < order.length; i++) {
      byte[] before = counts.piece(order[i - 1]);
      assertTrue(Arrays.compareUnsigned(before, counts.piece(order[i])) < 0);
    }
  }

  @Test
  public void testRefusesToWriteWhatIsNotInOrder() {
    String order = "pieces must ascend and not be empty, number 1 does not";
    for (String second : new String[] {"b", "a", "", "ba"}) {
      refused(
          order,
          writer -> {
            add(writer, "bb", 1, 0);
            add(writer, second, 1, 1);
          });
    }
    refused(
        "count must be at least 1 and position at least 0, got 0 and 0",
        writer -> add(writer, "a", 0, 0));
    refused(
        "count must be at least 1 and position at least 0, got 1 and -1",
        writer -> add(writer, "a", 1, -1));
    refused(
        "end must be greater than all positions, got 1000 and 1000",
        writer -> add(writer, "a", 1, 1000));
  }

  private static void refused(String message, Content content) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> bytes("", content, 1000));
    assertEquals(message, e.getMessage());
  }

  @Test
  public void testUnsignedOrder() throws IOException {
    Content content =
        writer -> {
          add(writer, "\u007F", 1, 0);
          add(writer, "\u0080", 1, 1);
          add(writer, "\u0080\0", 1, 2);
          add(writer, "\u00FF", 1, 3);
        };
    Files.write(file, bytes("", content, 4));
    try (PieceFileReader reader = PieceFileReader.open(file)) {
      assertEquals("\u007F 1@0, \u0080 1@1, \u0080\0 1@2, \u00FF 1@3", describe(reader));
    }
  }

  /** Whichever byte is damaged, and wherever the file ends: one message that names the file. */
  @Test
  public void testDamage() throws IOException {
    byte[] example = example();
    for (int at = 0; at < example.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] damaged = example.clone();
        damaged[at] ^= (byte) (1 << bit);
        assertDamaged(damaged);
      }
      assertDamaged(Arrays.copyOf(example, at));
    }
    assertDamaged(Arrays.copyOf(example, example.length + 1));
  }

  private void assertDamaged(byte[] content) throws IOException {
    Files.write(file, content);
    PieceFileException e = assertThrows(PieceFileException.class, this::readAll);
    assertTrue(e.getMessage(), e.getMessage().startsWith(file + ": "));
  }

  private void readAll() throws IOException {
    try (PieceFileReader reader = PieceFileReader.open(file)) {
      describe(reader);
    }
  }

  @Test
  public void testMessages() throws IOException {
    assertEquals(
        file + ": cannot be read: no such file or folder",
        assertThrows(IOException.class, () -> PieceFileReader.open(file)).getMessage());
    Files.writeString(file, "a text");
    assertEquals(
        file + ": is not a file of counted pieces",
        assertThrows(IOException.class, () -> PieceFileReader.open(file)).getMessage());
    Files.write(file, Arrays.copyOf(example(), 60));
    assertEquals(
        file + ": the counted pieces end too early",
        assertThrows(IOException.class, () -> PieceFileReader.open(file)).getMessage());
    byte[] later = example();
    later[8] = 2;
    Files.write(file, later);
    assertEquals(
        file + ": expected version 1 of counted pieces, got 2",
        assertThrows(IOException.class, () -> PieceFileReader.open(file)).getMessage());
  }

  static String describe(PieceCursor pieces) throws IOException {
    List<String> all = new ArrayList<>();
    while (pieces.next()) {
      String piece = new String(pieces.bytes(), 0, pieces.length(), ISO_8859_1);
      all.add(piece + " " + pieces.count() + "@" + pieces.position());
    }
    return String.join(", ", all);
  }
}
