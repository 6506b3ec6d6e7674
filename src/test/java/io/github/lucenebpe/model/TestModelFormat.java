package io.github.lucenebpe.model;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.split.Splitter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TestModelFormat {
  private static final Path LAKE = Path.of("src/test/resources/golden/train/lake.regex.320.model");

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private Path prefix() {
    return folder.getRoot().toPath().resolve("out");
  }

  /** The rank files come out as OpenAI publishes them. */
  @Test
  public void testTiktokenFilesOfTheShippedEncodings() throws IOException {
    for (ShippedEncoding.Ranks ranks : ShippedEncoding.RANKS) {
      ModelFormat.TIKTOKEN.write(Encodings.get(ranks.name()), prefix(), true);
      assertArrayEquals(
          ranks.name(),
          Files.readAllBytes(Path.of("models", ranks.name() + ".tiktoken")),
          Files.readAllBytes(folder.getRoot().toPath().resolve("out.tiktoken")));
    }
  }

  /** With pattern and special tokens, ranks have the ids of the merges that they come from. */
  @Test
  public void testTiktokenFileOfTrainedMerges() throws IOException {
    Encoding lake = Encodings.load(LAKE);
    ModelFormat.TIKTOKEN.write(lake, prefix(), false);
    Encoding ranks =
        Encodings.loadRanks(
            folder.getRoot().toPath().resolve("out.tiktoken"),
            lake.splitter(),
            lake.specialTokens());
    String text = Files.readString(Path.of("src/test/resources/golden/train/lake.txt"));
    assertArrayEquals(lake.encodeOrdinary(text), ranks.encodeOrdinary(text));
  }

  private static void tiktokenRefuses(String reason, int[] left, int[] right) {
    Encoding encoding = Encoding.ofMerges("m", Splitter.of(""), Merges.of(left, right), Map.of());
    ModelFormatException e =
        assertThrows(
            ModelFormatException.class,
            () -> TiktokenFile.content(encoding, Path.of("m.tiktoken")));
    assertEquals(
        "m.tiktoken: tiktoken's ranks cannot hold these merges: " + reason, e.getMessage());
  }

  /** Merges that no training makes: tiktoken looks at the bytes and would merge otherwise. */
  @Test
  public void testMergesThatAreNoRanks() {
    // (b, c), then (a, b), then (ab, c): "abc" is merged as a, bc.
    tiktokenRefuses(
        "token 258 would be made of 97 and 256, not of 257 and 99",
        new int[] {'b', 'a', 257},
        new int[] {'c', 'b', 'c'});
    tiktokenRefuses(
        "tokens 257 and 259 are equal",
        new int[] {'a', 256, 'b', 'a'},
        new int[] {'b', 'c', 'c', 258});
  }

  @Test
  public void testMinbpeRefusesByteIds() {
    ModelFormatException e =
        assertThrows(
            ModelFormatException.class,
            () -> ModelFormat.MINBPE.write(Encodings.get("cl100k_base"), prefix(), false));
    assertEquals(
        folder.getRoot()
            + "/out.model: minbpe's format cannot hold this encoding: minbpe's ids of bytes are"
            + " their values, got 188 for 0",
        e.getMessage());
  }

  @Test
  public void testEveryFormatHoldsATrainedModel() throws IOException {
    Encoding lake = Encodings.load(LAKE);
    String text = "The lake <|endoftext|> 東京 <|Ωmega|>";
    for (ModelFormat format : ModelFormat.values()) {
      assertEquals(format, ModelFormat.of(format.label()));
      format.checkWrite(lake, prefix(), false);
      format.write(lake, prefix(), false);
      for (Path file : format.files(prefix())) {
        assertFalse(format + " " + file, Files.readString(file).isEmpty());
      }
      assertThrows(
          FileAlreadyExistsException.class, () -> format.checkWrite(lake, prefix(), false));
      if (format != ModelFormat.TIKTOKEN) {
        Encoding loaded = Encodings.load(format.files(prefix()).get(0));
        assertArrayEquals(lake.encodeOrdinary(text), loaded.encodeOrdinary(text));
        assertEquals(lake.specialTokens(), loaded.specialTokens());
        assertEquals(lake.splitter().pattern(), loaded.splitter().pattern());
      }
    }
    assertEquals(List.of("minbpe", "tiktoken", "huggingface", "bpe"), ModelFormat.labels());
  }

  @Test
  public void testUnknownFormat() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> ModelFormat.of("onnx"));
    assertEquals("expected minbpe, tiktoken, huggingface, bpe, got onnx", e.getMessage());
  }
}
