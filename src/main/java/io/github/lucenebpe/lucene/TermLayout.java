package io.github.lucenebpe.lucene;

/**
 * Where the terms of a word stand, which differs between an index and the two kinds of queries on
 * it. The terms themselves are the same.
 */
public enum TermLayout {
  /**
   * For an index: tokens take the positions, and extra terms stand at those of the tokens, so that
   * phrases of tokens can be found. In Han and Kana each character takes a position.
   */
  INDEX,

  /**
   * For queries of single terms: every term has a position of its own, so that query builders make
   * a clause of each. Were they at one position, builders would take them as synonyms, which rank
   * worse.
   */
  QUERY,

  /**
   * For phrases, on a field with {@link #INDEX}: the tokens without extra terms; in Han and Kana
   * the pairs of characters without tokens, since where tokens begin depends on the text around.
   */
  PHRASE
}
