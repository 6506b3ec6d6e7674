package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The words of one encoding that have been seen lately, in any token stream: most words of a text
 * have been there before. Words with the same hash share two places, which hold the two that came
 * last. Full, after some 65,000 different words, it takes about 13 MiB.
 *
 * <p>Thread-safe without locks: words are immutable, and where threads meet, a word is at worst
 * forgotten.
 */
final class BpeWords {
  private static final Map<Encoding, BpeWords> WORDS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private static final int HASH_BITS = 15;

  /** Longer words are rare, and are not kept. */
  private static final int MAX_KEPT = 24;

  /** Longer runs of a script without spaces are rarely seen twice. */
  private static final int MAX_KEPT_RUN = 8;

  /** The words with hash {@code h} are at {@code 2 * h}, the last that came, and behind it. */
  private final SearchWord[] words = new SearchWord[2 << HASH_BITS];

  private BpeWords() {}

  /** Those of an encoding, kept as long as the encoding. */
  static BpeWords of(Encoding encoding) {
    return WORDS.computeIfAbsent(encoding, key -> new BpeWords());
  }

  /** The word that is {@code chars[0, length)}; null if it is not known. */
  SearchWord get(char[] chars, int length) {
    if (length > MAX_KEPT) {
      return null;
    }
    int last = place(chars, length);
    SearchWord word = words[last];
    if (word != null && word.is(chars, length)) {
      return word;
    }
    SearchWord other = words[last + 1];
    if (other != null && other.is(chars, length)) {
      words[last + 1] = word;
      words[last] = other;
      return other;
    }
    return null;
  }

  /** Adds a word that is not known. */
  void add(SearchWord word) {
    if (word.length() <= (word.kind().isSpaceless() ? MAX_KEPT_RUN : MAX_KEPT)) {
      int last = place(word.chars(), word.length());
      words[last + 1] = words[last];
      words[last] = word;
    }
  }

  private static int place(char[] chars, int length) {
    int hash = 0;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + chars[i];
    }
    return (hash * 0x9E3779B9) >>> -HASH_BITS << 1; // the golden ratio spreads the bits
  }
}
