package io.github.lucenebpe.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * The terms of a word in a query; in a script without spaces, of a token.
 *
 * @param tokens terms of its tokens
 * @param extras its extra terms
 */
record QueryWord(List<Term> tokens, List<Term> extras) {

  /** The words of a text, by an analyzer with {@link TermLayout#QUERY}. */
  static List<QueryWord> read(Analyzer analyzer, String field, String text) {
    List<QueryWord> words = new ArrayList<>();
    forEach(
        analyzer,
        field,
        text,
        (term, word, token, isExtra) -> {
          boolean isNew = word == null || token == 0 || word.kind().isSpaceless();
          if (isNew && !isExtra) {
            words.add(new QueryWord(new ArrayList<>(), new ArrayList<>()));
          }
          QueryWord last = words.get(words.size() - 1);
          (isExtra ? last.extras : last.tokens).add(new Term(field, term));
        });
    return words;
  }

  /** The words as they are before they are split into tokens. */
  static List<String> texts(Analyzer analyzer, String field, String text) {
    List<String> words = new ArrayList<>();
    forEach(
        analyzer,
        field,
        text,
        (term, word, token, isExtra) -> {
          if (word == null) {
            words.add(term.utf8ToString());
          } else if (token == 0 && !isExtra) {
            words.add(word.substring(0, word.length()));
          }
        });
    return words;
  }

  /** Takes a term of a stream. */
  private interface TermConsumer {
    void accept(BytesRef term, SearchWord word, int token, boolean isExtra);
  }

  private static void forEach(Analyzer analyzer, String field, String text, TermConsumer consumer) {
    try (TokenStream stream = analyzer.tokenStream(field, text)) {
      TermToBytesRefAttribute termAtt = stream.getAttribute(TermToBytesRefAttribute.class);
      TokenIdAttribute idAtt = stream.getAttribute(TokenIdAttribute.class);
      BpeWordAttribute wordAtt = stream.getAttribute(BpeWordAttribute.class);
      if (wordAtt == null) {
        throw new IllegalArgumentException("the analyzer has no BpeTokenFilter");
      }
      stream.reset();
      while (stream.incrementToken()) {
        SearchWord word = wordAtt.word();
        boolean isExtra = word != null && idAtt.getTokenId() == TokenIdAttribute.NO_TOKEN;
        consumer.accept(BytesRef.deepCopyOf(termAtt.getBytesRef()), word, wordAtt.token(), isExtra);
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds all terms as clauses that may match. */
  void addTerms(BooleanQuery.Builder query) {
    tokens.forEach(term -> query.add(new TermQuery(term), Occur.SHOULD));
    extras.forEach(term -> query.add(new TermQuery(term), Occur.SHOULD));
  }

  /** Whether a document has the word: all of its tokens, or most of its extra terms. */
  Query match() {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    tokens.forEach(term -> all.add(new TermQuery(term), Occur.MUST));
    if (extras.isEmpty()) {
      return all.build();
    }
    BooleanQuery.Builder most = new BooleanQuery.Builder();
    extras.forEach(term -> most.add(new TermQuery(term), Occur.SHOULD));
    most.setMinimumNumberShouldMatch(extras.size() / 2 + 1);
    return new BooleanQuery.Builder()
        .add(all.build(), Occur.SHOULD)
        .add(most.build(), Occur.SHOULD)
        .build();
  }
}
