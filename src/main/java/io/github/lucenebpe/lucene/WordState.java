package io.github.lucenebpe.lucene;

import java.util.Iterator;
import org.apache.lucene.analysis.tokenattributes.KeywordAttributeImpl;
import org.apache.lucene.analysis.tokenattributes.PackedTokenAttributeImpl;
import org.apache.lucene.util.AttributeImpl;
import org.apache.lucene.util.AttributeSource;

/**
 * The attributes of a word, to be restored for each of its tokens: {@link
 * AttributeSource#captureState}, with a short cut where nothing but Lucene's usual attributes and
 * ours are there. Term, position increment, keyword and token id are not restored then, since every
 * token sets its own, or has the default.
 */
final class WordState {
  private final AttributeSource source;

  /** Lucene's attributes in one, if there are no others to keep; else null. */
  private PackedTokenAttributeImpl packed;

  private AttributeSource.State state;
  private int startOffset;
  private int endOffset;
  private int positionLength;
  private int termFrequency;
  private String type;

  WordState(AttributeSource source) {
    this.source = source;
  }

  /** Looks which attributes there are. To be called when no more are added. */
  void reset() {
    packed = null;
    state = null;
    boolean others = false;
    for (Iterator<AttributeImpl> it = source.getAttributeImplsIterator(); it.hasNext(); ) {
      AttributeImpl attribute = it.next();
      if (attribute instanceof PackedTokenAttributeImpl common) {
        packed = common;
      } else {
        others |=
            !(attribute instanceof BpeWordAttributeImpl
                || attribute instanceof TokenIdAttributeImpl
                || attribute instanceof KeywordAttributeImpl);
      }
    }
    packed = others ? null : packed;
  }

  /** Keeps the attributes as they are. */
  void capture() {
    if (packed == null) {
      state = source.captureState();
      return;
    }
    startOffset = packed.startOffset();
    endOffset = packed.endOffset();
    positionLength = packed.getPositionLength();
    termFrequency = packed.getTermFrequency();
    type = packed.type();
  }

  /** Makes them what they were. */
  void restore() {
    if (packed == null) {
      source.restoreState(state);
      return;
    }
    source.clearAttributes();
    packed.setOffset(startOffset, endOffset);
    packed.setPositionLength(positionLength);
    packed.setTermFrequency(termFrequency);
    packed.setType(type);
  }
}
