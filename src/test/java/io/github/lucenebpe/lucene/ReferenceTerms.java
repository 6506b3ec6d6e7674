package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.bpe.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The terms of a word as the documentation has them: no cache, no reused arrays, nothing from the
 * classes that it checks but the kind of the word. By other recipes too, to measure what each
 * choice is worth.
 */
final class ReferenceTerms {
  /**
   * Which terms there are.
   *
   * @param minStem least number of chars of a pseudo-stem
   * @param maxStem greatest number; 0 for none
   * @param beginning number of chars of a beginning where there is no pseudo-stem; 0 for none
   * @param allStems whether an index has all pseudo-stems, and a query no families
   * @param consonants n of the n-grams in Arabic and Hebrew; 0 for pseudo-stems
   * @param consonantTokens whether words with n-grams have tokens there as well
   * @param ideographs n of the n-grams in Han and Kana; 0 for none
   * @param numbers whether numbers are terms
   * @param wholeWords whether words of several tokens are terms, besides
   */
  record Recipe(
      int minStem,
      int maxStem,
      int beginning,
      boolean allStems,
      int consonants,
      boolean consonantTokens,
      int ideographs,
      boolean numbers,
      boolean wholeWords) {
    /** What {@link BpeExtraTermsFilter} does. */
    static final Recipe DEFAULT = new Recipe(3, 6, 5, false, 3, false, 1, true, false);

    static final Recipe NO_EXTRAS = new Recipe(3, 0, 0, true, 99, true, 0, false, false);

    Recipe withStems(int min, int max) {
      return new Recipe(
          min,
          max,
          beginning,
          allStems,
          consonants,
          consonantTokens,
          ideographs,
          numbers,
          wholeWords);
    }

    Recipe withBeginning(int length, boolean stemsInIndex) {
      return new Recipe(
          minStem,
          maxStem,
          length,
          stemsInIndex,
          consonants,
          consonantTokens,
          ideographs,
          numbers,
          wholeWords);
    }

    Recipe withGrams(int ofConsonants, boolean besidesTokens, int ofIdeographs) {
      return new Recipe(
          minStem,
          maxStem,
          beginning,
          allStems,
          ofConsonants,
          besidesTokens,
          ofIdeographs,
          numbers,
          wholeWords);
    }

    Recipe with(boolean newNumbers, boolean newWholeWords) {
      return new Recipe(
          minStem,
          maxStem,
          beginning,
          allStems,
          consonants,
          consonantTokens,
          ideographs,
          newNumbers,
          newWholeWords);
    }
  }

  /** What a term is. */
  enum Kind {
    TOKEN,
    STEM,

    /** A word whose pseudo-stem is the term before. */
    FAMILY,

    /** An ideograph in a token. */
    PART,
    OTHER
  }

  /** A term, and its chars in the word. */
  record Span(String term, int start, int end, Kind kind) {
    boolean isExtra() {
      return kind != Kind.TOKEN;
    }
  }

  /** Families by stem, by lengths of stems, by encoding. */
  private static final Map<List<Object>, Map<Integer, List<Integer>>> FAMILIES = new HashMap<>();

  private ReferenceTerms() {}

  /** The terms of a word in a query by the default recipe. */
  static List<Span> of(Encoding encoding, String word) {
    return of(encoding, word, Recipe.DEFAULT, TermLayout.QUERY);
  }

