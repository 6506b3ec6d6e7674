package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.bpe.Tokens;
import java.util.List;

/**
 * A word and its tokens, as if it stood after a space: the tokens of {@code " " + word}. Before
 * digits, and in scripts without spaces, there is none.
 *
 * <p>Confined to the token stream that made it.
 */
final class BpeWord {
  private final Encoding encoding;
  private final char[] chars;
  private final WordKind kind;
  private final int[] ids;

  /** The chars of token {@code i} are {@code [starts[i], ends[i])}; parts of one may overlap. */
  private final int[] starts;

  private final int[] ends;

  /** Null until they are asked for. */
  private List<ExtraTerm> extraTerms;

  /**
   * Encodes a word.
   *
   * @param scratch is empty
   */
  BpeWord(Encoding encoding, char[] chars, Tokens scratch) {
    this.encoding = encoding;
    this.chars = chars;
    kind = WordKind.of(chars);
    String prefix = spaceBefore(kind);
    encoding.tokenize(prefix + new String(chars), SpecialTokens.ORDINARY, scratch);
    ids = scratch.toArray();
    starts = new int[ids.length];
    ends = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      starts[i] = Math.max(0, scratch.start(i) - prefix.length());
      ends[i] = scratch.end(i) - prefix.length();
    }
  }

  /** What a word of a kind is encoded behind. */
  static String spaceBefore(WordKind kind) {
    return kind.isSpaceless() || kind == WordKind.NUMBER ? "" : " ";
  }

  Encoding encoding() {
    return encoding;
  }

  WordKind kind() {
    return kind;
  }

  /** Length in chars. */
  int length() {
    return chars.length;
  }

  /** The chars; not to be changed. */
  char[] chars() {
    return chars;
  }

  String substring(int start, int end) {
    return new String(chars, start, end - start);
  }

  /** Number of tokens. */
  int tokenCount() {
    return ids.length;
  }

  int id(int token) {
    return ids[token];
  }

  /** Index of the first char of a token. */
  int start(int token) {
    return starts[token];
  }

  /** Index after the last char of a token. */
  int end(int token) {
    return ends[token];
  }

  /** The terms that search has besides the tokens, by the token at which they stand. */
  List<ExtraTerm> extraTerms() {
    if (extraTerms == null) {
      extraTerms = ExtraTerm.of(this);
    }
    return extraTerms;
  }
}
