package io.github.lucenebpe.lucene;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.apache.lucene.search.BoostAttribute;

/**
 * Adds, behind a {@link BpeTokenFilter}, the terms that make words findable by more than their
 * tokens. What they are depends on the script of the word, never on a language:
 *
 * <ul>
 *   <li>Words of letters: the longest entry of the vocabulary with three to six chars that properly
 *       starts the word, a pseudo-stem. Its term is the id of that entry, so that {@code searching}
 *       finds {@code search}. In a query the words that are tokens and have the same pseudo-stem,
 *       its family, stand behind it, and behind a word its own family. So an index has the
 *       pseudo-stem of a word only if the first token of the word is not of the family.
 *   <li>Arabic, Hebrew: the 3-grams of the word's letters, in place of the tokens; Hangul: the
 *       2-grams.
 *   <li>Han, Hiragana, Katakana, Bopomofo: the characters of a run. Tokens of one character are no
 *       terms besides.
 *   <li>Numbers of several tokens: the number behind {@code =}.
 * </ul>
 *
 * <p>Where the terms stand is the {@link TermLayout}. An index holds nothing that a query can ask
 * for by other terms: each term that is spared makes indexing quicker. {@link BpeQueryBuilder} also
 * asks for pairs of characters in Han and Kana, and for pairs of tokens in Thai and its neighbours,
 * which are phrases.
 *
 * <p>Lucene's query builders make synonyms of a family, which all count at most 1. So in their
 * queries a pseudo-stem counts 1, and so does the word itself in its family; other words of the
 * family count 0.4 and tokens of the word, which are a clause of their own, 0.7.
 *
 * <table>
 * <caption>nDCG@10 of these choices and of others; with pseudo-stems the mean of all
 * collections</caption>
 * <tr><td>no extra terms</td><td>.644; with them .671</td></tr>
 * <tr><td>pseudo-stems of 3 to 6 chars</td><td>.671; 3 to 4 .669, 3 to 5 .670, 3 to 7 .669, 3 to 8
 *     .669, 2 to 6 .670, 4 to 6 .664, 5 to 6 .657</td></tr>
 * <tr><td>all pseudo-stems in the index, no families in queries</td><td>.670, in an index larger by
 *     34 %</td></tr>
 * <tr><td>Arabic 3-grams</td><td>.798; tokens too .801, 2-grams .772, 4-grams .767, pseudo-stems
 *     .726</td></tr>
 * <tr><td>Chinese characters</td><td>.851; tokens alone .846, 2-grams .855 and an index larger by 6
 *     %</td></tr>
 * <tr><td>Thai pairs of tokens in queries</td><td>.874; none .859</td></tr>
 * <tr><td>numbers</td><td>.671; none .670</td></tr>
 * <tr><td>whole words of several tokens besides</td><td>.670, in an index larger by 22 %: not
 *     done</td></tr>
 * </table>
 */
public final class BpeExtraTermsFilter extends TokenFilter {
  /** Type of a word whose pseudo-stem is the term before it. */
  static final String MEMBER_TYPE = "bpe_family";

  /** Type of an ideograph that is a part of a token. */
  static final String PART_TYPE = "bpe_part";

  /**
   * How much a token of a word counts that has a pseudo-stem, where that counts 1, in queries that
   * Lucene's builders make.
   */
  private static final float TOKEN_BOOST = 0.7f;

  /** How much an occurrence of another word of the family counts there. */
  private static final float MEMBER_BOOST = 0.4f;

  private static final int[] NO_FAMILY = {};

  private final CharTermAttribute termAtt = addAttribute(CharTermAttribute.class);
  private final OffsetAttribute offsetAtt = addAttribute(OffsetAttribute.class);
  private final PositionIncrementAttribute positionAtt =
      addAttribute(PositionIncrementAttribute.class);
  private final TypeAttribute typeAtt = addAttribute(TypeAttribute.class);
  private final BpeWordAttribute wordAtt;

  /** How much a term counts in queries that Lucene's builders make; null in other layouts. */
  private final BoostAttribute boostAtt;

  private final TermLayout layout;

  /** The family of the term before, of which {@link #member} is due. */
  private int[] family = NO_FAMILY;

  private int member;

  /** The extra term of the word that is due, of {@link #extraCount}. */
  private int next;

  private int extraCount;

  /** The word, and its token behind which extra terms are due. */
  private SearchWord word;

  private int token;

  /** Offsets of that token. */
  private int tokenStart;

  private int tokenEnd;

  /** Whether the tokens of the word have offsets of their own. */
  private boolean inPlace;

  /** Offset of the current word in the text. */
  private int wordStart;

  /** Position increment of the current word. */
  private int wordIncrement;

  /** The boost that the current word came with. */
  private float wordBoost;

  /** How many terms of the current word there have been. */
  private int terms;

  /** Length of the current word if each of its chars takes a position, else 0. */
  private int runLength;

  /** The place in the run of the term before. */
  private int place;

  /**
   * Adds terms.
   *
   * @throws IllegalArgumentException if there is no {@link BpeTokenFilter} before it
   */
  public BpeExtraTermsFilter(TokenStream input, TermLayout layout) {
    super(input);
    this.layout = Objects.requireNonNull(layout, "layout");
    if (!hasAttribute(BpeWordAttribute.class)) {
      throw new IllegalArgumentException(
          "extra terms are made from words that a BpeTokenFilter has split: it must come before");
    }
    wordAtt = getAttribute(BpeWordAttribute.class);
    boostAtt = layout == TermLayout.QUERY ? addAttribute(BoostAttribute.class) : null;
  }

