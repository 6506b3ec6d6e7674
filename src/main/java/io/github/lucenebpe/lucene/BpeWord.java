package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Tokens;
import java.util.Arrays;

/**
 * A word and its tokens, as if it stood after a space: the tokens of {@code " " + word}. Before
 * digits, and in scripts without spaces, there is none.
 *
 * <p>Immutable and thread-safe.
 */
abstract class BpeWord {
  private final WordKind kind;
  private final int length;
  private final int tokenCount;

  /**
   * All in one, since each array more is a place in memory more to go to: the chars, then the id of
   * each token, then in a script without spaces the start and the end of each, as indices of chars;
   * parts of one may overlap. An int is two chars, the low one first.
   */
  private final char[] data;

  /**
   * A word.
   *
   * @param tokens of the word, with places in it
   */
  BpeWord(char[] chars, WordKind kind, Tokens tokens) {
    this.kind = kind;
    length = chars.length;
    tokenCount = tokens.size();
    int ints = kind.isSpaceless() ? 3 : 1;
    data = Arrays.copyOf(chars, Math.addExact(length, Math.multiplyExact(2 * ints, tokenCount)));
    for (int i = 0; i < tokenCount; i++) {
      setInt(i, tokens.id(i));
      if (kind.isSpaceless()) {
        setInt(tokenCount + i, tokens.start(i));
        setInt(2 * tokenCount + i, tokens.end(i));
      }
    }
  }

  private void setInt(int index, int value) {
    data[length + 2 * index] = (char) value;
    data[length + 2 * index + 1] = (char) (value >>> Character.SIZE);
  }

  private int getInt(int index) {
    return data[length + 2 * index] | data[length + 2 * index + 1] << Character.SIZE;
  }

  /** Whether a word of a kind is encoded as if it stood after a space. */
  static boolean takesSpace(WordKind kind) {
    return !kind.isSpaceless() && kind != WordKind.NUMBER;
  }

  final WordKind kind() {
    return kind;
  }

  /** Whether the word is {@code other[0, otherLength)}. */
  final boolean is(char[] other, int otherLength) {
    return length == otherLength && Arrays.equals(data, 0, length, other, 0, length);
  }

  /** Length in chars. */
  final int length() {
    return length;
  }

  /** An array that starts with the chars, {@link #length} of them; not to be changed. */
  final char[] chars() {
    return data;
  }

  final String substring(int start, int end) {
    return new String(data, start, end - start);
  }

  /** Number of tokens. */
  final int tokenCount() {
    return tokenCount;
  }

  final int id(int token) {
    return getInt(token);
  }

  /** Index of the first char of a token, in a script without spaces. */
  final int start(int token) {
    return getInt(tokenCount + token);
  }

  /** Index after the last char of a token, in a script without spaces. */
  final int end(int token) {
    return getInt(2 * tokenCount + token);
  }
}
