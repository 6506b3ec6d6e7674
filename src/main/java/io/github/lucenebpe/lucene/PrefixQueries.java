package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;

/**
 * Words that start with some letters, in a field of token ids.
 *
 * <p>The tokens of such a word are some tokens inside the prefix, and then one that goes on behind
 * it or ends with it. Whatever the word, the tokens inside are those of the text that they make,
 * for a part of a sequence of tokens is the encoding of its own text. So there is one alternative
 * for each place in the prefix at which the last token can start: {@code "unbeliev"} is {@code [
 * unbel][iev|ieve|…]}, or {@code [ unbelievable| unbelievably|…]}, and so on.
 */
final class PrefixQueries {
  private PrefixQueries() {}

  /**
   * The query.
   *
   * @param word in its normal form
   */
  static Query of(Encoding encoding, TokenIdQueryTerms terms, String word) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    WordKind kind = WordKind.of(word.toCharArray());
    boolean isRun = kind == WordKind.IDEOGRAPHIC || kind == WordKind.CONSONANTAL;
    if (isRun && word.codePointCount(0, word.length()) >= SearchWord.gramLength(kind)) {
      any.add(grams(terms, word, kind), Occur.SHOULD);
    } else {
      String start = (BpeWord.takesSpace(kind) ? " " : "") + word;
      addTokens(encoding, terms, start.getBytes(StandardCharsets.UTF_8), any);
      if (isRun) {
        any.add(new PrefixQuery(new Term(terms.field(), word)), Occur.SHOULD);
      }
    }
    if (kind == WordKind.NUMBER) {
      any.add(new PrefixQuery(new Term(terms.field(), SearchWord.WHOLE_MARK + word)), Occur.SHOULD);
    }
    return new ConstantScoreQuery(any.build());
  }

  /** Where characters take positions, a part of a word is a phrase of n-grams. */
  static Query grams(TokenIdQueryTerms terms, String word, WordKind kind) {
    int[] places = SearchWord.characters(word.toCharArray());
    int n = SearchWord.gramLength(kind);
    PhraseQuery.Builder phrase = new PhraseQuery.Builder();
    for (int i = 0; i + n < places.length; i++) {
      phrase.add(new Term(terms.field(), word.substring(places[i], places[i + n])), places[i]);
    }
    return phrase.build();
  }

  private static void addTokens(
      Encoding encoding, TokenIdQueryTerms terms, byte[] prefix, BooleanQuery.Builder any) {
    SortedVocabulary vocabulary = SortedVocabulary.of(encoding);
    any.add(
        new TermInSetQuery(
            terms.field(),
            Arrays.stream(vocabulary.startingWith(prefix)).mapToObj(terms::bytes).toList()),
        Occur.SHOULD);
    for (int place = 1; place < prefix.length; place++) {
      int[] inside = encoding.encodeBytes(Arrays.copyOf(prefix, place));
      Term[] last =
          Arrays.stream(vocabulary.startingWith(Arrays.copyOfRange(prefix, place, prefix.length)))
              .filter(id -> follows(encoding, inside[inside.length - 1], id))
              .mapToObj(terms::term)
              .toArray(Term[]::new);
      if (last.length > 0) {
        MultiPhraseQuery.Builder phrase = new MultiPhraseQuery.Builder();
        for (int id : inside) {
          phrase.add(terms.term(id));
        }
        any.add(phrase.add(last).build(), Occur.SHOULD);
      }
    }
  }

  /**
   * Whether a token can stand behind another: whether they are the encoding of their text. A
   * sequence is an encoding if each two neighbours are one.
   */
  private static boolean follows(Encoding encoding, int token, int id) {
    int[] both = {token, id};
    byte[] bytes = encoding.decodeBytes(both);
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean isWhole = text.indexOf('\uFFFD') < 0; // else a character is cut
    return Arrays.equals(
        both, isWhole ? encoding.encodeOrdinary(text) : encoding.encodeBytes(bytes));
  }
}
