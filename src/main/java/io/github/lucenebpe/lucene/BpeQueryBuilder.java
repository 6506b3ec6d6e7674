package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Makes queries on a field that {@link BpeSearchAnalyzer} has indexed: what a user types, as the
 * query that measured best, and the kinds of queries for which words have to be known.
 *
 * <table>
 * <caption>Queries</caption>
 * <tr><td>{@link #words(String, String)}</td><td>any of the words, ranked by the sum of their
 *     terms</td></tr>
 * <tr><td>{@link #words(String, String, int)}</td><td>as many of the words</td></tr>
 * <tr><td>{@link #phrase}</td><td>the words next to each other, as they are written but for case
 *     and compatibility forms</td></tr>
 * <tr><td>{@link #prefix}</td><td>words that start so; in scripts without spaces, runs that hold
 *     it; in Arabic and Hebrew, words that hold it</td></tr>
 * <tr><td>{@link #fuzzy}</td><td>words that differ in a letter or two</td></tr>
 * </table>
 *
 * <p>The first query takes some tenths of a second: the vocabulary is sorted then.
 *
 * <p>Words are terms of {@link TermLayout#QUERY} with weights: an occurrence of a word whose
 * pseudo-stem is the word of the query counts 0.5, a pseudo-stem 1.2, a pair of tokens in Thai and
 * its neighbours 0.7, a pair of characters in Han and Kana 0.5. nDCG@10 by other weights: {@code
 * src/docs/search-choices.md}.
 *
 * <p>Prefixes and fuzzy words are looked for in the vocabulary, which takes some milliseconds
 * whatever the size of the index.
 *
 * <p>Each token and each extra term of a word is a clause, and two with a minimum of words. With
 * Lucene's limit of 1,024 clauses ({@code IndexSearcher.setMaxClauseCount}) a query holds some 500
 * English words, or 250. One of more fails with {@code TooManyClauses} when it is made or run.
 *
 * <p>A query is null if nothing is left of its text, as in Lucene's {@code QueryBuilder}.
 *
 * <p>Thread-safe.
 */
public final class BpeQueryBuilder {
  private final Encoding encoding;
  private final boolean binaryTerms;
  private final Analyzer queryAnalyzer;
  private final Analyzer phraseAnalyzer;

  /** Queries on a field of {@link BpeSearchAnalyzer#BpeSearchAnalyzer(Encoding)}. */
  public BpeQueryBuilder(Encoding encoding) {
    this(
        encoding,
        false,
        new BpeSearchAnalyzer(encoding, TermLayout.QUERY),
        new BpeSearchAnalyzer(encoding, TermLayout.PHRASE));
  }

  /**
   * Queries on a field with a chain of one's own that ends in a {@link BpeTokenFilter} and a {@link
   * BpeExtraTermsFilter}.
   *
   * @param encoding that of the token filter
   * @param queryAnalyzer the chain with {@link TermLayout#QUERY}
   * @param phraseAnalyzer the chain with {@link TermLayout#PHRASE}
   */
  public BpeQueryBuilder(Encoding encoding, Analyzer queryAnalyzer, Analyzer phraseAnalyzer) {
    this(encoding, false, queryAnalyzer, phraseAnalyzer);
  }

  private BpeQueryBuilder(
      Encoding encoding, boolean binaryTerms, Analyzer queryAnalyzer, Analyzer phraseAnalyzer) {
    this.encoding = Objects.requireNonNull(encoding, "encoding");
    this.binaryTerms = binaryTerms;
    this.queryAnalyzer = Objects.requireNonNull(queryAnalyzer, "queryAnalyzer");
    this.phraseAnalyzer = Objects.requireNonNull(phraseAnalyzer, "phraseAnalyzer");
  }

  /** Queries on a field of {@link BpeSearchAnalyzer#withBinaryTerms}. */
  public static BpeQueryBuilder withBinaryTerms(Encoding encoding) {
    return new BpeQueryBuilder(
        encoding,
        true,
        BpeSearchAnalyzer.withBinaryTerms(encoding, TermLayout.QUERY),
        BpeSearchAnalyzer.withBinaryTerms(encoding, TermLayout.PHRASE));
  }

  /** Makes the terms of {@link #words}, for a query parser. */
  public Analyzer analyzer() {
    return queryAnalyzer;
  }

  /** Any of the words, ranked by the sum of their terms. */
  public Query words(String field, String text) {
    return words(field, text, 1);
  }

  /**
   * As many of the words, ranked by the sum of the terms of all. A document has a word if it has
   * all tokens of the word, or more than half of its extra terms. Each token of a script without
   * spaces counts as a word.
   *
   * @param minimumShouldMatch how many words a document must have; all of them if there are fewer
   * @throws IllegalArgumentException if that is not positive
   */
  public Query words(String field, String text, int minimumShouldMatch) {
    if (minimumShouldMatch < 1) {
      throw new IllegalArgumentException(
          "minimumShouldMatch must be greater than zero, got " + minimumShouldMatch);
    }
    List<QueryWord> words = QueryWord.read(queryAnalyzer, field, text);
    if (words.isEmpty()) {
      return null;
    }
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    words.forEach(word -> word.addTerms(query));
    int minimum = Math.min(minimumShouldMatch, words.size());
    if (minimum > 1) {
      BooleanQuery.Builder filter = new BooleanQuery.Builder();
      words.forEach(word -> filter.add(word.match(), Occur.SHOULD));
      query.add(filter.setMinimumNumberShouldMatch(minimum).build(), Occur.FILTER);
    }
    return query.build();
  }

  /** All of the words, as {@link #words(String, String, int)} has it. */
  public Query allWords(String field, String text) {
    return words(field, text, Integer.MAX_VALUE);
  }

  /**
   * The words next to each other. In Arabic and Hebrew, more letters may stand before the first
   * word and behind the last.
   *
   * @param slop how many positions words may be off their places. A token has a position; in Han,
   *     Kana, Arabic and Hebrew, a character
   */
  public Query phrase(String field, String text, int slop) {
    PhraseQuery.Builder phrase = new PhraseQuery.Builder().setSlop(slop);
    int size = 0;
    Term term = null;
    try (TokenStream stream = phraseAnalyzer.tokenStream(field, text)) {
      TermToBytesRefAttribute termAtt = stream.getAttribute(TermToBytesRefAttribute.class);
      PositionIncrementAttribute positionAtt =
          stream.getAttribute(PositionIncrementAttribute.class);
      stream.reset();
      int position = -1;
      while (stream.incrementToken()) {
        position += positionAtt.getPositionIncrement();
        term = new Term(field, BytesRef.deepCopyOf(termAtt.getBytesRef()));
        phrase.add(term, position);
        size++;
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return switch (size) {
      case 0 -> null;
      case 1 -> new TermQuery(term);
      default -> phrase.build();
    };
  }

  /**
   * Words that start with some letters, all with the same score. A prefix of a word is no prefix of
   * its term: this finds each way in which tokens can go through it.
   *
   * @param prefix one word, or its beginning
   * @throws IllegalArgumentException if it is more than one word
   */
  public Query prefix(String field, String prefix) {
    String word = singleWord(field, prefix);
    return word == null ? null : PrefixQueries.of(encoding, terms(field), word);
  }

  /**
   * Words at a small edit distance, the nearer the better ranked: the word itself, and those words
   * that are tokens. In words of several tokens, a wrong letter leaves the other tokens as they
   * are, so that {@link #words(String, String)} finds them.
   *
   * @param word one word
   * @param maxEdits letters added, dropped, replaced, or swapped with their neighbour: 1 or 2
   * @throws IllegalArgumentException if it is more than one word, or {@code maxEdits} is none of
   *     these
   */
  public Query fuzzy(String field, String word, int maxEdits) {
    if (maxEdits < 1 || maxEdits > 2) {
      throw new IllegalArgumentException("maxEdits must be 1 or 2, got " + maxEdits);
    }
    String folded = singleWord(field, word);
    return folded == null
        ? null
        : FuzzyQueries.of(encoding, terms(field), words(field, word), folded, maxEdits);
  }

  private TokenIdQueryTerms terms(String field) {
    return new TokenIdQueryTerms(field, binaryTerms);
  }

  /** The normal form of a word; null if there is none. */
  private String singleWord(String field, String text) {
    List<String> words = QueryWord.texts(queryAnalyzer, field, text);
    if (words.size() > 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "expected one word, got %s", words));
    }
    return words.isEmpty() ? null : words.get(0);
  }
}
