package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
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

  private static final int MIN_PREFIX = 3;

  static List<ExtraTerm> of(BpeWord word) {
    return switch (word.kind()) {
      case NUMBER, COMMON, MARK, FORMAT, BETWEEN -> List.of();
      case ALPHABETIC -> prefix(word);
      case CONSONANTAL -> grams(word, 3);
      case SYLLABIC -> grams(word, 2);
      case IDEOGRAPHIC -> bigrams(word);
      case UNSPACED -> pairs(word);
    };
  }

  /** The longest entry of the vocabulary with three letters or more that properly starts it. */
  private static List<ExtraTerm> prefix(BpeWord word) {
    Encoding encoding = word.encoding();
    for (int end = word.length() - 1; end >= MIN_PREFIX; end--) {
      if (Character.isLowSurrogate(word.chars()[end])) {
        continue;
      }
      String prefix = word.substring(0, end);
      int id = encoding.tokenId((" " + prefix).getBytes(StandardCharsets.UTF_8));
      if (id >= 0) {
        return List.of(new ExtraTerm(Integer.toString(id), PREFIX_TYPE, 0, 0, end));
      }
    }
    return List.of();
  }

  /** All runs of {@code n} characters, at the first token. */
  private static List<ExtraTerm> grams(BpeWord word, int n) {
    int[] places = characters(word);
    List<ExtraTerm> grams = new ArrayList<>();
    for (int i = 0; i + n < places.length; i++) {
      String gram = word.substring(places[i], places[i + n]);
      grams.add(new ExtraTerm(gram, GRAM_TYPE, 0, places[i], places[i + n]));
    }
    return grams;
  }

  /** All pairs of characters, each behind the last token that starts no later. */
  private static List<ExtraTerm> bigrams(BpeWord word) {
    int[] places = characters(word);
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
  private static int[] characters(BpeWord word) {
    int[] places = new int[word.length() + 1];
    int n = 0;
    for (int i = 0; i < word.length(); n++) {
      places[n] = i;
      i += Character.charCount(Character.codePointAt(word.chars(), i));
    }
    places[n] = word.length();
    return Arrays.copyOf(places, n + 1);
  }
}
