package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * A word with the terms that make it findable by more than its tokens: extra terms, all of one kind
 * and in the order in which they stand.
 *
 * <p>They are written where they are wanted, and are no objects of their own: words are kept by the
 * thousands, and each object more is a place in memory more to go to.
 *
 * <p>Immutable and thread-safe.
 */
final class SearchWord extends BpeWord {
  /** Starts a term that is a whole number, so that {@code =2024} is not token 2024. */
  static final char WHOLE_MARK = '=';

  /** Starts a term that is a beginning which the vocabulary does not have. */
  static final char BEGINNING_MARK = '^';

  /** Between the ids of a pair of tokens. */
  private static final char PAIR_MARK = '_';

  private static final int NO_ID = TokenIdAttribute.NO_TOKEN;

  private static final int MIN_PREFIX = 3;
  private static final int MAX_PREFIX = 6;

  /** Length of a beginning of a word that the vocabulary knows no beginning of. */
  private static final int BEGINNING = 5;

  /** What the extra terms are. */
  private enum Kind {
    /** An entry of the vocabulary that starts the word: a pseudo-stem. */
    PREFIX("bpe_prefix"),

    /** The start of a word that no entry of the vocabulary starts. */
    BEGINNING("bpe_prefix"),

    /** Some letters of the word. */
    GRAM("bpe_gram"),

    /** Two tokens that follow each other in a word. */
    PAIR("bpe_pair"),

    /** All of the word. */
    WHOLE("bpe_whole");

    private final String type;

    Kind(String type) {
      this.type = type;
    }
  }

  private final Kind extraKind;
  private final int extraCount;

  /** Number of characters of an extra term; of a pair of tokens, 0. */
  private final int extraLength;

  /** The token that is the pseudo-stem; -1 if none is. */
  private final int prefixId;

  /** The index of each character of the word; null if each is one char. */
  private final int[] places;

  private SearchWord(
      char[] chars, WordKind kind, Tokens tokens, Kind extraKind, int count, int length, int id) {
    super(chars, kind, tokens);
    this.extraKind = extraKind;
    extraCount = count;
    extraLength = length;
    prefixId = id;
    places = extraKind == Kind.GRAM && hasPairs(chars) ? characters(chars) : null;
  }

  /**
   * A word.
   *
   * @param tokens of the word, with places in it
   */
  static SearchWord of(Encoding encoding, char[] chars, WordKind kind, Tokens tokens) {
    return switch (kind) {
      case NUMBER -> withExtra(chars, kind, tokens, Kind.WHOLE, chars.length, tokens.size() > 1);
      case COMMON, MARK, FORMAT, BETWEEN -> withExtra(chars, kind, tokens, Kind.WHOLE, 0, false);
      case ALPHABETIC -> withPrefix(encoding, chars, kind, tokens);
      case CONSONANTAL -> withGrams(chars, kind, tokens, 3);
      case SYLLABIC, IDEOGRAPHIC -> withGrams(chars, kind, tokens, 2);
      case UNSPACED ->
          new SearchWord(chars, kind, tokens, Kind.PAIR, Math.max(0, tokens.size() - 1), 0, NO_ID);
    };
  }

  private static SearchWord withExtra(
      char[] chars, WordKind kind, Tokens tokens, Kind extraKind, int length, boolean isThere) {
    return new SearchWord(chars, kind, tokens, extraKind, isThere ? 1 : 0, length, NO_ID);
  }

  /**
   * The longest entry of the vocabulary with three to six chars that properly starts the word; if
   * there is none, as in scripts of which the vocabulary has little, the first five chars.
   */
  private static SearchWord withPrefix(
      Encoding encoding, char[] chars, WordKind kind, Tokens tokens) {
    for (int end = Math.min(MAX_PREFIX, chars.length - 1); end >= MIN_PREFIX; end--) {
      int id = cutsPair(chars, end) ? NO_ID : tokenId(encoding, chars, end);
      if (id != NO_ID) {
        return new SearchWord(chars, kind, tokens, Kind.PREFIX, 1, end, id);
      }
    }
    int end = cutsPair(chars, Math.min(BEGINNING, chars.length)) ? BEGINNING - 1 : BEGINNING;
    return withExtra(chars, kind, tokens, Kind.BEGINNING, end, chars.length > BEGINNING);
  }

