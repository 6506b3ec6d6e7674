package io.github.lucenebpe.lucene;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.util.AttributeFactory;

/**
 * Makes Lucene's default attributes, but {@link PackedTokenIdAttributeImpl} for those that {@link
 * BpeTokenizer} sets.
 */
final class PackedTokenIdAttributeFactory
    extends AttributeFactory.StaticImplementationAttributeFactory<PackedTokenIdAttributeImpl> {
  private static final PackedTokenIdAttributeFactory INSTANCE = new PackedTokenIdAttributeFactory();

  private PackedTokenIdAttributeFactory() {
    super(TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY, PackedTokenIdAttributeImpl.class);
  }

  /** This factory where Lucene's default one is given, else the one that is given. */
  static AttributeFactory insteadOfDefault(AttributeFactory given) {
    return TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY.equals(given) ? INSTANCE : given;
  }

  @Override
  protected PackedTokenIdAttributeImpl createInstance() {
    return new PackedTokenIdAttributeImpl();
  }
}
