package io.github.lucenebpe.eval;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.lucene.BpeAnalyzer;
import io.github.lucenebpe.lucene.BpeQueryBuilder;
import io.github.lucenebpe.lucene.BpeSearchAnalyzer;
import io.github.lucenebpe.lucene.RecipeAnalyzer;
import io.github.lucenebpe.lucene.TermLayout;
import io.github.lucenebpe.model.Encodings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.FilteringTokenFilter;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.bn.BengaliAnalyzer;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.eu.BasqueAnalyzer;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ga.IrishAnalyzer;
import org.apache.lucene.analysis.gl.GalicianAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.hy.ArmenianAnalyzer;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.th.ThaiAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;

/** Who takes part: the analyzers of Lucene, and ours. */
final class Contenders {
  static final String STANDARD = "Standard";
  static final String ENGLISH = "English";

  /** The analyzer of the language of the collection. */
  static final String LANGUAGE = "language";

  static final String ICU = "ICU";
  static final String SEARCH = "BPE search";

  private static final Map<String, Supplier<Analyzer>> LANGUAGES =
      Map.ofEntries(
          Map.entry("ar", ArabicAnalyzer::new),
          Map.entry("bg", BulgarianAnalyzer::new),
          Map.entry("bn", BengaliAnalyzer::new),
          Map.entry("ca", CatalanAnalyzer::new),
          Map.entry("cs", CzechAnalyzer::new),
          Map.entry("da", DanishAnalyzer::new),
          Map.entry("de", GermanAnalyzer::new),
          Map.entry("el", GreekAnalyzer::new),
          Map.entry("es", SpanishAnalyzer::new),
          Map.entry("eu", BasqueAnalyzer::new),
          Map.entry("fa", PersianAnalyzer::new),
          Map.entry("fi", FinnishAnalyzer::new),
          Map.entry("fr", FrenchAnalyzer::new),
          Map.entry("ga", IrishAnalyzer::new),
          Map.entry("gl", GalicianAnalyzer::new),
          Map.entry("hi", HindiAnalyzer::new),
          Map.entry("hu", HungarianAnalyzer::new),
          Map.entry("hy", ArmenianAnalyzer::new),
          Map.entry("id", IndonesianAnalyzer::new),
          Map.entry("it", ItalianAnalyzer::new),
          Map.entry("ja", CJKAnalyzer::new),
          Map.entry("ko", CJKAnalyzer::new),
          Map.entry("lt", LithuanianAnalyzer::new),
          Map.entry("lv", LatvianAnalyzer::new),
          Map.entry("nl", DutchAnalyzer::new),
          Map.entry("no", NorwegianAnalyzer::new),
          Map.entry("pt", PortugueseAnalyzer::new),
          Map.entry("ro", RomanianAnalyzer::new),
          Map.entry("ru", RussianAnalyzer::new),
          Map.entry("sv", SwedishAnalyzer::new),
          Map.entry("th", ThaiAnalyzer::new),
          Map.entry("tr", TurkishAnalyzer::new),
          Map.entry("zh", CJKAnalyzer::new));

  private Contenders() {}

  /** All for a language. One without an analyzer in Lucene has the standard one for its own. */
  static List<Contender> of(String language) {
    Encoding o200k = Encodings.get("o200k_base");
    List<Contender> result = new ArrayList<>();
    result.add(new Contender(STANDARD, new StandardAnalyzer()));
    result.add(new Contender(ENGLISH, new EnglishAnalyzer()));
    if (!language.equals("en")) {
      Supplier<Analyzer> own = LANGUAGES.getOrDefault(language, StandardAnalyzer::new);
      result.add(new Contender(LANGUAGE, own.get()));
    }
    result.add(new Contender(ICU, icu()));
    result.add(new Contender("CJK", new CJKAnalyzer()));
    result.add(new Contender("3-grams", grams(3, 0), grams(3, 1)));
    result.add(new Contender("4-grams", grams(4, 0), grams(4, 1)));
    result.add(new Contender("raw ids o200k", new BpeAnalyzer(o200k)));
    result.add(new Contender("raw ids cl100k", new BpeAnalyzer(Encodings.get("cl100k_base"))));
    result.add(
        new Contender(SEARCH, new BpeSearchAnalyzer(o200k), new BpeQueryBuilder(o200k)::words));
    result.add(
        new Contender(
            SEARCH + ", binary terms",
            BpeSearchAnalyzer.withBinaryTerms(o200k, TermLayout.INDEX),
            BpeQueryBuilder.withBinaryTerms(o200k)::words));
    Encoding cl100k = Encodings.get("cl100k_base");
    result.add(
        new Contender(
            SEARCH + ", cl100k",
            new BpeSearchAnalyzer(cl100k),
            new BpeQueryBuilder(cl100k)::words));
    result.add(
        new Contender(
            "raw ids o200k, binary terms",
            BpeAnalyzer.withBinaryTerms(o200k, SpecialTokens.ORDINARY)));
    return result;
  }

  /** Our analyzer, and the same with one choice made otherwise. */
  static List<Contender> choices() {
    Encoding o200k = Encodings.get("o200k_base");
    List<Contender> result = new ArrayList<>();
    result.add(
        new Contender(SEARCH, new BpeSearchAnalyzer(o200k), new BpeQueryBuilder(o200k)::words));
    RecipeAnalyzer.choices(o200k)
        .forEach(
            (name, choice) ->
                result.add(new Contender(name, choice.index(), choice.queries()::apply)));
    return result;
  }

  private static Analyzer icu() {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String fieldName) {
        Tokenizer words = new ICUTokenizer();
        return new TokenStreamComponents(words, new ICUFoldingFilter(words));
      }
    };
  }

  /**
   * The n-grams of each word of the standard tokenizer; a shorter word is a term itself.
   *
   * @param step how many positions they are apart: at one position, query builders take them for
   *     synonyms, and find next to nothing
   */
  private static Analyzer grams(int n, int step) {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String fieldName) {
        Tokenizer words = new StandardTokenizer();
        TokenStream folded = new LowerCaseFilter(words);
        return new TokenStreamComponents(
            words, new WithoutLongTerms(new NGramTokenFilter(folded, n, n, true), n, step));
      }
    };
  }

  /** Drops the longer ones of the words that {@link NGramTokenFilter} keeps. */
  private static final class WithoutLongTerms extends FilteringTokenFilter {
    private final CharTermAttribute termAtt = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute positionAtt =
        addAttribute(PositionIncrementAttribute.class);
    private final int longest;
    private final int step;

    WithoutLongTerms(TokenStream input, int longest, int step) {
      super(input);
      this.longest = longest;
      this.step = step;
    }

    @Override
    protected boolean accept() {
      positionAtt.setPositionIncrement(Math.max(step, positionAtt.getPositionIncrement()));
      return Character.codePointCount(termAtt, 0, termAtt.length()) <= longest;
    }
  }
}