  private static boolean cutsPair(char[] chars, int end) {
    return Character.isHighSurrogate(chars[end - 1]);
  }

  /** The token that is a space and the first chars of a word. */
  private static int tokenId(Encoding encoding, char[] chars, int end) {
    return encoding.tokenId((" " + new String(chars, 0, end)).getBytes(StandardCharsets.UTF_8));
  }

  /** All runs of {@code n} characters. */
  private static SearchWord withGrams(char[] chars, WordKind kind, Tokens tokens, int n) {
    int count = Math.max(0, Character.codePointCount(chars, 0, chars.length) - n + 1);
    return new SearchWord(chars, kind, tokens, Kind.GRAM, count, n, NO_ID);
  }

  private static boolean hasPairs(char[] chars) {
    return Character.codePointCount(chars, 0, chars.length) < chars.length;
  }

  /** The index of each character of a word, and its length. */
  static int[] characters(char[] word) {
    int[] places = new int[word.length + 1];
    int n = 0;
    for (int i = 0; i < word.length; n++) {
      places[n] = i;
      i += Character.charCount(Character.codePointAt(word, i));
    }
    places[n] = word.length;
    return Arrays.copyOf(places, n + 1);
  }

  /** Number of extra terms. */
  int extraCount() {
    return extraCount;
  }

  /** The type of the extra terms, for a {@code TypeAttribute}. */
  String extraType() {
    return extraKind.type;
  }

  /**
   * Whether extra term {@code i}, the first that is due, stands at or behind a token. A pair stands
   * at its first token; in a run without spaces, what is made of characters stands behind the last
   * token that starts no later; all else stands at the first token of its word.
   */
  boolean isExtraAt(int i, int token) {
    if (extraKind == Kind.PAIR) {
      return token == i;
    }
    if (!kind().isSpaceless()) {
      return token == 0;
    }
    return token + 1 == tokenCount() || start(token + 1) > extraStart(i);
  }

  /** Index in the word of the first char of extra term {@code i}. */
  int extraStart(int i) {
    return switch (extraKind) {
      case PREFIX, BEGINNING, WHOLE -> 0;
      case GRAM -> places == null ? i : places[i];
      case PAIR -> start(i);
    };
  }

  /** Index after its last char. */
  int extraEnd(int i) {
    return switch (extraKind) {
      case PREFIX, BEGINNING, WHOLE -> extraLength;
      case GRAM -> places == null ? i + extraLength : places[i + extraLength];
      case PAIR -> end(i + 1);
    };
  }

  /** Appends extra term {@code i} to an attribute. */
  void writeExtra(int i, CharTermAttribute term) {
    switch (extraKind) {
      case PREFIX -> TokenIdTerms.appendDecimal(prefixId, term);
      case PAIR -> {
        TokenIdTerms.appendDecimal(id(i), term);
        term.append(PAIR_MARK);
        TokenIdTerms.appendDecimal(id(i + 1), term);
      }
      case GRAM -> appendChars(extraStart(i), extraEnd(i), term);
      case BEGINNING -> appendChars(0, extraLength, term.append(BEGINNING_MARK));
      case WHOLE -> appendChars(0, extraLength, term.append(WHOLE_MARK));
    }
  }

  private void appendChars(int from, int to, CharTermAttribute term) {
    int at = term.length();
    char[] target = term.resizeBuffer(at + to - from);
    System.arraycopy(chars(), from, target, at, to - from);
    term.setLength(at + to - from);
  }
}
