package io.github.lucenebpe.lucene;

import org.apache.lucene.analysis.tokenattributes.PackedTokenAttributeImpl;
import org.apache.lucene.util.BytesRef;

/**
 * A term attribute whose bytes are {@link TokenIdTerms#toBytes} of the decimal id in its chars, and
 * UTF-8 when they are no such id.
 *
 * <p>It holds the other common attributes as well, like the one that it stands in for. Were it the
 * term alone, a consumer that asks for offsets first would get Lucene's packed attribute, its UTF-8
 * terms included.
 */
final class TokenIdTermAttributeImpl extends PackedTokenAttributeImpl {

  @Override
  public BytesRef getBytesRef() {
    int id = TokenIdTerms.parseDecimal(buffer(), length());
    if (id < 0) {
      return super.getBytesRef();
    }
    TokenIdTerms.writeBytes(id, builder);
    return builder.get();
  }
}
