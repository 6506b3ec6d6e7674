package io.github.lucenebpe.count;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.TokenPrefix;
import java.util.Objects;

/**
 * Counts the tokens of texts, and cuts texts at a number of tokens.
 *
 * <p>Immutable and thread-safe. Special tokens in texts are ordinary text.
 */
public final class TokenCounter {
  /** A character has at most 4 bytes, and a byte at most one token. */
  static final int MAX_TOKENS_OF_A_CHARACTER = 4;

  /** How much text a token is expected to have at most, in chars. English has 4 to 5. */
  private static final int CHARS_PER_TOKEN = 8;

  private final Encoding encoding;

  /** Counts in the tokens of an encoding. */
  public TokenCounter(Encoding encoding) {
    this.encoding = Objects.requireNonNull(encoding, "encoding");
  }

  /** The encoding whose tokens are counted. */
  public Encoding encoding() {
    return encoding;
  }

  /** Number of tokens of a text. */
  public int count(CharSequence text) {
    return encoding.count(text);
  }

  /** Number of tokens of several texts, each encoded by itself. */
  public long total(Iterable<? extends CharSequence> texts) {
    long total = 0;
    for (CharSequence text : texts) {
      total += count(text);
    }
    return total;
  }

  /**
   * The start of a text that has at most so many tokens: the whole text if it fits, else what its
   * first tokens cover, without an incomplete character at its end.
   *
   * <p>The result keeps the limit when it is encoded by itself. That is more than the first {@code
   * limit} tokens give: a cut through a piece changes its merges, so that what they cover may have
   * more tokens when it stands alone; then a little more is cut off.
   *
   * @param limit greatest number of tokens, 0 or more
   * @return the prefix, with the tokens that it has by itself; {@code whole} if nothing is cut off
   * @throws IllegalArgumentException if the limit is negative
   */
  public TokenPrefix cut(CharSequence text, int limit) {
    return cut(text.toString(), 0, limit);
  }

  /** The same for the text from an index on; {@code end} counts from there. */
  TokenPrefix cut(String text, int from, int limit) {
    return cut(text, from, limit, reach(text, from, limit));
  }

  /** The same if {@link #reach} is known. */
  TokenPrefix cut(String text, int from, int limit, TokenPrefix reach) {
    if (reach.whole()) {
      return reach;
    }
    int end = reach.end();
    for (int spared = 0; end > 0 && spared < limit; spared = (2 * spared) + 1) {
      String candidate = text.substring(from, from + end);
      int tokens = encoding.count(candidate);
      if (tokens <= limit) {
        return new TokenPrefix(tokens, end, false);
      }
      end = encoding.countUpTo(candidate, limit - spared).end();
    }
    // Rare: tokens that share characters all along. So many characters always fit.
    String start = firstCharacters(text, from, limit / MAX_TOKENS_OF_A_CHARACTER);
    return new TokenPrefix(encoding.count(start), start.length(), false);
  }

  /**
   * What the first tokens of the text from an index on cover. Of a long text only as much is looked
   * at as these tokens can need, so that cutting it into windows takes linear time, also where the
   * whole of it is one piece.
   */
  TokenPrefix reach(String text, int from, int limit) {
    long length = (long) CHARS_PER_TOKEN * Math.max(limit, 1);
    while (true) {
      int to = wholeCharacters(text, (int) Math.min(from + length, text.length()));
      TokenPrefix prefix = encoding.countUpTo(text.substring(from, to), limit);
      if (!prefix.whole() || to == text.length()) {
        return prefix;
      }
      length *= 2;
    }
  }

  private static String firstCharacters(String text, int from, int characters) {
    int end = from;
    for (int i = 0; i < characters && end < text.length(); i++) {
      end += Character.charCount(text.codePointAt(end));
    }
    return text.substring(from, end);
  }

  /** The index, or the next one if that one is between the halves of a surrogate pair. */
  private static int wholeCharacters(String text, int index) {
    boolean inside =
        index > 0
            && index < text.length()
            && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
    return inside ? index + 1 : index;
  }
}
