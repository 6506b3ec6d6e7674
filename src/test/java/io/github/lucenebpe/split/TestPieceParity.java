package io.github.lucenebpe.split;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.SharedData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Pieces equal those that tiktoken's own core makes. */
public class TestPieceParity {
  private static final Map<String, Splitter> SPLITTERS =
      Map.of(
          "r50k_base", Splitter.of(SplitPatterns.R50K),
          "cl100k_base", Splitter.of(SplitPatterns.CL100K),
          "o200k_base", Splitter.of(SplitPatterns.O200K));

  @Test
  public void pieces() throws Exception {
    int lines = 0;
    for (Map<String, Object> line :
        SharedData.jsonLines(SharedData.dir("parity").resolve("pieces.jsonl.gz"))) {
      String text = (String) line.get("text");
      assertEquals(
          line.get("enc") + " " + Pieces.show(text),
          line.get("pieces"),
          Pieces.of(SPLITTERS.get(line.get("enc")), text));
      lines++;
    }
    assertTrue("no lines", lines > 0);
  }

  /** A template for each code point but the surrogates: sees every error in a class. */
  @Test
  public void everyCodePoint() throws Exception {
    int lines = 0;
    for (Map<String, Object> line :
        SharedData.jsonLines(SharedData.dir("parity").resolve("piece-sweep.jsonl.gz"))) {
      Map<?, ?> generator = (Map<?, ?>) line.get("gen");
      List<?> range = (List<?>) generator.get("sweep");
      String template = (String) generator.get("template");
      StringBuilder text = new StringBuilder();
      for (int codePoint = (Integer) range.get(0);
          codePoint < (Integer) range.get(1);
          codePoint++) {
        if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
          text.append(template.replace("#", Character.toString(codePoint)));
        }
      }
      List<String> pieces = Pieces.of(SPLITTERS.get(line.get("enc")), text.toString());
      String message = line.get("enc") + " " + range;
      assertEquals(message, line.get("pieces"), pieces.size());
      assertEquals(message, line.get("ends_sha"), endsSha(pieces));
      lines++;
    }
    assertTrue("no lines", lines > 0);
  }

  /** The start of the SHA-256 of the pieces' ends in UTF-8 bytes, as 4 bytes each. */
  private static String endsSha(List<String> pieces) throws Exception {
    ByteBuffer ends = ByteBuffer.allocate(4 * pieces.size()).order(ByteOrder.LITTLE_ENDIAN);
    int end = 0;
    for (String piece : pieces) {
      end += piece.getBytes(StandardCharsets.UTF_8).length;
      ends.putInt(end);
    }
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(ends.array());
    return HexFormat.of().formatHex(digest, 0, 16);
  }
}
