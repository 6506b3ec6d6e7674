package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import org.apache.lucene.util.AttributeImpl;
import org.apache.lucene.util.AttributeReflector;

/**
 * The word of a token and the id of the token, in one: each implementation costs time per token.
 */
final class BpeWordAttributeImpl extends AttributeImpl
    implements BpeWordAttribute, TokenIdAttribute {
  private Encoding encoding;
  private SearchWord word;
  private int token;
  private boolean inPlace;
  private int tokenId = NO_TOKEN;

  @Override
  public SearchWord word() {
    return word;
  }

  @Override
  public int token() {
    return token;
  }

  @Override
  public boolean inPlace() {
    return inPlace;
  }

  @Override
  public Encoding encoding() {
    return encoding;
  }

  @Override
  public void setEncoding(Encoding newEncoding) {
    encoding = newEncoding;
  }

  @Override
  public void set(SearchWord newWord, int newToken, boolean newInPlace) {
    word = newWord;
    token = newToken;
    inPlace = newInPlace;
  }

  @Override
  public int getTokenId() {
    return tokenId;
  }

  @Override
  public void setTokenId(int newTokenId) {
    tokenId = newTokenId;
  }

  @Override
  public void clear() {
    set(null, 0, false);
    tokenId = NO_TOKEN;
  }

  @Override
  public void copyTo(AttributeImpl target) {
    ((BpeWordAttribute) target).setEncoding(encoding);
    ((BpeWordAttribute) target).set(word, token, inPlace);
    ((TokenIdAttribute) target).setTokenId(tokenId);
  }

  @Override
  public void reflectWith(AttributeReflector reflector) {
    reflector.reflect(
        BpeWordAttribute.class, "word", word == null ? null : word.substring(0, word.length()));
    reflector.reflect(BpeWordAttribute.class, "token", token);
    reflector.reflect(BpeWordAttribute.class, "inPlace", inPlace);
    reflector.reflect(TokenIdAttribute.class, "tokenId", tokenId);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BpeWordAttributeImpl that
        && that.word == word
        && that.token == token
        && that.inPlace == inPlace
        && that.tokenId == tokenId;
  }

  @Override
  public int hashCode() {
    return 31 * System.identityHashCode(word) + token;
  }
}
