package io.github.lucenebpe.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;

/**
 * The terms of a word in a query, each with its family; in a script without spaces, of a token.
 *
 * @param tokens terms of its tokens
 * @param extras its extra terms
 * @param stemmed whether the extra term is a pseudo-stem
 * @param pairs pairs of what follows each other in a script without spaces
 */
record QueryWord(
    List<List<Term>> tokens, List<List<Term>> extras, boolean stemmed, List<Query> pairs) {
  /**
   * How much an occurrence of a word counts that has the word of the query for its pseudo-stem,
   * where one of the word itself counts 1.
   */
  static final float MEMBER_BOOST = 0.5f;

  /** How much a pseudo-stem counts, where a token counts 1. */
  private static final float STEM_BOOST = 1.2f;

  /** How much a pair of tokens counts, in Thai and its neighbours. */
  private static final float TOKEN_PAIR_BOOST = 0.7f;

  /** How much a pair of characters counts, in Han and Kana. */
  private static final float CHARACTER_PAIR_BOOST = 0.5f;

  /** The words of a text, by an analyzer with {@link TermLayout#QUERY}. */
  static List<QueryWord> read(Analyzer analyzer, String field, String text) {
    List<QueryWord> words = new ArrayList<>();
    List<List<Term>> families = new ArrayList<>();
    forEach(
        analyzer,
        field,
        text,
        (term, word, token, kind) -> {
          if (kind == TermOf.PART) {
            return; // the token and the pairs of characters say more
          }
          if (kind == TermOf.FAMILY) {
            families.get(families.size() - 1).add(new Term(field, term));
            return;
          }
          boolean spaceless = word != null && word.kind().isSpaceless();
          if (word == null || token == 0 || spaceless) {
            QueryWord before = words.isEmpty() ? null : words.get(words.size() - 1);
            words.add(
                new QueryWord(
                    new ArrayList<>(),
                    new ArrayList<>(),
                    word != null && word.stem() >= 0,
                    pairs(field, before, word, token, term)));
          }
          List<Term> family = new ArrayList<>(List.of(new Term(field, term)));
          families.add(family);
          QueryWord last = words.get(words.size() - 1);
          (kind == TermOf.EXTRA && !spaceless ? last.extras : last.tokens).add(family);
        });
    return words;
  }

  /** The pairs that a term of a run is in: with the token before, or all characters of the run. */
  private static List<Query> pairs(
      String field, QueryWord before, SearchWord word, int index, BytesRef term) {
    if (word != null && word.kind() == WordKind.UNSPACED && index > 0) {
      BytesRef first = before.tokens.get(0).get(0).bytes();
      return List.of(new BoostQuery(new PhraseQuery(field, first, term), TOKEN_PAIR_BOOST));
    }
    List<Query> pairs = new ArrayList<>();
    if (word != null && word.kind() == WordKind.IDEOGRAPHIC && index == 0) {
      int[] places = SearchWord.characters(word.substring(0, word.length()).toCharArray());
      for (int i = 0; i + 2 < places.length; i++) {
        String first = word.substring(places[i], places[i + 1]);
        String second = word.substring(places[i + 1], places[i + 2]);
        // A character of two chars takes two positions.
        PhraseQuery.Builder pair = new PhraseQuery.Builder();
        pair.add(new Term(field, first), 0).add(new Term(field, second), first.length());
        pairs.add(new BoostQuery(pair.build(), CHARACTER_PAIR_BOOST));
      }
    }
    return pairs;
  }

  /** The words as they are before they are split into tokens. */
  static List<String> texts(Analyzer analyzer, String field, String text) {
    List<String> words = new ArrayList<>();
    forEach(
        analyzer,
        field,
        text,
        (term, word, token, kind) -> {
          if (word == null) {
            words.add(term.utf8ToString());
          } else if (token == 0 && kind != TermOf.FAMILY) {
            words.add(word.substring(0, word.length()));
          }
        });
    return words;
  }

  /** What a term is. */
  private enum TermOf {
    TOKEN,
    EXTRA,

    /** A part of the token before. */
    PART,

    /** Of the family of the term before. */
    FAMILY;

    static TermOf ofExtra(String type) {
      return switch (type) {
        case BpeExtraTermsFilter.MEMBER_TYPE -> FAMILY;
        case BpeExtraTermsFilter.PART_TYPE -> PART;
        default -> EXTRA;
      };
    }
  }

  /** Takes a term of a stream. */
  private interface TermConsumer {
    void accept(BytesRef term, SearchWord word, int token, TermOf kind);
  }

  private static void forEach(Analyzer analyzer, String field, String text, TermConsumer consumer) {
    try (TokenStream stream = analyzer.tokenStream(field, text)) {
      TermToBytesRefAttribute termAtt = stream.getAttribute(TermToBytesRefAttribute.class);
      TypeAttribute typeAtt = stream.getAttribute(TypeAttribute.class);
      TokenIdAttribute idAtt = stream.getAttribute(TokenIdAttribute.class);
      BpeWordAttribute wordAtt = stream.getAttribute(BpeWordAttribute.class);
      if (wordAtt == null) {
        throw new IllegalArgumentException("the analyzer has no BpeTokenFilter");
      }
      stream.reset();
      while (stream.incrementToken()) {
        SearchWord word = wordAtt.word();
        boolean isToken = word == null || idAtt.getTokenId() != TokenIdAttribute.NO_TOKEN;
        TermOf kind = isToken ? TermOf.TOKEN : TermOf.ofExtra(typeAtt.type());
        consumer.accept(BytesRef.deepCopyOf(termAtt.getBytesRef()), word, wordAtt.token(), kind);
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds all terms as clauses that may match. */
  void addTerms(BooleanQuery.Builder query) {
    for (List<Term> token : tokens) {
      query.add(FamilyQuery.of(token, MEMBER_BOOST), Occur.SHOULD);
    }
    for (List<Term> extra : extras) {
      Query family = FamilyQuery.of(extra, 1);
      query.add(stemmed ? new BoostQuery(family, STEM_BOOST) : family, Occur.SHOULD);
    }
    pairs.forEach(pair -> query.add(pair, Occur.SHOULD));
  }

  /** Whether a document has the word: all of its tokens, or most of its extra terms. */
  Query match() {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    tokens.forEach(token -> all.add(FamilyQuery.of(token, MEMBER_BOOST), Occur.MUST));
    if (extras.isEmpty()) {
      return all.build();
    }
    BooleanQuery.Builder most = new BooleanQuery.Builder();
    extras.forEach(extra -> most.add(FamilyQuery.of(extra, 1), Occur.SHOULD));
    most.setMinimumNumberShouldMatch(extras.size() / 2 + 1);
    return new BooleanQuery.Builder()
        .add(all.build(), Occur.SHOULD)
        .add(most.build(), Occur.SHOULD)
        .build();
  }
}
