package io.github.lucenebpe.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.github.lucenebpe.bpe.Utf8;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.util.HexFormat;
import java.util.Random;
import org.junit.Test;

public class TestUtf8Reader {

  @Test
  public void testTakesTextAsItIs() throws IOException {
    String text = "\uFEFFa\r\nb\rc\u2028\uD83D\uDE00\u0000\uFFFD\n";
    assertEquals(text, read(text.getBytes(UTF_8), Malformed.REPORT, 7));
    assertEquals("", read(new byte[0], Malformed.REPORT, 7));
  }

  @Test
  public void testNamesTheMalformedByte() {
    assertMalformedAt(1, "61FF62");
    assertMalformedAt(0, "80");
    assertMalformedAt(2, "6162E282");
    assertMalformedAt(3, "E282ACEDA080");
    assertMalformedAt(4, "F09F9880C0AF");
  }

  private static void assertMalformedAt(int offset, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    for (int chunk = 1; chunk < 9; chunk++) {
      int size = chunk;
      IOException e = assertThrows(IOException.class, () -> read(bytes, Malformed.REPORT, size));
      assertEquals("corpus/a.txt: malformed UTF-8 at byte " + offset, e.getMessage());
    }
  }

  @Test
  public void testCountsBytesBeyondTheBuffer() {
    byte[] bytes = "é".repeat(200_000).getBytes(UTF_8);
    bytes[300_001] = 'x';
    IOException e = assertThrows(IOException.class, () -> read(bytes, Malformed.REPORT, 1000));
    assertEquals("corpus/a.txt: malformed UTF-8 at byte 300000", e.getMessage());
  }

  /** However the stream is cut, and wherever a buffer ends. */
  @Test
  public void testReplacesLikeUtf8() throws IOException {
    Random random = new Random(5);
    byte[] alphabet = HexFormat.of().parseHex("4141C2C3E0E2EDEFF0F1F4F5808F909FA0BF");
    for (int round = 0; round < 300; round++) {
      // Every tenth one is longer than the buffers of 64 Ki.
      byte[] bytes = new byte[round % 10 == 0 ? 140_000 : random.nextInt(50)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = alphabet[random.nextInt(alphabet.length)];
      }
      String expected = Utf8.decode(bytes, 0, bytes.length, CodingErrorAction.REPLACE);
      int chunk = bytes.length < 100 ? 1 + random.nextInt(9) : 1 + random.nextInt(9000);
      assertEquals(expected, read(bytes, Malformed.REPLACE, chunk));
    }
  }

  @Test
  public void testSurrogatePairsMayBeReadInTwo() throws IOException {
    Reader reader = reader("\uD83D\uDE00".getBytes(UTF_8), Malformed.REPORT, 4);
    assertEquals(0xD83D, reader.read());
    assertEquals(0xDE00, reader.read());
    assertEquals(-1, reader.read());
    assertEquals(-1, reader.read());
  }

  private static String read(byte[] bytes, Malformed malformed, int chunk) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[chunk];
    try (Reader reader = reader(bytes, malformed, chunk)) {
      int n;
      while ((n = reader.read(buffer, 0, chunk)) >= 0) {
        text.append(buffer, 0, n);
      }
    }
    return text.toString();
  }

  /** Gives at most {@code chunk} bytes at a time. */
  private static Reader reader(byte[] bytes, Malformed malformed, int chunk) {
    InputStream slow =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] target, int from, int length) {
            return super.read(target, from, Math.min(length, chunk));
          }
        };
    return new Utf8Reader(slow, "corpus/a.txt", malformed);
  }

  @Test
  public void testNamesAStreamThatFails() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("disk on fire");
          }

          @Override
          public int read(byte[] target, int from, int length) throws IOException {
            throw new IOException("disk on fire");
          }
        };
    Reader reader = new Utf8Reader(broken, "a.txt", Malformed.REPORT);
    IOException e = assertThrows(IOException.class, reader::read);
    assertEquals("a.txt: cannot be read: disk on fire", e.getMessage());
  }

  @Test
  public void testEmptyRead() throws IOException {
    Reader reader = reader(new byte[] {'a'}, Malformed.REPORT, 1);
    assertEquals(0, reader.read(new char[0], 0, 0));
    char[] buffer = "....".toCharArray();
    assertEquals(1, reader.read(buffer, 2, 2));
    assertEquals("..a.", new String(buffer));
  }
}
