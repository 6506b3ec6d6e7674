package io.github.lucenebpe.lucene;

import io.github.lucenebpe.SharedData;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.tests.util.LuceneTestCase;

/** Ids and starts of tokens against tiktoken's {@code decode_with_offsets}. */
public class TestBpeTokenizerParity extends LuceneTestCase {

  public void testIdsAndStarts() throws IOException {
    Path file = SharedData.dir("parity").resolve("offsets.jsonl.gz");
    int cases = 0;
    for (Map<String, Object> line : SharedData.jsonLines(file)) {
      String text = (String) line.get("text");
      for (String name : sameRanks((String) line.get("enc"))) {
        Tokenizer tokenizer = new BpeTokenizer(Encodings.get(name), SpecialTokens.ALL, TermKind.ID);
        List<SeenToken> seen = SeenToken.read(tokenizer, new StringReader(text));
        assertEquals(name, line.get("ids"), seen.stream().map(SeenToken::id).toList());
        assertEquals(name, line.get("offsets16"), seen.stream().map(SeenToken::start).toList());
        cases++;
      }
    }
    assertTrue("cases: " + cases, cases > 500);
  }

  /** Encodings that differ from the given one in special tokens only. */
  private static List<String> sameRanks(String name) {
    return switch (name) {
      case "p50k_base" -> List.of(name, "p50k_edit");
      case "o200k_base" -> List.of(name, "o200k_harmony");
      default -> List.of(name);
    };
  }
}
