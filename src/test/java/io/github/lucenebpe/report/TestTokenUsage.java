package io.github.lucenebpe.report;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.model.Encodings;
import io.github.lucenebpe.split.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Test;

public class TestTokenUsage {
  private static TokenUsage usage(Encoding encoding, String text) {
    TokenUsage usage = new TokenUsage(encoding);
    for (int id : encoding.encode(text, SpecialTokens.ALL)) {
      usage.add(id);
    }
    return usage;
  }

  /** The example of the documentation. */
  @Test
  public void testExample() {
    Merges merges = Merges.of(new int[] {'a', 256}, new int[] {'b', 'c'});
    TokenUsage usage =
        usage(Encoding.ofMerges("abc", Splitter.of(""), merges, Map.of("<|x|>", 300)), "abcab");
    assertArrayEquals(new long[] {5, 3, 2}, usage.tokensByMerges());
    assertEquals(2, usage.tokens());
    assertEquals(5, usage.bytes());
    assertEquals(2, usage.distinct());
    assertEquals(1, usage.count(257));
  }

  /** The same as encoding with each of the smaller vocabularies, special tokens included. */
  @Test
  public void testCurveIsThatOfSmallerVocabularies() throws IOException {
    Encoding full = Encodings.load(Path.of("src/test/resources/golden/train/lake.regex.320.model"));
    String text =
        Files.readString(Path.of("src/test/resources/golden/train/lake.txt"))
            + "<|endoftext|> aaaaaaa eeeee 水の上 <|Ωmega|>";
    long[] curve = usage(full, text).tokensByMerges();
    Merges merges = full.merges();
    assertEquals(merges.count() + 1, curve.length);
    for (int count = 0; count <= merges.count(); count++) {
      int[] left = new int[count];
      int[] right = new int[count];
      for (int i = 0; i < count; i++) {
        left[i] = merges.left(Merges.BYTES + i);
        right[i] = merges.right(Merges.BYTES + i);
      }
      Encoding smaller =
          Encoding.ofMerges(
              "smaller", full.splitter(), Merges.of(left, right), full.specialTokens());
      assertEquals(count + " merges", smaller.count(text, SpecialTokens.ALL), curve[count]);
    }
  }

  /** Ids of bytes that are not their values, ids that are not used. */
  @Test
  public void testShippedEncoding() {
    Encoding encoding = Encodings.get("p50k_base");
    String text = "public static void    main 東京 <|endoftext|>";
    TokenUsage usage = usage(encoding, text);
    long[] curve = usage.tokensByMerges();
    assertEquals(encoding.count(text, SpecialTokens.ALL), curve[curve.length - 1]);
    assertEquals(usage.bytes() - "<|endoftext|>".length() + 1, curve[0]);
  }
}