  /**
   * The terms of a word, in the order of a stream.
   *
   * @param word in its normal form
   */
  static List<Span> of(Encoding encoding, String word, Recipe recipe, TermLayout layout) {
    WordKind kind = WordKind.of(word.toCharArray());
    boolean spaceless = kind == WordKind.IDEOGRAPHIC || kind == WordKind.UNSPACED;
    String prefix = spaceless || kind == WordKind.NUMBER ? "" : " ";
    Tokens tokens = new Tokens();
    encoding.tokenize(prefix + word, SpecialTokens.ORDINARY, tokens);
    boolean isQuery = layout == TermLayout.QUERY;
    List<Span> terms = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      int start = Math.max(0, tokens.start(i) - prefix.length());
      int end = tokens.end(i) - prefix.length();
      boolean oneIdeograph =
          kind == WordKind.IDEOGRAPHIC
              && recipe.ideographs == 1
              && word.codePointCount(start, end) == 1;
      boolean hasGrams =
          kind == WordKind.CONSONANTAL
              && recipe.consonants > 0
              && !recipe.consonantTokens
              && word.codePointCount(0, word.length()) >= recipe.consonants;
      if (!oneIdeograph && !hasGrams) {
        terms.add(new Span(tokens.id(i) + "", start, end, Kind.TOKEN));
      }
      if (i == 0) {
        if (kind == WordKind.ALPHABETIC && isQuery) {
          addFamily(encoding, tokens.id(0), recipe, terms);
        }
        switch (kind) {
          case NUMBER -> {
            if (recipe.numbers && tokens.size() > 1) {
              terms.add(new Span("=" + word, 0, word.length(), Kind.OTHER));
            }
          }
          case ALPHABETIC -> addStem(encoding, word, tokens, recipe, isQuery, terms);
          case CONSONANTAL -> {
            if (recipe.consonants == 0) {
              addStem(encoding, word, tokens, recipe, isQuery, terms);
            } else {
              addGrams(word, recipe.consonants, 0, Integer.MAX_VALUE, Kind.OTHER, terms);
            }
          }
          case SYLLABIC -> addGrams(word, 2, 0, Integer.MAX_VALUE, Kind.OTHER, terms);
          default -> {}
        }
        if (recipe.wholeWords && tokens.size() > 1 && !spaceless && kind != WordKind.NUMBER) {
          terms.add(new Span("=" + word, 0, word.length(), Kind.OTHER));
        }
      }
      boolean last = i + 1 == tokens.size();
      if (kind == WordKind.IDEOGRAPHIC && recipe.ideographs > 0) {
        // Those that start before the next token does.
        int from = i == 0 ? 0 : tokens.start(i);
        int to = last ? Integer.MAX_VALUE : tokens.start(i + 1);
        boolean isPart = recipe.ideographs == 1 && !oneIdeograph;
        addGrams(word, recipe.ideographs, from, to, isPart ? Kind.PART : Kind.OTHER, terms);
      }
    }
    return terms;
  }

  private static int stem(Encoding encoding, String word, Recipe recipe) {
    for (int end = Math.min(recipe.maxStem, word.length() - 1); end >= recipe.minStem; end--) {
      boolean whole = !Character.isHighSurrogate(word.charAt(end - 1));
      byte[] bytes = (" " + word.substring(0, end)).getBytes(StandardCharsets.UTF_8);
      if (whole && encoding.tokenId(bytes) >= 0) {
        return encoding.tokenId(bytes);
      }
    }
    return -1;
  }

  private static void addStem(
      Encoding encoding,
      String word,
      Tokens tokens,
      Recipe recipe,
      boolean isQuery,
      List<Span> terms) {
    int stem = stem(encoding, word, recipe);
    if (stem >= 0) {
      int length = new String(encoding.tokenBytes(stem), StandardCharsets.UTF_8).length() - 1;
      int first = tokens.id(0);
      boolean said =
          stem == first || families(encoding, recipe).getOrDefault(stem, List.of()).contains(first);
      if (isQuery || recipe.allStems || !said) {
        terms.add(new Span(stem + "", 0, length, Kind.STEM));
      }
      if (isQuery) {
        addFamily(encoding, stem, recipe, terms);
      }
    } else if (recipe.beginning > 0 && word.length() > recipe.beginning) {
      boolean cuts = Character.isHighSurrogate(word.charAt(recipe.beginning - 1));
      int end = recipe.beginning - (cuts ? 1 : 0);
      terms.add(new Span("^" + word.substring(0, end), 0, end, Kind.OTHER));
    }
  }

  private static void addFamily(Encoding encoding, int stem, Recipe recipe, List<Span> terms) {
    if (!recipe.allStems) {
      Span last = terms.get(terms.size() - 1);
      for (int member : families(encoding, recipe).getOrDefault(stem, List.of())) {
        terms.add(new Span(member + "", last.start, last.end, Kind.FAMILY));
      }
    }
  }

  /** All tokens that are a space and a word, by the pseudo-stem of the word; ordered by bytes. */
  private static synchronized Map<Integer, List<Integer>> families(
      Encoding encoding, Recipe recipe) {
    return FAMILIES.computeIfAbsent(
        List.of(encoding, recipe.minStem, recipe.maxStem),
        key -> {
          Map<String, Integer> words = new HashMap<>();
          for (int id = 0; id < encoding.vocabulary().size(); id++) {
            if (encoding.vocabulary().contains(id)) {
              String text = new String(encoding.vocabulary().bytes(id), StandardCharsets.UTF_8);
              if (text.startsWith(" ") && !text.contains("\uFFFD")) {
                words.put(text.substring(1), id);
              }
            }
          }
          Map<Integer, List<Integer>> families = new HashMap<>();
          words.keySet().stream()
              .sorted(ReferenceTerms::compareBytes)
              .forEach(
                  word ->
                      families
                          .computeIfAbsent(stem(encoding, word, recipe), s -> new ArrayList<>())
                          .add(words.get(word)));
          return families;
        });
  }

  /** By code point, which is the order of UTF-8. */
  private static int compareBytes(String one, String other) {
    return Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());
  }

  private static void addGrams(String word, int n, int from, int to, Kind kind, List<Span> terms) {
    int[] characters = word.codePoints().toArray();
    for (int i = 0; i + n <= characters.length; i++) {
      int start = IntStream.range(0, i).map(j -> Character.charCount(characters[j])).sum();
      String gram = new String(characters, i, n);
      if (start >= from && start < to) {
        terms.add(new Span(gram, start, start + gram.length(), kind));
      }
    }
  }
}
