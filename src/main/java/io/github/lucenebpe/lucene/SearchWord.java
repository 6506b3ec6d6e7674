package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Tokens;
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

  private static final int NO_ID = TokenIdAttribute.NO_TOKEN;

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

    /** All of the word. */
    WHOLE("bpe_whole");

    private final String type;

    Kind(String type) {
      this.type = type;
    }
  }

  private final Kind extraKind;
  private final int extraCount;

  /** Number of characters of an extra term. */
  private final int extraLength;

  /** The token that is the pseudo-stem; -1 if none is. */
  private final int prefixId;

  /** Whether an index holds the extra terms. */
  private final boolean indexed;

  /** The index of each character of the word; null if each is one char. */
  private final int[] places;

  private SearchWord(
      char[] chars, WordKind kind, Tokens tokens, Kind extraKind, int count, int length) {
    this(chars, kind, tokens, extraKind, count, length, NO_ID, true);
  }

  private SearchWord(
      char[] chars,
      WordKind kind,
      Tokens tokens,
      Kind extraKind,
      int count,
      int length,
      int id,
      boolean indexed) {
    super(chars, kind, tokens);
    this.indexed = indexed;
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
      case UNSPACED, COMMON, MARK, FORMAT, BETWEEN ->
          withExtra(chars, kind, tokens, Kind.WHOLE, 0, false);
      case ALPHABETIC -> withPrefix(encoding, chars, kind, tokens);
      case CONSONANTAL, SYLLABIC, IDEOGRAPHIC -> withGrams(chars, kind, tokens, gramLength(kind));
    };
  }

  private static SearchWord withExtra(
      char[] chars, WordKind kind, Tokens tokens, Kind extraKind, int length, boolean isThere) {
    return new SearchWord(chars, kind, tokens, extraKind, isThere ? 1 : 0, length);
  }

  /**
   * The pseudo-stem; if there is none, as in scripts of which the vocabulary has little, the first
   * five chars.
   */
  private static SearchWord withPrefix(
      Encoding encoding, char[] chars, WordKind kind, Tokens tokens) {
    int length = PseudoStems.length(encoding, chars);
    if (length > 0) {
      int id = PseudoStems.id(encoding, chars, length);
      return new SearchWord(
          chars, kind, tokens, Kind.PREFIX, 1, length, id, !isOfFamily(encoding, tokens, id));
    }
    boolean cutsPair = chars.length > BEGINNING && Character.isHighSurrogate(chars[BEGINNING - 1]);
    int end = cutsPair ? BEGINNING - 1 : BEGINNING;
    return withExtra(chars, kind, tokens, Kind.BEGINNING, end, chars.length > BEGINNING);
  }

  /**
   * Whether the first token of a word is its pseudo-stem or of the family: whether it starts with
   * the pseudo-stem and is a text, not one that ends inside a character.
   */
  private static boolean isOfFamily(Encoding encoding, Tokens tokens, int stem) {
    if (tokens.size() > 1 && tokens.start(1) < tokens.end(0)) {
      return false;
    }
    byte[] start = encoding.vocabulary().bytes(stem);
    byte[] first = encoding.vocabulary().bytes(tokens.id(0));
    return first.length >= start.length
        && Arrays.equals(first, 0, start.length, start, 0, start.length);
  }

  /** Number of characters of the n-grams of a kind of words that has them. */
  static int gramLength(WordKind kind) {
    return switch (kind) {
      case CONSONANTAL -> 3;
      case IDEOGRAPHIC -> 1;
      default -> 2;
    };
  }

  /** All runs of {@code n} characters. */
  private static SearchWord withGrams(char[] chars, WordKind kind, Tokens tokens, int n) {
    int count = Math.max(0, Character.codePointCount(chars, 0, chars.length) - n + 1);
    return new SearchWord(chars, kind, tokens, Kind.GRAM, count, n);
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

  /**
   * Whether a token is a term. It is not where n-grams say the same or more: of a word of
   * consonants that has any, and of one ideograph.
   */
  boolean hasToken(int token) {
    return switch (kind()) {
      case CONSONANTAL -> extraCount == 0;
      case IDEOGRAPHIC -> {
        int length = end(token) - start(token);
        yield length > 2 || (length == 2 && !Character.isHighSurrogate(chars()[start(token)]));
      }
      default -> true;
    };
  }

  /** Whether each char takes a position, and n-grams stand at those. */
  boolean isRun() {
    return extraCount > 0 && (kind() == WordKind.CONSONANTAL || kind() == WordKind.IDEOGRAPHIC);
  }

  /** Number of extra terms. */
  int extraCount() {
    return extraCount;
  }

  /**
   * Whether an index holds the extra terms. It need not hold a pseudo-stem of which the first token
   * is one of the {@link PseudoStems#family}.
   */
  boolean isExtraIndexed() {
    return indexed;
  }

  /** The token that is the pseudo-stem; -1 if none is. */
  int stem() {
    return prefixId;
  }

  /** The type of the extra terms, for a {@code TypeAttribute}. */
  String extraType() {
    return extraKind.type;
  }

  /**
   * Whether extra term {@code i}, the first that is due, stands at or behind a token. In a run
   * without spaces it stands behind the last token that starts no later; all else stands at the
   * first token of its word.
   */
  boolean isExtraAt(int i, int token) {
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
    };
  }

  /** Index after its last char. */
  int extraEnd(int i) {
    return switch (extraKind) {
      case PREFIX, BEGINNING, WHOLE -> extraLength;
      case GRAM -> places == null ? i + extraLength : places[i + extraLength];
    };
  }

  /** Writes extra term {@code i} to an attribute, which is empty. */
  void writeExtra(int i, CharTermAttribute term) {
    switch (extraKind) {
      case PREFIX -> TokenIdTerms.writeDecimal(prefixId, term);
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