  @Override
  public boolean incrementToken() throws IOException {
    while (true) {
      if (member < family.length) {
        setMember();
        return true;
      }
      if (next < extraCount && word.isExtraAt(next, token)) {
        setExtra(next++);
        return true;
      }
      if (!input.incrementToken()) {
        return false;
      }
      word = wordAtt.word();
      token = wordAtt.token();
      if (word == null) {
        endRun();
        extraCount = 0;
        return true;
      }
      if (token == 0) {
        startWord();
      }
      tokenStart = offsetAtt.startOffset();
      tokenEnd = offsetAtt.endOffset();
      if (takesToken()) {
        setToken();
        return true;
      }
    }
  }

  private boolean takesToken() {
    return word.hasToken(token) && !(layout == TermLayout.PHRASE && word.isRun());
  }

  private void setToken() {
    wordAtt.set(word, terms, inPlace);
    setPosition(runLength > 0 && token > 0 ? word.start(token) : 0, 1);
    boolean isStem = token == 0 && word.kind() == WordKind.ALPHABETIC;
    startFamily(isStem ? word.id(0) : -1);
    setBoost(word.stem() >= 0 ? TOKEN_BOOST : 1);
  }

  /**
   * Sets the position of the next term of the word.
   *
   * @param newPlace its place in a run
   * @param increment what it is if there is no run
   */
  private void setPosition(int newPlace, int increment) {
    if (terms == 0) {
      positionAtt.setPositionIncrement(wordIncrement);
    } else if (runLength > 0) {
      positionAtt.setPositionIncrement(newPlace - place);
    } else {
      positionAtt.setPositionIncrement(increment);
    }
    place = newPlace;
    terms++;
  }

  /**
   * In a query, the words whose pseudo-stem a term is are due behind it.
   *
   * @param stem the term; -1 if it is none
   */
  private void startFamily(int stem) {
    if (layout == TermLayout.QUERY) {
      family = stem < 0 ? NO_FAMILY : PseudoStems.family(wordAtt.encoding(), stem);
      member = 0;
    }
  }

  /** Sets how much a term counts; one with a family at most 1, as Lucene's synonyms may. */
  private void setBoost(float share) {
    if (boostAtt != null) {
      float boost = share * wordBoost;
      boostAtt.setBoost(family.length > 0 ? Math.min(1, boost) : boost);
    }
  }

  private void startWord() {
    endRun();
    extraCount = takesExtras() ? word.extraCount() : 0;
    next = 0;
    terms = 0;
    wordStart = offsetAtt.startOffset();
    wordIncrement = positionAtt.getPositionIncrement();
    if (layout == TermLayout.QUERY) {
      wordIncrement = Math.max(1, wordIncrement);
    }
    wordBoost = boostAtt == null ? 1 : boostAtt.getBoost();
    inPlace = wordAtt.inPlace();
    runLength = layout != TermLayout.QUERY && word.isRun() ? word.length() : 0;
    place = 0;
  }

  private boolean takesExtras() {
    return switch (layout) {
      case INDEX -> word.isExtraIndexed();
      case QUERY -> true;
      case PHRASE -> word.isRun();
    };
  }

  /** Leaves the positions of a run behind that have no term. */
  private void endRun() {
    if (runLength > 0) {
      int hole = runLength - 1 - place;
      positionAtt.setPositionIncrement(positionAtt.getPositionIncrement() + hole);
      runLength = 0;
    }
  }

  /** Attributes that are not set here are lost, as in Lucene's own filters for pairs of letters. */
  private void setExtra(int extra) {
    clearAttributes();
    word.writeExtra(extra, termAtt);
    typeAtt.setType(isPart() ? PART_TYPE : word.extraType());
    wordAtt.set(word, terms, inPlace);
    setPosition(word.extraStart(extra), layout == TermLayout.QUERY ? 1 : 0);
    if (inPlace) {
      offsetAtt.setOffset(wordStart + word.extraStart(extra), wordStart + word.extraEnd(extra));
    } else {
      offsetAtt.setOffset(tokenStart, tokenEnd);
    }
    startFamily(word.stem());
    setBoost(1);
  }

  /** Whether an extra term is an ideograph of the token before it. */
  private boolean isPart() {
    return word.kind() == WordKind.IDEOGRAPHIC && word.hasToken(token);
  }

  /** A member of a family stands where the term does, and counts less if it is another word. */
  private void setMember() {
    clearAttributes();
    int id = family[member++];
    TokenIdTerms.writeDecimal(id, termAtt);
    typeAtt.setType(MEMBER_TYPE);
    wordAtt.set(word, terms++, inPlace);
    positionAtt.setPositionIncrement(0);
    offsetAtt.setOffset(tokenStart, tokenEnd);
    setBoost(id == word.id(0) ? 1 : MEMBER_BOOST);
  }

  @Override
  public void end() throws IOException {
    super.end();
    endRun();
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    family = NO_FAMILY;
    member = 0;
    extraCount = 0;
    next = 0;
    word = null;
    runLength = 0;
  }
}
