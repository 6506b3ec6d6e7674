package io.github.lucenebpe.lucene;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/**
 * Adds, behind a {@link BpeTokenFilter}, the terms that make words findable by more than their
 * tokens. What they are depends on the script of the word, never on a language:
 *
 * <ul>
 *   <li>Words of letters: the longest entry of the vocabulary with three to six chars that properly
 *       starts the word, a pseudo-stem. Its term is the id of that entry, so that {@code searching}
 *       finds {@code search}.
 *   <li>Arabic, Hebrew: the 3-grams of the word's letters; Hangul: the 2-grams.
 *   <li>Han, Hiragana, Katakana, Bopomofo: the 2-grams of a run.
 *   <li>Thai, Lao, Khmer, Myanmar: the pairs of adjacent tokens in a run.
 *   <li>Numbers of several tokens: the number behind {@code =}.
 * </ul>
 *
 * <p>Where the terms stand is the {@link TermLayout}.
 *
 * <table>
 * <caption>nDCG@10 of these choices and of others; with pseudo-stems the mean of all
 * collections</caption>
 * <tr><td>no extra terms</td><td>.642; with them .673</td></tr>
 * <tr><td>pseudo-stems of 3 to 6 chars</td><td>.673; 3 to 4 .670, 3 to 5 .672, 3 to 7 .671, 3 to 12
 *     .670, 2 to 6 .671, 4 to 6 .664, 5 to 6 .659</td></tr>
 * <tr><td>Arabic 3-grams</td><td>.801; 2-grams .784, 4-grams .783, pseudo-stems .731</td></tr>
 * <tr><td>Chinese 2-grams</td><td>.855; none .847, 3-grams .838</td></tr>
 * <tr><td>Thai pairs of tokens</td><td>.879; none .860</td></tr>
 * <tr><td>numbers</td><td>.673; none .671</td></tr>
 * <tr><td>whole words of several tokens besides</td><td>.670, in an index larger by 14 %: not
 *     done</td></tr>
 * </table>
 */
public final class BpeExtraTermsFilter extends TokenFilter {
  private final CharTermAttribute termAtt = addAttribute(CharTermAttribute.class);
  private final OffsetAttribute offsetAtt = addAttribute(OffsetAttribute.class);
  private final PositionIncrementAttribute positionAtt =
      addAttribute(PositionIncrementAttribute.class);
  private final TypeAttribute typeAtt = addAttribute(TypeAttribute.class);
  private final BpeWordAttribute wordAtt;

  private final TermLayout layout;

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
  }

  @Override
  public boolean incrementToken() throws IOException {
    while (true) {
      if (next < extraCount && word.isExtraAt(next, token)) {
        setExtra();
        next++;
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
      } else if (layout == TermLayout.INDEX && runLength > 0) {
        moveTo(word.start(token));
      }
      if (layout == TermLayout.QUERY) {
        positionAtt.setPositionIncrement(Math.max(1, positionAtt.getPositionIncrement()));
      }
      tokenStart = offsetAtt.startOffset();
      tokenEnd = offsetAtt.endOffset();
      if (layout != TermLayout.PHRASE || runLength == 0) {
        return true;
      }
    }
  }

  private void startWord() {
    endRun();
    boolean isRun = word.kind() == WordKind.IDEOGRAPHIC && word.extraCount() > 0;
    extraCount = isRun || layout != TermLayout.PHRASE ? word.extraCount() : 0;
    next = 0;
    wordStart = offsetAtt.startOffset();
    wordIncrement = positionAtt.getPositionIncrement();
    inPlace = wordAtt.inPlace();
    runLength = isRun && layout != TermLayout.QUERY ? word.length() : 0;
    place = 0;
  }

  /** Leaves the positions of a run behind that have no term. */
  private void endRun() {
    if (runLength > 0) {
      int hole = runLength - 1 - place;
      positionAtt.setPositionIncrement(positionAtt.getPositionIncrement() + hole);
      runLength = 0;
    }
  }

  /** Makes the position that of a char in the run. */
  private void moveTo(int newPlace) {
    positionAtt.setPositionIncrement(newPlace - place);
    place = newPlace;
  }

  /** Attributes that are not set here are lost, as in Lucene's own filters for pairs of letters. */
  private void setExtra() {
    clearAttributes();
    word.writeExtra(next, termAtt);
    typeAtt.setType(word.extraType());
    wordAtt.set(word, token, inPlace);
    if (layout == TermLayout.PHRASE && next == 0) {
      positionAtt.setPositionIncrement(wordIncrement);
    } else if (runLength > 0) {
      moveTo(word.extraStart(next));
    } else {
      positionAtt.setPositionIncrement(layout == TermLayout.QUERY ? 1 : 0);
    }
    if (inPlace) {
      offsetAtt.setOffset(wordStart + word.extraStart(next), wordStart + word.extraEnd(next));
    } else {
      offsetAtt.setOffset(tokenStart, tokenEnd);
    }
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    extraCount = 0;
    next = 0;
    word = null;
    runLength = 0;
  }
}
