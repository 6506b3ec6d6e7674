package io.github.lucenebpe.lucene;

import org.apache.lucene.util.AttributeImpl;
import org.apache.lucene.util.AttributeReflector;

/** Default implementation of {@link BpeWordAttribute}. */
final class BpeWordAttributeImpl extends AttributeImpl implements BpeWordAttribute {
  private BpeWord word;
  private int token;
  private boolean inPlace;

  @Override
  public BpeWord word() {
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
  public void set(BpeWord newWord, int newToken, boolean newInPlace) {
    word = newWord;
    token = newToken;
    inPlace = newInPlace;
  }

  @Override
  public void clear() {
    set(null, 0, false);
  }

  @Override
  public void copyTo(AttributeImpl target) {
    ((BpeWordAttribute) target).set(word, token, inPlace);
  }

  @Override
  public void reflectWith(AttributeReflector reflector) {
    reflector.reflect(
        BpeWordAttribute.class, "word", word == null ? null : word.substring(0, word.length()));
    reflector.reflect(BpeWordAttribute.class, "token", token);
    reflector.reflect(BpeWordAttribute.class, "inPlace", inPlace);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BpeWordAttributeImpl that
        && that.word == word
        && that.token == token
        && that.inPlace == inPlace;
  }

  @Override
  public int hashCode() {
    return 31 * System.identityHashCode(word) + token;
  }
}
