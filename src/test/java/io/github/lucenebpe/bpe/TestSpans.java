package io.github.lucenebpe.bpe;

import static org.junit.Assert.assertEquals;

import io.github.lucenebpe.model.Encodings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public class TestSpans {
  /** Characters of 1, 2, 3 and 4 bytes, and halves of the last that may meet or stay alone. */
  private static final List<String> PARTS =
      List.of("a", " ", "é", "я", "桥", "\uFFFF", "🌳", "\uD83C", "\uDF33");

  private final Encoding encoding = Encodings.get("cl100k_base");
  private final Spans spans = new Spans(encoding.vocabulary());

  /** The example of the class. */
  @Test
  public void testExample() {
    check(" 🌳", 0);
    check("xx 🌳 y", 2);
  }

  /** Random texts, around the length too from which characters are counted token by token. */
  @Test
  public void testRandomTexts() {
    Random random = new Random(Long.getLong("fuzz.seed", 48));
    for (int i = 0; i < 3000; i++) {
      int length = i % 10 == 0 ? Spans.MAX_TABLE - 5 + random.nextInt(10) : 1 + random.nextInt(12);
      int kinds = 1 + random.nextInt(PARTS.size());
      int firstKind = random.nextInt(PARTS.size());
      StringBuilder text = new StringBuilder();
      while (text.length() < length) {
        text.append(PARTS.get((firstKind + random.nextInt(kinds)) % PARTS.size()));
      }
      check(text.toString(), random.nextInt(text.length()));
    }
  }

  /** A piece of ASCII by the way of its own, and by that of any text. */
  @Test
  public void testAsciiPiece() {
    for (String piece : List.of("a", " bookshelf", " antidisestablishmentarianism")) {
      String text = "xx" + piece;
      Tokens expected = tokens(encoding.encodeOrdinary(piece));
      Tokens tokens = tokens(encoding.encodeOrdinary(piece));
      int n = tokens.size();
      spans.setOfText(text.toCharArray(), 2, text.length(), 7, expected, 0, n);
      spans.setOfAsciiPiece(2, text.length(), 7, tokens, 0, n);
      for (int i = 0; i < n; i++) {
        assertEquals(text, expected.start(i), tokens.start(i));
        assertEquals(text, expected.end(i), tokens.end(i));
      }
    }
  }

  private static Tokens tokens(int[] ids) {
    Tokens tokens = new Tokens();
    for (int id : ids) {
      tokens.add(id, -1, -1);
    }
    return tokens;
  }

  /** Checks the tokens of {@code text} from {@code from} on against where each byte comes from. */
  private void check(String text, int from) {
    int[] ids = encoding.encodeOrdinary(text.substring(from));
    Tokens tokens = tokens(ids);
    int base = 1000;
    spans.setOfText(text.toCharArray(), from, text.length(), base, tokens, 0, tokens.size());

    int[] starts = new int[4 * text.length()];
    int[] ends = new int[4 * text.length()];
    int bytes = 0;
    for (int c = from, next; c < text.length(); c = next) {
      next = text.offsetByCodePoints(c, 1);
      String character = text.substring(c, next);
      // A surrogate by itself has the three bytes of U+FFFD.
      boolean alone = next == c + 1 && Character.isSurrogate(text.charAt(c));
      int length = alone ? 3 : character.getBytes(StandardCharsets.UTF_8).length;
      Arrays.fill(starts, bytes, bytes + length, base + c);
      Arrays.fill(ends, bytes, bytes + length, base + next);
      bytes += length;
    }
    int at = 0;
    for (int i = 0; i < ids.length; i++) {
      assertEquals(text, starts[at], tokens.start(i));
      at += encoding.vocabulary().length(ids[i]);
      assertEquals(text, ends[at - 1], tokens.end(i));
    }
    assertEquals(text, bytes, at);
  }
}
