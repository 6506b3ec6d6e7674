package io.github.lucenebpe.bpe;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Continues a text with more of its kind: each char follows the last few as often as it does in the
 * text. Most words are those of the language, some are new, and no long stretch repeats.
 *
 * @see <a href="https://people.math.harvard.edu/~ctm/home/text/others/shannon/entropy/entropy.pdf">
 *     Shannon, A Mathematical Theory of Communication, section 3</a>
 */
final class MarkovText {
  private MarkovText() {}

  /**
   * A text that begins with a sample.
   *
   * @param order number of chars that decide the next one
   * @param length of the result in chars
   */
  static String grow(String sample, int order, int length, long seed) {
    // The sample is a ring, so that every context has a successor.
    String ring = sample + sample.substring(0, order);
    Map<String, StringBuilder> successors = new HashMap<>();
    for (int i = 0; i < sample.length(); i++) {
      successors
          .computeIfAbsent(ring.substring(i, i + order), context -> new StringBuilder())
          .append(ring.charAt(i + order));
    }
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(ring);
    while (text.length() < length) {
      StringBuilder next = successors.get(text.substring(text.length() - order));
      text.append(next.charAt(random.nextInt(next.length())));
    }
    return text.toString();
  }
}
