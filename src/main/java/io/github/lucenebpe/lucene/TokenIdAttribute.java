package io.github.lucenebpe.lucene;

import org.apache.lucene.util.Attribute;

/**
 * The id of the current token in the vocabulary, for filters and consumers that need the number and
 * not its text. Set by {@link BpeTokenizer} whatever its {@link TermKind}.
 */
public interface TokenIdAttribute extends Attribute {

  /** The value while there is no token; ids themselves are not negative. */
  int NO_TOKEN = -1;

  /** The token id, {@link #NO_TOKEN} if none is set. */
  int getTokenId();

  /** Sets the token id. */
  void setTokenId(int tokenId);
}
