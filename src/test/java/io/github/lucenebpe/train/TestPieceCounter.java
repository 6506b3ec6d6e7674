package io.github.lucenebpe.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.split.SplitPatterns;
import io.github.lucenebpe.split.Splitter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Threads, blocks and memory change nothing: the pieces are those of the plain, slow way. */
public class TestPieceCounter {
  private static final List<String> PATTERNS =
      List.of("none", "gpt2", "gpt4-minbpe", "cl100k", "o200k", "[a-zß-ÿ]+|\\s+", ".|\\n");

  /** What texts are made of: much of it stands at the places where texts may be cut. */
  private static final List<String> PARTS =
      List.of(
          "\n",
          "\n",
          "\n",
          "\n\n",
          "\r\n",
          "\r",
          " ",
          "  ",
          "\t",
          "\u00A0",
          "\u2028",
          "\u3000",
          "\u0085",
          "/",
          "//",
          "a",
          "word",
          "Word",
          "WORD",
          "'s",
          "'ll",
          "'",
          "1",
          "1234",
          "ß",
          "é",
          "\u0301",
          "Ω",
          "я",
          "中文",
          "あ",
          "😀",
          "𝒳",
          "!",
          "?!",
          "…",
          "<|endoftext|>",
          "\u0000",
          "\u001C",
          "\u007F",
          "\uFEFF",
          "\uFFFD",
          "x".repeat(40));

  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    int parts = random.nextInt(random.nextBoolean() ? 8 : 200);
    boolean ascii = random.nextInt(4) == 0;
    while (parts > 0) {
      String part = PARTS.get(random.nextInt(PARTS.size()));
      if (!ascii || part.chars().allMatch(c -> c < 0x80)) {
        text.append(part);
        parts--;
      }
    }
    return text.toString();
  }

  /** The pieces of texts one after the other, with the bytes of the texts as positions. */
  private static PieceCounts expected(List<String> texts, Splitter splitter) throws IOException {
    PieceCounts counts = new PieceCounts();
    for (String text : texts) {
      counts.count(new StringReader(text), splitter);
    }
    return counts;
  }

  @Test
  public void testNothingButTheTextMatters() throws IOException {
    int rounds = Integer.getInteger("tests.count.rounds", 60);
    Random random = new Random(17);
    for (int round = 0; round < rounds; round++) {
      List<String> texts =
          Stream.generate(() -> randomText(random)).limit(random.nextInt(9)).toList();
      for (String pattern : PATTERNS) {
        Splitter splitter = SplitPatterns.parse(pattern);
        String expected = describe(expected(texts, splitter), pattern);
        for (int threads = 1; threads <= 3; threads++) {
          int block = 1 + random.nextInt(random.nextBoolean() ? 20 : 2000);
          long memory = random.nextBoolean() ? Long.MAX_VALUE : 1 + random.nextInt(3000);
          CountingOptions options =
              CountingOptions.DEFAULT
                  .withThreads(threads)
                  .withMemory(memory, temporary.getRoot().toPath());
          String message = pattern + " " + options + " in blocks of " + block + ": " + texts;
          assertEquals(
              message, expected, describe(count(texts, splitter, options, block), pattern));
        }
      }
    }
    assertEquals(0, temporary.getRoot().list().length);
  }

  private static PieceCounts count(
      List<String> texts, Splitter splitter, CountingOptions options, int block)
      throws IOException {
    try (PieceCounter counter = new PieceCounter(splitter, options, block)) {
      for (int i = 0; i < texts.size(); i++) {
        byte[] text = texts.get(i).getBytes(UTF_8);
        if (i % 2 == 0) {
          counter.count(new ByteArrayInputStream(text), "text " + i);
        } else {
          counter.count(text, 0, text.length, "text " + i);
        }
      }
      try (CountedPieces pieces = counter.finish()) {
        PieceCounts counts = pieces.toMemory();
        assertEquals(counts.totalBytes(), pieces.totalBytes());
        return counts;
      }
    }
  }

  /** Positions too, unless the pattern leaves out text, of which the slow way knows nothing. */
  private static String describe(PieceCounts counts, String pattern) {
    boolean gaps = pattern.startsWith("[");
    List<String> pieces = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      String position = gaps ? "" : "@" + counts.position(i);
      pieces.add(new String(counts.piece(i), UTF_8) + " " + counts.count(i) + position);
    }
    return (gaps ? "" : counts.end() + " ") + String.join("|", pieces);
  }

  /** A text without a place to cut becomes a stream. */
  @Test
  public void testLongTextsWithoutLines() throws IOException {
    String text = "many words é ".repeat(3 << 20);
    Splitter splitter = SplitPatterns.parse("gpt2");
    for (int threads = 1; threads <= 2; threads++) {
      List<String> texts = List.of("before", text, "after all");
      CountingOptions options = CountingOptions.DEFAULT.withThreads(threads);
      assertEquals(
          describe(expected(texts, splitter), "gpt2"),
          describe(count(texts, splitter, options, 1 << 19), "gpt2"));
    }
  }

  @Test
  public void testTheFirstMalformedByteIsNamed() throws IOException {
    byte[] text = "some words\n".repeat(10_000).getBytes(UTF_8);
    text[70_000] = (byte) 0xC3;
    text[100_000] = (byte) 0xFF;
    Path file = Files.write(temporary.getRoot().toPath().resolve("a"), text);
    Path after = Files.write(temporary.getRoot().toPath().resolve("b"), new byte[] {(byte) 0x80});
    Corpus corpus =
        Corpus.of(List.of(file, after), new ByteArrayInputStream(new byte[0]), Malformed.REPORT);
    for (int threads = 1; threads <= 4; threads++) {
      CountingOptions options = CountingOptions.DEFAULT.withThreads(threads);
      IOException e =
          assertThrows(
              IOException.class,
              () ->
                  corpus.count(SplitPatterns.parse("gpt2"), options, 1000, TrainingListener.NONE));
      assertEquals(file + ": malformed UTF-8 at byte 70000", e.getMessage());
    }
  }

  @Test
  public void testSpillingNeedsAFolder() throws IOException {
    Path missing = temporary.getRoot().toPath().resolve("missing");
    CountingOptions options = CountingOptions.DEFAULT.withMemory(1, missing);
    IOException e =
        assertThrows(
            IOException.class, () -> count(List.of("a"), SplitPatterns.parse("gpt2"), options, 10));
    assertTrue(
        e.getMessage(),
        e.getMessage().startsWith("temporary file in " + missing + ": cannot be written: "));
  }
}
