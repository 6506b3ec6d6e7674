package io.github.lucenebpe.lucene;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.util.AttributeFactory;

/**
 * Makes Lucene's default attributes, but {@link PackedTokenIdAttributeImpl} for those that {@link
 * BpeTokenizer} sets. For analyzers of our own only: Lucene copies a captured state, or a token of
 * concatenated streams, between attributes of the same classes, and a tokenizer that anyone may put
 * beside others has to have the default ones.
 */
final class PackedTokenIdAttributeFactory
    extends AttributeFactory.StaticImplementationAttributeFactory<PackedTokenIdAttributeImpl> {
  static final PackedTokenIdAttributeFactory INSTANCE = new PackedTokenIdAttributeFactory();

  private PackedTokenIdAttributeFactory() {
    super(TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY, PackedTokenIdAttributeImpl.class);
  }

  @Override
  protected PackedTokenIdAttributeImpl createInstance() {
    return new PackedTokenIdAttributeImpl();
  }
}
