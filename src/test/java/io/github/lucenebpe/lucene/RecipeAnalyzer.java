package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.lucene.ReferenceTerms.Kind;
import io.github.lucenebpe.lucene.ReferenceTerms.Recipe;
import io.github.lucenebpe.lucene.ReferenceTerms.Span;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.QueryBuilder;

/** {@link BpeSearchAnalyzer} with other choices, to measure what each is worth. */
public final class RecipeAnalyzer extends Analyzer {

  /**
   * How much parts of a query count, where a token counts 1.
   *
   * @param member an occurrence of a word whose pseudo-stem is the word of the query
   * @param stem a pseudo-stem
   * @param tokenPair two tokens that follow each other in Thai and its neighbours
   * @param characterPair two characters that follow each other in Han and Kana
   */
  private record Weights(float member, float stem, float tokenPair, float characterPair) {
    /** What {@link BpeQueryBuilder} does. */
    static final Weights DEFAULT = new Weights(0.5f, 1.2f, 0.7f, 0.5f);
  }

  private final Encoding encoding;
  private final Recipe recipe;
  private final boolean folds;
  private final boolean dropsAccents;

  /** Whether each extra term takes a position. */
  private final boolean spreads;

  private RecipeAnalyzer(
      Encoding encoding, Recipe recipe, boolean folds, boolean dropsAccents, boolean spreads) {
    this.encoding = encoding;
    this.recipe = recipe;
    this.folds = folds;
    this.dropsAccents = dropsAccents;
    this.spreads = spreads;
  }

  /** A choice: terms of an index, and queries for a field and a text. */
  public record Choice(Analyzer index, BiFunction<String, String, Query> queries) {
    private static Choice of(Encoding encoding, Recipe recipe) {
      return of(new RecipeAnalyzer(encoding, recipe, true, false, false), Weights.DEFAULT);
    }

    private static Choice of(RecipeAnalyzer analyzer, Weights weights) {
      return new Choice(analyzer, (field, text) -> analyzer.query(field, text, weights));
    }
  }

  /** All choices, the default first. */
  public static Map<String, Choice> choices(Encoding encoding) {
    Recipe standard = Recipe.DEFAULT;
    Map<String, Choice> result = new LinkedHashMap<>();
    result.put("default", Choice.of(encoding, standard));
    result.put("no extra terms", Choice.of(encoding, Recipe.NO_EXTRAS));
    result.put("all stems in the index", Choice.of(encoding, standard.withBeginning(5, true)));
    for (int max : new int[] {4, 5, 7, 8}) {
      result.put("stems of 3 to " + max, Choice.of(encoding, standard.withStems(3, max)));
    }
    for (int min : new int[] {2, 4, 5}) {
      result.put("stems of " + min + " to 6", Choice.of(encoding, standard.withStems(min, 6)));
    }
    result.put("no beginnings", Choice.of(encoding, standard.withBeginning(0, false)));
    result.put("Arabic stems", Choice.of(encoding, standard.withGrams(0, true, 1)));
    result.put("Arabic tokens too", Choice.of(encoding, standard.withGrams(3, true, 1)));
    result.put("Arabic 2-grams", Choice.of(encoding, standard.withGrams(2, false, 1)));
    result.put("Arabic 4-grams", Choice.of(encoding, standard.withGrams(4, false, 1)));
    result.put("Han tokens alone", Choice.of(encoding, standard.withGrams(3, false, 0)));
    result.put("Han 2-grams", Choice.of(encoding, standard.withGrams(3, false, 2)));
    result.put("no numbers", Choice.of(encoding, standard.with(false, false)));
    result.put("whole words too", Choice.of(encoding, standard.with(true, true)));
    result.put("accents dropped", folding(encoding, true, true));
    result.put("no folding", folding(encoding, false, false));
    RecipeAnalyzer index = new RecipeAnalyzer(encoding, standard, true, false, false);
    result.put("own positions in the index", spread(encoding));
    result.put("members count 1", Choice.of(index, new Weights(1, 1.2f, 0.7f, 0.5f)));
    result.put("members count 0.25", Choice.of(index, new Weights(0.25f, 1.2f, 0.7f, 0.5f)));
    result.put("stems count 1", Choice.of(index, new Weights(0.5f, 1, 0.7f, 0.5f)));
    result.put("stems count 1.5", Choice.of(index, new Weights(0.5f, 1.5f, 0.7f, 0.5f)));
    result.put("no pairs", Choice.of(index, new Weights(0.5f, 1.2f, 0, 0)));
    result.put("pairs count 1", Choice.of(index, new Weights(0.5f, 1.2f, 1, 1)));
    for (int percent : new int[] {20, 10}) {
      result.put(
          "only stems in " + percent + " % of documents at most",
          new Choice(index, (field, text) -> index.query(field, text, Weights.DEFAULT, percent)));
    }
    result.put("stems and tokens as two fields, BM25F", Granularities.choice(encoding));
    Analyzer layout = new BpeSearchAnalyzer(encoding, TermLayout.QUERY);
    result.put(
        "Lucene's query builder", new Choice(index, new QueryBuilder(layout)::createBooleanQuery));
    result.put(
        "Lucene's query builder, no weights",
        new Choice(index, new PlainQueryBuilder(layout)::createBooleanQuery));
    return result;
  }

