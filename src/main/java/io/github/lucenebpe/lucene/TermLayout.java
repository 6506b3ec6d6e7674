package io.github.lucenebpe.lucene;

/**
 * Where the terms of a word stand, which differs between an index and the two kinds of queries on
 * it. The terms themselves are the same.
 */
public enum TermLayout {
  /**
   * For an index: tokens take the positions, and extra terms stand at those of the tokens, so that
   * phrases of tokens can be found, and do not make documents longer to the ranking: nDCG@10 .673
   * where it is .671 with positions of their own, in an index larger by 4 %. In Han and Kana each
   * character takes a position.
   */
  INDEX,

  /**
   * For queries of single terms: every term has a position of its own, so that query builders make
   * a clause of each. Were they at one position, builders would take them as synonyms, which rank
   * worse: nDCG@10 .654 where it is .673, the mean of all collections.
   */
  QUERY,

  /**
   * For phrases, on a field with {@link #INDEX}: the tokens without extra terms; in Han and Kana
   * the pairs of characters without tokens, since where tokens begin depends on the text around.
   */
  PHRASE
}
