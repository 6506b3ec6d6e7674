package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pseudo-stem of a word is the longest entry of the vocabulary with three to six chars that
 * properly starts it: {@code search} in {@code searching}. The vocabulary itself supplies it, with
 * no language.
 *
 * <p>The words that are tokens and have the same pseudo-stem are its family. An index need not hold
 * the pseudo-stem of such a word, since a query can ask for the whole family.
 */
final class PseudoStems {
  private static final int MIN_LENGTH = 3;
  private static final int MAX_LENGTH = 6;

  private static final int[] NONE = {};

  /**
   * The families that have been asked for, empty ones too. In o200k_base 26,000 tokens have one, of
   * 72,000 members together.
   */
  private static final Map<Encoding, Map<Integer, int[]>> FAMILIES =
      Collections.synchronizedMap(new WeakHashMap<>());

  private PseudoStems() {}

  /** Number of chars of the pseudo-stem of a word; 0 if it has none. */
  static int length(Encoding encoding, char[] word) {
    for (int end = Math.min(MAX_LENGTH, word.length - 1); end >= MIN_LENGTH; end--) {
      if (!Character.isHighSurrogate(word[end - 1]) && id(encoding, word, end) >= 0) {
        return end;
      }
    }
    return 0;
  }

  /** The token that is a space and the first chars of a word; negative if there is none. */
  static int id(Encoding encoding, char[] word, int length) {
    return encoding.tokenId((" " + new String(word, 0, length)).getBytes(StandardCharsets.UTF_8));
  }

  /** The tokens that are a space and a word with some pseudo-stem, without the stem itself. */
  static int[] family(Encoding encoding, int stem) {
    return FAMILIES
        .computeIfAbsent(encoding, key -> new ConcurrentHashMap<>())
        .computeIfAbsent(stem, key -> compute(encoding, key));
  }

  private static int[] compute(Encoding encoding, int stem) {
    char[] start = word(encoding, stem);
    if (start.length < MIN_LENGTH || start.length > MAX_LENGTH) {
      return NONE;
    }
    return Arrays.stream(
            SortedVocabulary.of(encoding).startingWith(encoding.vocabulary().bytes(stem)))
        .filter(id -> length(encoding, word(encoding, id)) == start.length)
        .toArray();
  }

  /** The word behind a space that a token is; empty if it is none, or ends inside a character. */
  private static char[] word(Encoding encoding, int token) {
    String text = new String(encoding.vocabulary().bytes(token), StandardCharsets.UTF_8);
    boolean isWord = text.startsWith(" ") && text.indexOf('\uFFFD') < 0;
    return isWord ? text.substring(1).toCharArray() : new char[0];
  }
}