  /** All terms count the same. */
  private static final class PlainQueryBuilder extends QueryBuilder {
    PlainQueryBuilder(Analyzer analyzer) {
      super(analyzer);
    }

    @Override
    protected Query newTermQuery(Term term, float boost) {
      return super.newTermQuery(term, 1);
    }

    @Override
    protected Query newSynonymQuery(String field, TermAndBoost[] terms) {
      return super.newSynonymQuery(
          field,
          Stream.of(terms).map(t -> new TermAndBoost(t.term(), 1)).toArray(TermAndBoost[]::new));
    }
  }

  private static Choice folding(Encoding encoding, boolean folds, boolean dropsAccents) {
    return Choice.of(
        new RecipeAnalyzer(encoding, Recipe.DEFAULT, folds, dropsAccents, false), Weights.DEFAULT);
  }

  private static Choice spread(Encoding encoding) {
    return Choice.of(
        new RecipeAnalyzer(encoding, Recipe.DEFAULT, true, false, true), Weights.DEFAULT);
  }

  private Query query(String field, String text, Weights weights) {
    return query(field, text, weights, 100);
  }

  private Query query(String field, String text, Weights weights, int percent) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    try (Tokenizer words = new BpeWordTokenizer();
        TokenStream folded = words(words)) {
      words.setReader(new StringReader(text));
      CharTermAttribute word = folded.getAttribute(CharTermAttribute.class);
      folded.reset();
      while (folded.incrementToken()) {
        addWord(field, word.toString(), weights, percent, query);
      }
      folded.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return query.build();
  }

  private void addWord(
      String field, String word, Weights weights, int percent, BooleanQuery.Builder query) {
    List<Span> spans = ReferenceTerms.of(encoding, word, recipe, TermLayout.QUERY);
    WordKind kind = WordKind.of(word.toCharArray());
    for (int i = 0; i < spans.size(); ) {
      Span first = spans.get(i);
      List<Term> family = new ArrayList<>();
      do {
        family.add(new Term(field, spans.get(i++).term()));
      } while (i < spans.size() && spans.get(i).kind() == Kind.FAMILY);
      if (first.kind() == Kind.STEM) {
        Query stem = new BoostQuery(FamilyQuery.of(family, 1), weights.stem);
        query.add(percent < 100 ? new RareQuery(stem, family, percent) : stem, Occur.SHOULD);
      } else if (first.kind() != Kind.PART) {
        query.add(FamilyQuery.of(family, weights.member), Occur.SHOULD);
      }
      if (kind == WordKind.UNSPACED && i < spans.size() && weights.tokenPair > 0) {
        Query pair = new PhraseQuery(field, first.term(), spans.get(i).term());
        query.add(new BoostQuery(pair, weights.tokenPair), Occur.SHOULD);
      }
    }
    int[] characters = word.codePoints().toArray();
    if (kind == WordKind.IDEOGRAPHIC && recipe.ideographs() == 1 && weights.characterPair > 0) {
      for (int i = 1; i < characters.length; i++) {
        String one = Character.toString(characters[i - 1]);
        Query pair = new PhraseQuery(field, one, Character.toString(characters[i]));
        query.add(new BoostQuery(pair, weights.characterPair), Occur.SHOULD);
      }
    }
  }

  private TokenStream words(Tokenizer words) {
    return folds ? new NfkcCaseFoldFilter(words, dropsAccents) : words;
  }

  @Override
  protected TokenStreamComponents createComponents(String fieldName) {
    Tokenizer words = new BpeWordTokenizer();
    return new TokenStreamComponents(words, new RecipeFilter(words(words)));
  }

  /** Puts the terms of a word in its place. */
  private final class RecipeFilter extends TokenFilter {
    private final CharTermAttribute termAtt = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute positionAtt =
        addAttribute(PositionIncrementAttribute.class);
    private List<Span> terms = List.of();
    private int next;
    private boolean isRun;

    RecipeFilter(TokenStream input) {
      super(input);
    }

    @Override
    public boolean incrementToken() throws IOException {
      while (next == terms.size()) {
        if (!input.incrementToken()) {
          return false;
        }
        WordKind kind = WordKind.of(termAtt.toString().toCharArray());
        isRun =
            kind == WordKind.IDEOGRAPHIC
                || (kind == WordKind.CONSONANTAL && !recipe.consonantTokens());
        terms = ReferenceTerms.of(encoding, termAtt.toString(), recipe, TermLayout.INDEX);
        next = 0;
      }
      Span term = terms.get(next);
      positionAtt.setPositionIncrement(next == 0 || spreads || takesPosition(term) ? 1 : 0);
      termAtt.setEmpty().append(term.term());
      next++;
      return true;
    }

    /** Overlaps count for the length of a document; where exactly a term stands does not. */
    private boolean takesPosition(Span term) {
      return isRun ? term.start() > terms.get(next - 1).start() : !term.isExtra();
    }

    @Override
    public void reset() throws IOException {
      super.reset();
      terms = List.of();
      next = 0;
    }
  }
}
