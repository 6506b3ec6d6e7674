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
  private final char[] chars;
  private final WordKind kind;

  /** The first token, which nearly always is the only one. */
  private final int firstId;

  private final int tokenCount;

  /** All tokens; null if there is no second. */
  private final int[] ids;

  /**
   * In a script without spaces, the chars of token {@code i} are {@code [starts[i], ends[i])};
   * parts of one may overlap. Null in others.
   */
  private final int[] starts;

  private final int[] ends;

  /**
   * A word.
   *
   * @param chars are kept
   * @param tokens of the word, with places in it
   */
  BpeWord(char[] chars, WordKind kind, Tokens tokens) {
    this.chars = chars;
    this.kind = kind;
    tokenCount = tokens.size();
    firstId = tokenCount == 0 ? TokenIdAttribute.NO_TOKEN : tokens.id(0);
    ids = tokenCount < 2 ? null : tokens.toArray();
    starts = kind.isSpaceless() ? new int[tokenCount] : null;
    ends = kind.isSpaceless() ? new int[tokenCount] : null;
    for (int i = 0; kind.isSpaceless() && i < tokenCount; i++) {
      starts[i] = tokens.start(i);
      ends[i] = tokens.end(i);
    }
  }

  /** Whether a word of a kind is encoded as if it stood after a space. */
  static boolean takesSpace(WordKind kind) {
    return !kind.isSpaceless() && kind != WordKind.NUMBER;
  }

  final WordKind kind() {
    return kind;
  }

  /** Whether the word is {@code other[0, length)}. */
  final boolean is(char[] other, int length) {
    return length == chars.length && Arrays.equals(chars, 0, length, other, 0, length);
  }

  /** Length in chars. */
  final int length() {
    return chars.length;
  }

  /** The chars; not to be changed. */
  final char[] chars() {
    return chars;
  }

  final String substring(int start, int end) {
    return new String(chars, start, end - start);
  }

  /** Number of tokens. */
  final int tokenCount() {
    return tokenCount;
  }

  final int id(int token) {
    return ids == null ? firstId : ids[token];
  }

  /** Index of the first char of a token, in a script without spaces. */
  final int start(int token) {
    return starts[token];
  }

  /** Index after the last char of a token, in a script without spaces. */
  final int end(int token) {
    return ends[token];
  }
}
