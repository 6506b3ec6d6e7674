package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Tokens;
import java.util.Arrays;

/**
 * The words of one encoding that a token stream has seen lately: most words of a text have been
 * there before. Each word has one slot, from which the next with the same hash drives it out.
 *
 * <p>Not thread-safe.
 */
final class BpeWords {
  private static final int SLOTS = 1 << 12;

  /** Longer words are rare, and are not kept. */
  private static final int MAX_KEPT = 32;

  private final Encoding encoding;
  private final BpeWord[] slots = new BpeWord[SLOTS];

  BpeWords(Encoding encoding) {
    this.encoding = encoding;
  }

  /** The word that is {@code chars[0, length)}. */
  BpeWord get(char[] chars, int length) {
    if (length > MAX_KEPT) {
      return new BpeWord(encoding, Arrays.copyOf(chars, length), new Tokens());
    }
    int hash = 0;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + chars[i];
    }
    int slot = (hash ^ hash >>> 12) & (SLOTS - 1);
    BpeWord word = slots[slot];
    if (word == null || !Arrays.equals(word.chars(), 0, word.length(), chars, 0, length)) {
      word = new BpeWord(encoding, Arrays.copyOf(chars, length), new Tokens());
      slots[slot] = word;
    }
    return word;
  }
}
