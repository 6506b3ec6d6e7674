package io.github.lucenebpe.model;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.IntArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.Test;

/**
 * Random texts encoded by JTokkit, another port of tiktoken, and by us. The texts are well-formed:
 * JTokkit encodes unpaired surrogates as {@code ?}, which is its mistake and tested as such.
 *
 * <p>{@code -Dfuzz.rounds=N} sets the number of texts for each encoding, {@code -Dfuzz.seed=N} the
 * seed.
 */
public class TestAgainstJtokkit {
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 2000);
  private static final long SEED = Long.getLong("fuzz.seed", 20261122);
  private static final EncodingRegistry JTOKKIT =
      com.knuddels.jtokkit.Encodings.newLazyEncodingRegistry();

  /** What splitters and encoders get wrong: borders of all classes, in all orders. */
  private static final String[] PARTS = {
    " ",
    "  ",
    "\n",
    "\r\n",
    "\t",
    "\u00A0",
    "\u0085",
    "\u2028",
    "\u3000",
    "\u001C",
    "'",
    "'s",
    "'ll",
    "'LL",
    "'\u017F",
    "'ve",
    "\u2019s",
    "a",
    "B",
    "word",
    "Word",
    "WORD",
    "é",
    "É",
    "ǅ",
    "ʰ",
    "中",
    "文字",
    "ひら",
    "한국",
    "й",
    "Й",
    "م",
    "ह",
    "\u093F",
    "\u0301",
    "1",
    "12345",
    "٣",
    "Ⅷ",
    "²",
    ".",
    "...",
    "-----",
    "/",
    "//\n",
    "$",
    "€",
    "😉",
    "👩‍💻",
    "🇩🇪",
    "\uD835\uDC9C",
    "\uDB40\uDC01",
    "\u0378",
    "\uFEFF",
    "\u200B",
    "\uFFFD",
    "<|endoftext|>",
    "{\"key\": ",
    "https://",
    "aaaaaaaaaaa"
  };

  /** A text of these parts and of single characters; well-formed. */
  static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    int parts = 1 + random.nextInt(random.nextInt(20) == 0 ? 400 : 25);
    for (int i = 0; i < parts; i++) {
      if (random.nextInt(12) == 0) {
        int codePoint = random.nextInt(Character.MAX_CODE_POINT + 1);
        boolean surrogate = Character.getType(codePoint) == Character.SURROGATE;
        text.appendCodePoint(surrogate ? 'x' : codePoint);
      } else {
        text.append(PARTS[random.nextInt(PARTS.length)]);
      }
    }
    return text.toString();
  }

  private static int[] ids(IntArrayList list) {
    return list.toArray();
  }

  /** Takes away parts of a text while it fails, until nothing more can be taken. */
  private static String smallest(String text, Predicate<String> fails) {
    String best = text;
    int length = best.length() / 2;
    while (length > 0) {
      boolean shortened = false;
      int at = 0;
      while (at + length <= best.length()) {
        String shorter = best.substring(0, at) + best.substring(at + length);
        if (isWellFormed(shorter) && fails.test(shorter)) {
          best = shorter;
          shortened = true;
        } else {
          at++;
        }
      }
      length = shortened ? best.length() / 2 : length - 1;
    }
    return best;
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  private static String difference(
      String name, Predicate<String> differs, Random random, int rounds) {
    for (int round = 0; round < rounds; round++) {
      String text = randomText(random);
      if (differs.test(text)) {
        return name + ": " + escaped(smallest(text, differs));
      }
    }
    return null;
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    text.chars()
        .forEach(c -> out.append(c >= ' ' && c < 127 ? "" + (char) c : "\\u%04x".formatted(c)));
    return out.toString();
  }

  private static void check(String name) {
    Encoding theirs = JTOKKIT.getEncoding(name).get();
    io.github.lucenebpe.bpe.Encoding ours = Encodings.get(name);
    String found =
        difference(
            name,
            text ->
                !Arrays.equals(ids(theirs.encodeOrdinary(text)), ours.encodeOrdinary(text))
                    || ours.count(text) != theirs.countTokensOrdinary(text)
                    || !ours.decode(ours.encodeOrdinary(text)).equals(text),
            new Random(SEED),
            ROUNDS);
    if (found != null) {
      fail(found);
    }
  }

  @Test
  public void testR50k() {
    check("r50k_base");
  }

  @Test
  public void testP50k() {
    check("p50k_base");
  }

  @Test
  public void testP50kEdit() {
    check("p50k_edit");
  }

  @Test
  public void testCl100k() {
    check("cl100k_base");
  }

  @Test
  public void testO200k() {
    check("o200k_base");
  }

  /**
   * JTokkit is wrong here: tiktoken reads an unpaired surrogate as U+FFFD, JTokkit as a question
   * mark, or, where assertions are on as in a test, it gives up.
   */
  @Test
  public void testJtokkitAndSurrogates() {
    String text = "a\uD800b";
    Encoding theirs = JTOKKIT.getEncoding("cl100k_base").get();
    AssertionError e = assertThrows(AssertionError.class, () -> theirs.encodeOrdinary(text));
    assertTrue(e.getMessage(), e.getMessage().startsWith("Input is not UTF-8: "));
    io.github.lucenebpe.bpe.Encoding ours = Encodings.get("cl100k_base");
    assertEquals("a\uFFFDb", ours.decode(ours.encodeOrdinary(text)));
  }

  /** The search for differences finds one where there is one, and makes it small. */
  @Test
  public void testDifferenceIsFoundAndShrunk() {
    io.github.lucenebpe.bpe.Encoding gpt2 = Encodings.get("r50k_base");
    io.github.lucenebpe.bpe.Encoding codex = Encodings.get("p50k_base");
    Predicate<String> differs =
        text -> !Arrays.equals(gpt2.encodeOrdinary(text), codex.encodeOrdinary(text));
    String found = difference("blanks", differs, new Random(SEED), 5000);
    assertNotNull(found);
    assertEquals("blanks:   ", found);
    assertNull(difference("same", text -> false, new Random(SEED), 10));
  }
}
