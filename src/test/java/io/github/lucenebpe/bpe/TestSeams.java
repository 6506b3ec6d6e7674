package io.github.lucenebpe.bpe;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.model.Encodings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.Test;

public class TestSeams {
  /**
   * By trying: each token, and each with a character around the part that it begins or ends with.
   */
  @Test
  public void testNoTokenCrossesASeam() {
    for (String name : Arrays.asList("cl100k_base", "o200k_base", "r50k_base")) {
      Vocabulary vocabulary = Encodings.get(name).vocabulary();
      Seams seams = new Seams(vocabulary);
      for (int id = 0; id < vocabulary.size(); id++) {
        byte[] token = vocabulary.bytes(id);
        if (token.length > 1) {
          for (byte[] text : completions(token)) {
            assertNoSeam(seams, text);
          }
        }
      }
    }
  }

  private static Iterable<byte[]> completions(byte[] token) {
    int head = 0;
    while (head < token.length && (token[head] & 0xC0) == 0x80) {
      head++;
    }
    int tail = token.length;
    while (tail > head && (token[tail - 1] & 0xC0) == 0x80) {
      tail--;
    }
    int missing = 0;
    if (tail > head) {
      missing = Utf8.lengthByLead(token[tail - 1]) - (token.length - tail + 1);
    }
    // E5, D1 or F1 before what is no character without it, 84s or BAs after it.
    byte[] before = head == 0 ? new byte[0] : new byte[] {(byte) (head == 1 ? 0xD1 : 0xE5)};
    return Arrays.asList(
        join(before, token, missing, (byte) 0x84), join(before, token, missing, (byte) 0xBA));
  }

  private static byte[] join(byte[] before, byte[] token, int missing, byte after) {
    byte[] all = Arrays.copyOf(before, before.length + token.length + missing);
    System.arraycopy(token, 0, all, before.length, token.length);
    Arrays.fill(all, before.length + token.length, all.length, after);
    return all;
  }

  private static void assertNoSeam(Seams seams, byte[] utf8) {
    if (Utf8.firstMalformed(utf8, 0, utf8.length) >= 0) {
      return; // in no text
    }
    String text = new String(utf8, StandardCharsets.UTF_8);
    for (int i = 1; i < text.length(); i++) {
      assertFalse(text, seams.isSeam(text.charAt(i - 1), text.charAt(i)));
    }
  }

  @Test
  public void testThereAreSeamsInChinese() {
    String text = "会议于昨天在北京举行，来自各国的代表参加了开幕式";
    Seams seams = new Seams(Encodings.get("cl100k_base").vocabulary());
    int count = 0;
    for (int i = 1; i < text.length(); i++) {
      count += seams.isSeam(text.charAt(i - 1), text.charAt(i)) ? 1 : 0;
    }
    assertTrue(count + " of " + (text.length() - 1), count >= 15);
  }
}
