package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.bpe.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The terms of a word in {@link TermLayout#QUERY} as the documentation has them: no cache, no
 * reused arrays, nothing from the classes that it checks but the kind of the word. By other recipes
 * too, to measure what each choice is worth.
 */
final class ReferenceTerms {
  /**
   * Which extra terms there are.
   *
   * @param minStem least number of chars of a pseudo-stem
   * @param maxStem greatest number; 0 for none
   * @param beginning number of chars of a beginning where there is no pseudo-stem; 0 for none
   * @param consonants n of the n-grams in Arabic and Hebrew; 0 for pseudo-stems
   * @param ideographs n of the n-grams in Han and Kana; 0 for none
   * @param pairs whether Thai and its neighbours have pairs of tokens
   * @param numbers whether numbers are terms
   * @param wholeWords whether words of several tokens are terms, besides
   */
  record Recipe(
      int minStem,
      int maxStem,
      int beginning,
      int consonants,
      int ideographs,
      boolean pairs,
      boolean numbers,
      boolean wholeWords) {
    /** What {@link BpeExtraTermsFilter} does. */
    static final Recipe DEFAULT = new Recipe(3, 6, 5, 3, 2, true, true, false);

    static final Recipe NO_EXTRAS = new Recipe(3, 0, 0, 99, 0, false, false, false);

    Recipe withStems(int min, int max) {
      return new Recipe(min, max, beginning, consonants, ideographs, pairs, numbers, wholeWords);
    }

    Recipe withBeginning(int length) {
      return new Recipe(
          minStem, maxStem, length, consonants, ideographs, pairs, numbers, wholeWords);
    }

    Recipe withGrams(int ofConsonants, int ofIdeographs) {
      return new Recipe(
          minStem, maxStem, beginning, ofConsonants, ofIdeographs, pairs, numbers, wholeWords);
    }

    Recipe with(boolean newPairs, boolean newNumbers, boolean newWholeWords) {
      return new Recipe(
          minStem, maxStem, beginning, consonants, ideographs, newPairs, newNumbers, newWholeWords);
    }
  }

  private ReferenceTerms() {}

  /**
   * A term, and its chars in the word.
   *
   * @param isExtra whether it is none of the tokens
   */
  record Span(String term, int start, int end, boolean isExtra) {
    static Span extra(String term, int start, int end) {
      return new Span(term, start, end, true);
    }
  }

  /** The terms of a word by the default recipe. */
  static List<Span> of(Encoding encoding, String word) {
    return of(encoding, word, Recipe.DEFAULT);
  }

  /**
   * The terms of a word, in the order of a stream.
   *
   * @param word in its normal form
   */
  static List<Span> of(Encoding encoding, String word, Recipe recipe) {
    WordKind kind = WordKind.of(word.toCharArray());
    boolean spaceless = kind == WordKind.IDEOGRAPHIC || kind == WordKind.UNSPACED;
    String prefix = spaceless || kind == WordKind.NUMBER ? "" : " ";
    Tokens tokens = new Tokens();
    encoding.tokenize(prefix + word, SpecialTokens.ORDINARY, tokens);
    List<Span> terms = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      int start = Math.max(0, tokens.start(i) - prefix.length());
      terms.add(new Span(tokens.id(i) + "", start, tokens.end(i) - prefix.length(), false));
      if (i == 0) {
        switch (kind) {
          case NUMBER -> {
            if (recipe.numbers && tokens.size() > 1) {
              terms.add(Span.extra("=" + word, 0, word.length()));
            }
          }
          case ALPHABETIC -> addStem(encoding, word, recipe, terms);
          case CONSONANTAL -> {
            if (recipe.consonants == 0) {
              addStem(encoding, word, recipe, terms);
            } else {
              addGrams(word, recipe.consonants, 0, Integer.MAX_VALUE, terms);
            }
          }
          case SYLLABIC -> addGrams(word, 2, 0, Integer.MAX_VALUE, terms);
          default -> {}
        }
        if (recipe.wholeWords && tokens.size() > 1 && !spaceless && kind != WordKind.NUMBER) {
          terms.add(Span.extra("=" + word, 0, word.length()));
        }
      }
      boolean last = i + 1 == tokens.size();
      if (kind == WordKind.IDEOGRAPHIC && recipe.ideographs > 0) {
        // Those that start before the next token does.
        int from = i == 0 ? 0 : tokens.start(i);
        addGrams(
            word, recipe.ideographs, from, last ? Integer.MAX_VALUE : tokens.start(i + 1), terms);
      } else if (kind == WordKind.UNSPACED && recipe.pairs && !last) {
        String pair = tokens.id(i) + "_" + tokens.id(i + 1);
        terms.add(Span.extra(pair, tokens.start(i), tokens.end(i + 1)));
      }
    }
    return terms;
  }

  private static void addStem(Encoding encoding, String word, Recipe recipe, List<Span> terms) {
    for (int end = Math.min(recipe.maxStem, word.length() - 1); end >= recipe.minStem; end--) {
      boolean whole = !Character.isHighSurrogate(word.charAt(end - 1));
      byte[] bytes = (" " + word.substring(0, end)).getBytes(StandardCharsets.UTF_8);
      if (whole && encoding.tokenId(bytes) >= 0) {
        terms.add(Span.extra(encoding.tokenId(bytes) + "", 0, end));
        return;
      }
    }
    if (recipe.beginning > 0 && word.length() > recipe.beginning) {
      boolean cuts = Character.isHighSurrogate(word.charAt(recipe.beginning - 1));
      int end = recipe.beginning - (cuts ? 1 : 0);
      terms.add(Span.extra("^" + word.substring(0, end), 0, end));
    }
  }

  private static void addGrams(String word, int n, int from, int to, List<Span> terms) {
    int[] characters = word.codePoints().toArray();
    for (int i = 0; i + n <= characters.length; i++) {
      int start = IntStream.range(0, i).map(j -> Character.charCount(characters[j])).sum();
      String gram = new String(characters, i, n);
      if (start >= from && start < to) {
        terms.add(Span.extra(gram, start, start + gram.length()));
      }
    }
  }
}
