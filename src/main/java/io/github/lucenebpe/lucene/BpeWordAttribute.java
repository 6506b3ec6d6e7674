package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import org.apache.lucene.util.Attribute;

/**
 * The word that the current token is a part of: what {@link BpeTokenFilter} tells {@link
 * BpeExtraTermsFilter}.
 */
interface BpeWordAttribute extends Attribute {

  /** The word; null if the token is none of {@link BpeTokenFilter}'s. */
  SearchWord word();

  /** Which token of the word it is; behind {@link BpeExtraTermsFilter}, which term of the word. */
  int token();

  /** Whether the token has offsets of its own: the chars of the word are those of the text. */
  boolean inPlace();

  /** The encoding of all words; it stays when attributes are cleared. */
  Encoding encoding();

  /** Sets the encoding. */
  void setEncoding(Encoding encoding);

  /** Sets all but the encoding. */
  void set(SearchWord word, int token, boolean inPlace);
}
