package io.github.lucenebpe.lucene;

import org.apache.lucene.util.AttributeImpl;
import org.apache.lucene.util.AttributeReflector;

/** Default implementation of {@link TokenIdAttribute}. */
public final class TokenIdAttributeImpl extends AttributeImpl implements TokenIdAttribute {
  private int tokenId = NO_TOKEN;

  /** An attribute without a token; Lucene finds and calls this by reflection. */
  public TokenIdAttributeImpl() {}

  @Override
  public int getTokenId() {
    return tokenId;
  }

  @Override
  public void setTokenId(int tokenId) {
    this.tokenId = tokenId;
  }

  @Override
  public void clear() {
    tokenId = NO_TOKEN;
  }

  @Override
  public void copyTo(AttributeImpl target) {
    ((TokenIdAttribute) target).setTokenId(tokenId);
  }

  @Override
  public void reflectWith(AttributeReflector reflector) {
    reflector.reflect(TokenIdAttribute.class, "tokenId", tokenId);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenIdAttributeImpl that && that.tokenId == tokenId;
  }

  @Override
  public int hashCode() {
    return tokenId;
  }
}
