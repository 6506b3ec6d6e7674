package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.lucene.ReferenceTerms.Recipe;
import io.github.lucenebpe.lucene.ReferenceTerms.Span;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CombinedFieldQuery;
import org.apache.lucene.search.Query;

/**
 * A field for each granularity, the tokens of words in one and the extra terms in the other, and
 * BM25F over both: a term is as frequent as in both together.
 */
public final class Granularities extends DelegatingAnalyzerWrapper {
  /** What the name of a field of extra terms ends with. */
  public static final String EXTRAS = ".extras";

  private final Analyzer tokens;
  private final Analyzer extras;

  private Granularities(Encoding encoding) {
    super(PER_FIELD_REUSE_STRATEGY);
    tokens = terms(encoding, span -> !span.isExtra());
    extras = terms(encoding, Span::isExtra);
  }

  @Override
  protected Analyzer getWrappedAnalyzer(String field) {
    return field.endsWith(EXTRAS) ? extras : tokens;
  }

  static RecipeAnalyzer.Choice choice(Encoding encoding) {
    Analyzer layout = new BpeSearchAnalyzer(encoding, TermLayout.QUERY);
    return new RecipeAnalyzer.Choice(
        new Granularities(encoding), (field, text) -> query(layout, field, text));
  }

  private static Query query(Analyzer layout, String field, String text) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    for (QueryWord word : QueryWord.read(layout, field, text)) {
      for (List<List<Term>> families : List.of(word.tokens(), word.extras())) {
        for (List<Term> family : families) {
          query.add(
              new CombinedFieldQuery.Builder(family.get(0).bytes())
                  .addField(field)
                  .addField(field + EXTRAS)
                  .build(),
              Occur.SHOULD);
        }
      }
      word.pairs().forEach(pair -> query.add(pair, Occur.SHOULD));
    }
    return query.build();
  }

  /** Some terms of each word, all pseudo-stems among them, each with a position. */
  private static Analyzer terms(Encoding encoding, Predicate<Span> taken) {
    Recipe recipe = Recipe.DEFAULT.withBeginning(5, true);
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String field) {
        Tokenizer words = new BpeWordTokenizer();
        return new TokenStreamComponents(words, new Terms(new NfkcCaseFoldFilter(words)));
      }

      // Puts the terms of a word in its place.
      final class Terms extends TokenFilter {
        private final CharTermAttribute termAtt = addAttribute(CharTermAttribute.class);
        private Iterator<String> due = List.<String>of().iterator();

        Terms(TokenStream input) {
          super(input);
        }

        @Override
        public boolean incrementToken() throws IOException {
          while (!due.hasNext()) {
            if (!input.incrementToken()) {
              return false;
            }
            due =
                ReferenceTerms.of(encoding, termAtt.toString(), recipe, TermLayout.INDEX).stream()
                    .filter(taken)
                    .map(Span::term)
                    .iterator();
          }
          termAtt.setEmpty().append(due.next());
          return true;
        }

        @Override
        public void reset() throws IOException {
          super.reset();
          due = List.<String>of().iterator();
        }
      }
    };
  }
}
