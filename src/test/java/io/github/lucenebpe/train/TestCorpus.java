package io.github.lucenebpe.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.split.SplitPatterns;
import io.github.lucenebpe.split.Splitter;
import io.github.lucenebpe.split.WholeTextSplitter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TestCorpus {
  private static final Splitter WHOLE = WholeTextSplitter.INSTANCE;

  @Rule public final TemporaryFolder temporary = new TemporaryFolder();
  private Path root;

  @Before
  public void findRoot() {
    root = temporary.getRoot().toPath();
  }

  @Test
  public void testReadsFilesInTheGivenOrder() throws IOException {
    Path b = write("b.txt", "bb".getBytes(UTF_8));
    Path a = write("a.txt", "aa".getBytes(UTF_8));
    assertEquals("[bb, aa]", pieces(WHOLE, b, a));
    // One text each: no piece goes over the end of a file.
    assertEquals("[bb, aa]", pieces(SplitPatterns.parse("gpt2"), b, a));
  }

  @Test
  public void testReadsFoldersInAFixedOrder() throws IOException {
    for (String name : List.of("b.txt", "B.txt", "a/z.txt", "a.txt", "~.txt", "a/b/c", "10", "9")) {
      write("corpus/" + name, name.getBytes(UTF_8));
    }
    Path corpus = root.resolve("corpus");
    assertEquals("[10, 9, B.txt, a/b/c, a/z.txt, a.txt, b.txt, ~.txt]", pieces(WHOLE, corpus));
    assertEquals(
        List.of("10", "9", "B.txt", "a/b/c", "a/z.txt", "a.txt", "b.txt", "~.txt"),
        corpus(corpus).names().stream()
            .map(name -> corpus.relativize(Path.of(name)).toString())
            .toList());
    assertEquals(35, corpus(corpus).size());
  }

  @Test
  public void testTellsGzipByItsContent() throws IOException {
    Path gz = write("packed.txt", gzip("packed"));
    Path plain = write("plain.gz", "plain".getBytes(UTF_8));
    Path empty = write("empty.gz", new byte[0]);
    Path members = write("members", concat(gzip("one "), gzip("two")));
    assertEquals("[packed, plain, one two]", pieces(WHOLE, gz, plain, empty, members));
  }

  @Test
  public void testReadsStandardInput() throws IOException {
    Path file = write("a.txt", "file".getBytes(UTF_8));
    Boolean[] closed = {false};
    InputStream in =
        new ByteArrayInputStream("input".getBytes(UTF_8)) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    Corpus corpus = Corpus.of(List.of(Path.of("-"), file), in, Malformed.REPORT);
    assertEquals("[input, file]", pieces(WHOLE, corpus));
    assertFalse(closed[0]);
    assertEquals(-1, corpus.size());
  }

  /** A pipe has nothing available between the members, although more will come. */
  @Test
  public void testReadsGzipMembersFromASlowPipe() throws IOException {
    InputStream pipe =
        new ByteArrayInputStream(concat(gzip("one "), gzip("two "), gzip("three"))) {
          @Override
          public synchronized int read(byte[] target, int from, int length) {
            return super.read(target, from, Math.min(length, 1));
          }

          @Override
          public synchronized int available() {
            return 0;
          }
        };
    Corpus corpus = Corpus.of(List.of(Corpus.STANDARD_INPUT), pipe, Malformed.REPORT);
    assertEquals("[one two three]", pieces(WHOLE, corpus));
  }

  @Test
  public void testRefusesStandardInputTwice() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> corpus(Corpus.STANDARD_INPUT, Corpus.STANDARD_INPUT));
    assertEquals("standard input (-) is given twice", e.getMessage());
  }

  @Test
  public void testNamesFileAndByteOfMalformedText() throws IOException {
    byte[] bytes = "0123456789".repeat(20_000).getBytes(UTF_8);
    bytes[123_456] = (byte) 0xC3;
    Path file = write("a.txt", bytes);
    IOException e = assertThrows(IOException.class, () -> pieces(WHOLE, file));
    assertEquals(file + ": malformed UTF-8 at byte 123456", e.getMessage());

    Path input = Corpus.STANDARD_INPUT;
    Corpus corpus = Corpus.of(List.of(input), new ByteArrayInputStream(bytes), Malformed.REPORT);
    e = assertThrows(IOException.class, () -> pieces(WHOLE, corpus));
    assertEquals("standard input: malformed UTF-8 at byte 123456", e.getMessage());
  }

  @Test
  public void testReplacesMalformedTextWhenAsked() throws IOException {
    Path file = write("a.txt", new byte[] {'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80, 'b'});
    Corpus corpus = Corpus.of(List.of(file), InputStream.nullInputStream(), Malformed.REPLACE);
    assertEquals("[a\uFFFD\uFFFD\uFFFDb]", pieces(WHOLE, corpus));
  }

  @Test
  public void testNamesWhatCannotBeRead() throws IOException {
    Path missing = root.resolve("missing.txt");
    IOException e = assertThrows(IOException.class, () -> corpus(missing));
    assertEquals(missing + ": no such file or folder", e.getMessage());

    Path empty = Files.createDirectory(root.resolve("empty"));
    e = assertThrows(IOException.class, () -> corpus(empty));
    assertEquals(empty + ": the folder holds no file", e.getMessage());

    Path removed = write("removed.txt", new byte[1]);
    Corpus corpus = corpus(removed);
    Files.delete(removed);
    e = assertThrows(IOException.class, () -> pieces(WHOLE, corpus));
    assertEquals(removed + ": cannot be read: no such file or folder", e.getMessage());

    Path loop = Files.createDirectory(root.resolve("loop"));
    Files.createSymbolicLink(loop.resolve("again"), loop);
    e = assertThrows(IOException.class, () -> corpus(loop));
    assertTrue(e.getMessage(), e.getMessage().startsWith(loop + ": cannot be read: "));
    assertFalse(e.getMessage(), e.getMessage().contains("\n"));
  }

  @Test
  public void testNamesDamagedGzip() throws IOException {
    byte[] sound = gzip("some text, some more text, some other text");
    Path cut = write("cut.gz", Arrays.copyOf(sound, sound.length - 12));
    IOException e = assertThrows(IOException.class, () -> pieces(WHOLE, cut));
    assertEquals(cut + ": cannot be read: the compressed data end too early", e.getMessage());

    Path header = write("header.gz", Arrays.copyOf(sound, 5));
    e = assertThrows(IOException.class, () -> pieces(WHOLE, header));
    assertEquals(header + ": cannot be read: the compressed data end too early", e.getMessage());

    byte[] flipped = sound.clone();
    flipped[sound.length - 6] ^= 1;
    Path damaged = write("damaged.gz", flipped);
    e = assertThrows(IOException.class, () -> pieces(WHOLE, damaged));
    assertTrue(e.getMessage(), e.getMessage().startsWith(damaged + ": cannot be read: "));
  }

  @Test
  public void testTellsHowMuchWasRead() throws IOException {
    Path a = write("a.txt", new byte[100_000]);
    Path b = write("b.txt", gzip("bb"));
    long size = 100_000 + Files.size(b);
    List<Long> heard = new ArrayList<>();
    corpus(a, b)
        .count(
            WHOLE,
            CountingOptions.DEFAULT,
            new TrainingListener() {
              @Override
              public void progress(Phase phase, long done, long total) {
                assertEquals(Phase.COUNT, phase);
                assertEquals(size, total);
                heard.add(done);
              }
            });
    assertEquals(0, (long) heard.get(0));
    assertEquals(size, (long) heard.get(heard.size() - 1));
    assertEquals(heard.stream().sorted().toList(), heard);
  }

  private Path write(String name, byte[] bytes) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] concat(byte[]... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.write(part);
    }
    return bytes.toByteArray();
  }

  private static Corpus corpus(Path... inputs) throws IOException {
    return Corpus.of(List.of(inputs), InputStream.nullInputStream(), Malformed.REPORT);
  }

  private static String pieces(Splitter splitter, Path... inputs) throws IOException {
    return pieces(splitter, corpus(inputs));
  }

  private static String pieces(Splitter splitter, Corpus corpus) throws IOException {
    PieceCounts counts;
    try (CountedPieces counted =
        corpus.count(splitter, CountingOptions.DEFAULT, TrainingListener.NONE)) {
      counts = counted.toMemory();
    }
    List<String> pieces = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      pieces.add(new String(counts.piece(i), UTF_8));
    }
    return pieces.toString();
  }
}
