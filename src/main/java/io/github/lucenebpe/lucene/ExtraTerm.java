package io.github.lucenebpe.lucene;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A term that makes a word findable by more than its tokens.
 *
 * @param term the text of the term
 * @param type the kind of the term, for a {@code TypeAttribute}
 * @param token the token at or behind which it stands
 * @param start index of its first char in the word
 * @param end index after its last char
 */
record ExtraTerm(String term, String type, int token, int start, int end) {

  /** A pseudo-stem: an entry of the vocabulary that starts the word. */
  static final String PREFIX_TYPE = "bpe_prefix";

  /** Some letters of the word. */
  static final String GRAM_TYPE = "bpe_gram";

  /** Two tokens that follow each other in a word. */
  static final String PAIR_TYPE = "bpe_pair";

  /** All of the word. */
  static final String WHOLE_TYPE = "bpe_whole";

  /** Starts a term that is a whole number, so that {@code =2024} is not token 2024. */
  static final String WHOLE_MARK = "=";

  /** Starts a term that is a beginning which the vocabulary does not have. */
  static final String BEGINNING_MARK = "^";

  private static final int MIN_PREFIX = 3;
  private static final int MAX_PREFIX = 6;

  /** Length of a beginning of a word that the vocabulary knows no beginning of. */
  private static final int BEGINNING = 5;

  static List<ExtraTerm> of(BpeWord word) {
    return switch (word.kind()) {
      case NUMBER -> whole(word);
      case COMMON, MARK, FORMAT, BETWEEN -> List.of();
      case ALPHABETIC -> prefix(word);
      case CONSONANTAL -> grams(word, 3);
      case SYLLABIC -> grams(word, 2);
      case IDEOGRAPHIC -> bigrams(word);
      case UNSPACED -> pairs(word);
    };
  }

  /** A number of several tokens. */
  private static List<ExtraTerm> whole(BpeWord word) {
    if (word.tokenCount() < 2) {
      return List.of();
    }
    String term = WHOLE_MARK + word.substring(0, word.length());
    return List.of(new ExtraTerm(term, WHOLE_TYPE, 0, 0, word.length()));
  }

  /**
   * The longest entry of the vocabulary with three to six chars that properly starts the word; if
   * there is none, as in scripts of which the vocabulary has little, the first five chars.
   */
  private static List<ExtraTerm> prefix(BpeWord word) {
    for (int end = Math.min(MAX_PREFIX, word.length() - 1); end >= MIN_PREFIX; end--) {
      int id = tokenId(word, end);
      if (id >= 0) {
        return List.of(new ExtraTerm(Integer.toString(id), PREFIX_TYPE, 0, 0, end));
      }
    }
    if (word.length() <= BEGINNING) {
      return List.of();
    }
    int end = BEGINNING - (Character.isHighSurrogate(word.chars()[BEGINNING - 1]) ? 1 : 0);
    String beginning = BEGINNING_MARK + word.substring(0, end);
    return List.of(new ExtraTerm(beginning, PREFIX_TYPE, 0, 0, end));
  }

  /** The id of the token that is a space and the first chars of a word; -1 if there is none. */
  private static int tokenId(BpeWord word, int end) {
    byte[] token = (" " + word.substring(0, end)).getBytes(StandardCharsets.UTF_8);
    return word.encoding().tokenId(token);
  }

  /** All runs of {@code n} characters, at the first token. */
  private static List<ExtraTerm> grams(BpeWord word, int n) {
    int[] places = characters(CharBuffer.wrap(word.chars()));
    List<ExtraTerm> grams = new ArrayList<>();
    for (int i = 0; i + n < places.length; i++) {
      String gram = word.substring(places[i], places[i + n]);
      grams.add(new ExtraTerm(gram, GRAM_TYPE, 0, places[i], places[i + n]));
    }
    return grams;
  }

  /** All pairs of characters, each behind the last token that starts no later. */
  private static List<ExtraTerm> bigrams(BpeWord word) {
    int[] places = characters(CharBuffer.wrap(word.chars()));
    List<ExtraTerm> grams = new ArrayList<>();
    int token = 0;
    for (int i = 0; i + 2 < places.length; i++) {
      while (token + 1 < word.tokenCount() && word.start(token + 1) <= places[i]) {
        token++;
      }
      String gram = word.substring(places[i], places[i + 2]);
      grams.add(new ExtraTerm(gram, GRAM_TYPE, token, places[i], places[i + 2]));
    }
    return grams;
  }

  /** All pairs of tokens, each at the first one. */
  private static List<ExtraTerm> pairs(BpeWord word) {
    List<ExtraTerm> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < word.tokenCount(); i++) {
      String term = word.id(i) + "_" + word.id(i + 1);
      pairs.add(new ExtraTerm(term, PAIR_TYPE, i, word.start(i), word.end(i + 1)));
    }
    return pairs;
  }

  /** The index of each character of a word, and its length. */
  static int[] characters(CharSequence word) {
    int[] places = new int[word.length() + 1];
    int n = 0;
    for (int i = 0; i < word.length(); n++) {
      places[n] = i;
      i += Character.charCount(Character.codePointAt(word, i));
    }
    places[n] = word.length();
    return Arrays.copyOf(places, n + 1);
  }
}
