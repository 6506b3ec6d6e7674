package io.github.lucenebpe.bpe;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.github.lucenebpe.model.Encodings;
import io.github.lucenebpe.split.Splitter;
import io.github.lucenebpe.split.WholeTextSplitter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import org.junit.Test;

/** {@link Encoding#writeTables} and {@link Encoding#ofTables}. */
public class TestEncodingTables {
  private static final Splitter WHOLE = WholeTextSplitter.INSTANCE;

  /** The tables in the jar are those that their own merges give, slot by slot. */
  @Test
  public void testShippedTables() throws IOException {
    for (String name : new String[] {"r50k_base", "p50k_base", "cl100k_base", "o200k_base"}) {
      Encoding made = Encoding.ofMerges(name, WHOLE, Encodings.get(name).merges(), Map.of());
      try (InputStream shipped = Encodings.class.getResourceAsStream(name + ".tables")) {
        assertArrayEquals(name, shipped.readAllBytes(), write(made));
      }
    }
  }

  /** What is read finds every token, merges and decodes as what was written; it can be written. */
  @Test
  public void testRoundTrip() throws IOException {
    Encoding written =
        Encoding.ofMerges("m", WHOLE, Encodings.get("cl100k_base").merges(), Map.of());
    byte[] tables = write(written);
    ByteArrayInputStream in = new ByteArrayInputStream(Arrays.copyOf(tables, tables.length + 1));
    Encoding read = Encoding.ofTables("other", WHOLE, in, Map.of("<|end|>", 100_257));
    assertEquals("no more is read than was written", 1, in.available());
    assertEquals("other", read.name());
    assertEquals(Map.of("<|end|>", 100_257), read.specialTokens());
    Vocabulary vocabulary = written.vocabulary();
    assertEquals(vocabulary.size(), read.vocabulary().size());
    assertEquals(vocabulary.maxLength(), read.vocabulary().maxLength());
    for (int id = 0; id < vocabulary.size(); id++) {
      byte[] token = vocabulary.bytes(id);
      assertArrayEquals(token, read.vocabulary().bytes(id));
      assertEquals(id, read.tables().tokenId(token, 0, token.length));
    }
    String text = "Fußgängerübergänge, übergänge 人口 unbelievably";
    assertArrayEquals(written.encodeOrdinary(text), read.encodeOrdinary(text));
    assertArrayEquals(tables, write(read));
  }

  /** Of a token of 255 bytes or more the length is not in one byte. */
  @Test
  public void testLongTokens() throws IOException {
    byte[] tables = write(doubled(9));
    Encoding read = Encoding.ofTables("read", WHOLE, new ByteArrayInputStream(tables), Map.of());
    int[] ids = {Merges.BYTES + 7, Merges.BYTES + 8};
    assertEquals("a".repeat(256 + 512), read.decode(ids));
    assertArrayEquals(new int[] {ids[1], ids[0]}, read.encodeOrdinary("a".repeat(512 + 256)));
  }

  @Test
  public void testCutOff() throws IOException {
    byte[] tables = write(doubled(2));
    for (int length = 0; length < tables.length; length++) {
      InputStream in = new ByteArrayInputStream(tables, 0, length);
      Exception e =
          assertThrows(EOFException.class, () -> Encoding.ofTables("m", WHOLE, in, Map.of()));
      assertEquals("the tables of the encoding are cut off", e.getMessage());
    }
  }

  /** Whatever byte is another, lengths too. */
  @Test
  public void testDamaged() throws IOException {
    byte[] tables = write(doubled(2));
    for (int at = 0; at < tables.length; at += 13) {
      byte[] damaged = tables.clone();
      damaged[at] ^= (byte) (1 << (at % Byte.SIZE));
      InputStream in = new ByteArrayInputStream(damaged);
      Exception e =
          assertThrows(IOException.class, () -> Encoding.ofTables("m", WHOLE, in, Map.of()));
      assertEquals("the tables of the encoding are damaged", e.getMessage());
    }
  }

  @Test
  public void testRefused() throws IOException {
    byte[][] bytes = new byte[Merges.BYTES][];
    for (int b = 0; b < bytes.length; b++) {
      bytes[b] = new byte[] {(byte) b};
    }
    String notMade = "only tables of merges that go upwards and give every token are packed";
    refuses(notMade, Encoding.ofRanks("ranks", WHOLE, bytes, Map.of()));
    // "abc" is made of a and bc, but ab comes first.
    Merges unreachable = Merges.of(new int[] {'a', 'b', 'a'}, new int[] {'b', 'c', 257});
    refuses(notMade, Encoding.ofMerges("unreachable", WHOLE, unreachable, Map.of()));
    // Token 0 is ab, of the bytes 98 and 99.
    int[] byteIds = new int[Merges.BYTES];
    Arrays.setAll(byteIds, b -> b + 1);
    int[] left = new int[Merges.BYTES + 1];
    Arrays.fill(left, -1);
    int[] right = left.clone();
    left[0] = byteIds['a'];
    right[0] = byteIds['b'];
    Merges downwards = Merges.of(byteIds, left, right);
    refuses(notMade, Encoding.ofMerges("downwards", WHOLE, downwards, Map.of()));
  }

  private static void refuses(String message, Encoding encoding) {
    Exception e = assertThrows(IllegalStateException.class, () -> write(encoding));
    assertEquals(message, e.getMessage());
  }

  /** "aa", "aaaa" and so on. */
  private static Encoding doubled(int times) {
    int[] parts = new int[times];
    for (int i = 0; i < times; i++) {
      parts[i] = i == 0 ? 'a' : Merges.BYTES + i - 1;
    }
    return Encoding.ofMerges("doubled", WHOLE, Merges.of(parts, parts), Map.of());
  }

  private static byte[] write(Encoding encoding) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    encoding.writeTables(out);
    return out.toByteArray();
  }
}
