package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.KeywordAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Splits each word of a tokenizer into its tokens, the term of each its decimal id.
 *
 * <p>A word is encoded as if it stood after a space, wherever it stands: {@code "hello"} and {@code
 * " hello"} give the same terms. Before digits, and in scripts without spaces, there is no space.
 * So the ids are those of {@code encodeOrdinary(" " + word)}, or of {@code encodeOrdinary(word)}.
 *
 * <p>Each token has a position of its own, and the offsets of its word; in a script without spaces,
 * where a word is a run of words, offsets of its own, unless a filter has changed the length of the
 * run. A word with {@link KeywordAttribute} set is left alone.
 */
public final class BpeTokenFilter extends TokenFilter {
  private final CharTermAttribute termAtt = addAttribute(CharTermAttribute.class);
  private final OffsetAttribute offsetAtt = addAttribute(OffsetAttribute.class);
  private final PositionIncrementAttribute positionAtt =
      addAttribute(PositionIncrementAttribute.class);
  private final TokenIdAttribute idAtt;
  private final BpeWordAttribute wordAtt;

  /** Null if no filter before this one sets it. */
  private final KeywordAttribute keywordAtt;

  private final WordEncoder words;

  private SearchWord word;

  /** The token of {@link #word} that is due. */
  private int next;

  /** The attributes of a word of several tokens. */
  private final WordState state = new WordState(this);

  private int startOffset;

  /** Position increments of words without a token, which a split pattern may leave out. */
  private int skipped;

  /** Whether tokens have offsets of their own. */
  private boolean inPlace;

  /** Splits words into tokens of an encoding. */
  public BpeTokenFilter(TokenStream input, Encoding encoding) {
    super(input);
    words = new WordEncoder(Objects.requireNonNull(encoding, "encoding"));
    if (!hasAttribute(BpeWordAttribute.class)) {
      addAttributeImpl(new BpeWordAttributeImpl());
    }
    wordAtt = getAttribute(BpeWordAttribute.class);
    wordAtt.setEncoding(encoding);
    idAtt = addAttribute(TokenIdAttribute.class);
    keywordAtt = getAttribute(KeywordAttribute.class);
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (word != null && next < word.tokenCount()) {
      state.restore();
      positionAtt.setPositionIncrement(1);
      setToken();
      return true;
    }
    skipped = 0;
    while (true) {
      if (!input.incrementToken()) {
        word = null;
        return false;
      }
      if ((keywordAtt != null && keywordAtt.isKeyword()) || termAtt.length() == 0) {
        word = null;
        wordAtt.set(null, 0, false);
        positionAtt.setPositionIncrement(skipped + positionAtt.getPositionIncrement());
        return true;
      }
      word = words.word(termAtt.buffer(), termAtt.length());
      if (word.tokenCount() > 0) {
        break;
      }
      skipped += positionAtt.getPositionIncrement();
    }
    next = 0;
    positionAtt.setPositionIncrement(skipped + positionAtt.getPositionIncrement());
    startOffset = offsetAtt.startOffset();
    inPlace = word.kind().isSpaceless() && offsetAtt.endOffset() - startOffset == word.length();
    if (word.tokenCount() > 1) {
      state.capture();
    }
    setToken();
    return true;
  }

  private void setToken() {
    int id = word.id(next);
    TokenIdTerms.writeDecimal(id, termAtt);
    idAtt.setTokenId(id);
    wordAtt.set(word, next, inPlace);
    if (inPlace) {
      offsetAtt.setOffset(startOffset + word.start(next), startOffset + word.end(next));
    }
    next++;
  }

  @Override
  public void end() throws IOException {
    super.end();
    positionAtt.setPositionIncrement(skipped + positionAtt.getPositionIncrement());
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    word = null;
    skipped = 0;
    state.reset();
  }

  @Override
  public void close() throws IOException {
    super.close();
    words.release();
  }
}
