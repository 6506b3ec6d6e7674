package io.github.lucenebpe.lucene;

import org.apache.lucene.analysis.tokenattributes.PackedTokenAttributeImpl;
import org.apache.lucene.util.AttributeImpl;
import org.apache.lucene.util.AttributeReflector;

/**
 * All attributes of a token of {@link BpeTokenizer} in one object: one to clear for each token,
 * whose methods the compiler knows.
 */
final class PackedTokenIdAttributeImpl extends PackedTokenAttributeImpl
    implements TokenIdAttribute {
  private int tokenId = NO_TOKEN;

  @Override
  public int getTokenId() {
    return tokenId;
  }

  @Override
  public void setTokenId(int tokenId) {
    this.tokenId = tokenId;
  }

  /** Sets what differs from token to token, its term being the decimal id. */
  void setToken(int id, int startOffset, int endOffset) {
    tokenId = id;
    TokenIdTerms.writeDecimal(id, this);
    setOffset(startOffset, endOffset);
  }

  /**
   * As in the superclass, but the type is written only where it differs: a collector that keeps
   * track of references makes that dear.
   */
  @Override
  public void clear() {
    tokenId = NO_TOKEN;
    setEmpty();
    setOffset(0, 0);
    setPositionIncrement(1);
    setPositionLength(1);
    setTermFrequency(1);
    if (!DEFAULT_TYPE.equals(type())) {
      setType(DEFAULT_TYPE);
    }
  }

  @Override
  public void copyTo(AttributeImpl target) {
    super.copyTo(target);
    ((TokenIdAttribute) target).setTokenId(tokenId);
  }

  @Override
  public void reflectWith(AttributeReflector reflector) {
    super.reflectWith(reflector);
    reflector.reflect(TokenIdAttribute.class, "tokenId", tokenId);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PackedTokenIdAttributeImpl that
        && that.tokenId == tokenId
        && super.equals(other);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + tokenId;
  }
}
