package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The words of one encoding that have been seen lately, in any token stream: most words of a text
 * have been there before. Words with the same hash share two places, which hold the two that came
 * last. Full, after some 65,000 different words, it takes about 7 MiB.
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

  /** The words of a place {@code p} are at {@code p}, the last that came, and {@code p + 1}. */
  private final SearchWord[] words = new SearchWord[2 << HASH_BITS];

  /** Their hashes, so that memory is gone to for the right words alone. */
  private final int[] hashes = new int[2 << HASH_BITS];

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
    int hash = hash(chars, length);
    int last = place(hash);
    if (hashes[last] == hash) {
      SearchWord word = words[last];
      if (word != null && word.is(chars, length)) {
        return word;
      }
    }
    if (hashes[last + 1] == hash) {
      SearchWord word = words[last + 1];
      if (word != null && word.is(chars, length)) {
        put(last + 1, hashes[last], words[last]);
        put(last, hash, word);
        return word;
      }
    }
    return null;
  }

  /** Adds a word that is not known. */
  void add(SearchWord word) {
    if (word.length() <= (word.kind().isSpaceless() ? MAX_KEPT_RUN : MAX_KEPT)) {
      int hash = hash(word.chars(), word.length());
      int last = place(hash);
      put(last + 1, hashes[last], words[last]);
      put(last, hash, word);
    }
  }

  private void put(int place, int hash, SearchWord word) {
    hashes[place] = hash;
    words[place] = word;
  }

  private static int place(int hash) {
    return hash >>> -HASH_BITS << 1;
  }

  private static int hash(char[] chars, int length) {
    int hash = 0;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + chars[i];
    }
    return hash * 0x9E3779B9; // the golden ratio spreads the bits
  }
}
