package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.lucene.ReferenceTerms.Recipe;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** {@link BpeSearchAnalyzer} with other choices, to measure what each is worth. */
public final class RecipeAnalyzer extends Analyzer {
  private final Encoding encoding;
  private final Recipe recipe;
  private final boolean folds;
  private final boolean dropsAccents;

  /** Whether extra terms stand at the position of their token. */
  private final boolean stacks;

  private RecipeAnalyzer(
      Encoding encoding, Recipe recipe, boolean folds, boolean dropsAccents, boolean stacks) {
    this.encoding = encoding;
    this.recipe = recipe;
    this.folds = folds;
    this.dropsAccents = dropsAccents;
    this.stacks = stacks;
  }

  /** A choice by its name, for an index and for queries. */
  public record Choice(Analyzer index, Analyzer queries) {
    private static Choice of(Encoding encoding, Recipe recipe) {
      return new Choice(
          new RecipeAnalyzer(encoding, recipe, true, false, true),
          new RecipeAnalyzer(encoding, recipe, true, false, false));
    }
  }

  /** All choices, the default first. */
  public static Map<String, Choice> choices(Encoding encoding) {
    Recipe standard = Recipe.DEFAULT;
    Map<String, Choice> result = new LinkedHashMap<>();
    result.put("default", Choice.of(encoding, standard));
    result.put("no extra terms", Choice.of(encoding, Recipe.NO_EXTRAS));
    for (int max : new int[] {4, 5, 7, 8, 12}) {
      result.put("stems of 3 to " + max, Choice.of(encoding, standard.withStems(3, max)));
    }
    for (int min : new int[] {2, 4, 5}) {
      result.put("stems of " + min + " to 6", Choice.of(encoding, standard.withStems(min, 6)));
    }
    result.put("no beginnings", Choice.of(encoding, standard.withBeginning(0)));
    result.put("Arabic stems", Choice.of(encoding, standard.withGrams(0, 2)));
    result.put("Arabic 2-grams", Choice.of(encoding, standard.withGrams(2, 2)));
    result.put("Arabic 4-grams", Choice.of(encoding, standard.withGrams(4, 2)));
    result.put("no Han 2-grams", Choice.of(encoding, standard.withGrams(3, 0)));
    result.put("Han 3-grams", Choice.of(encoding, standard.withGrams(3, 3)));
    result.put("no Thai pairs", Choice.of(encoding, standard.with(false, true, false)));
    result.put("no numbers", Choice.of(encoding, standard.with(true, false, false)));
    result.put("whole words too", Choice.of(encoding, standard.with(true, true, true)));
    result.put("accents dropped", choice(encoding, true, true));
    result.put("no folding", choice(encoding, false, false));
    Choice normal = Choice.of(encoding, standard);
    result.put("synonyms in queries", new Choice(normal.index, normal.index));
    result.put("own positions in the index", new Choice(normal.queries, normal.queries));
    return result;
  }

  private static Choice choice(Encoding encoding, boolean folds, boolean dropsAccents) {
    return new Choice(
        new RecipeAnalyzer(encoding, Recipe.DEFAULT, folds, dropsAccents, true),
        new RecipeAnalyzer(encoding, Recipe.DEFAULT, folds, dropsAccents, false));
  }

  @Override
  protected TokenStreamComponents createComponents(String fieldName) {
    Tokenizer words = new BpeWordTokenizer();
    TokenStream folded = folds ? new NfkcCaseFoldFilter(words, dropsAccents) : words;
    return new TokenStreamComponents(words, new RecipeFilter(folded));
  }

  /** Puts the terms of a word in its place. */
  private final class RecipeFilter extends TokenFilter {
    private final CharTermAttribute termAtt = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute positionAtt =
        addAttribute(PositionIncrementAttribute.class);
    private List<ReferenceTerms.Span> terms = List.of();
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
        isRun = WordKind.of(termAtt.toString().toCharArray()) == WordKind.IDEOGRAPHIC;
        terms = ReferenceTerms.of(encoding, termAtt.toString(), recipe);
        next = 0;
      }
      ReferenceTerms.Span term = terms.get(next);
      positionAtt.setPositionIncrement(next == 0 || !stacks || takesPosition(term) ? 1 : 0);
      termAtt.setEmpty().append(term.term());
      next++;
      return true;
    }

    /** Overlaps count for the length of a document; where exactly a term stands does not. */
    private boolean takesPosition(ReferenceTerms.Span term) {
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
