package io.github.lucenebpe.lucene;

/** Which terms of a word there are, and where they stand: in an index, and in queries on it. */
public enum TermLayout {
  /**
   * For an index: tokens take the positions, and extra terms stand at those of the tokens, so that
   * phrases of tokens can be found, and do not make documents longer to the ranking: nDCG@10 .671
   * where it is .670 with positions of their own. In Han, Kana, Arabic and Hebrew each character
   * takes a position. A pseudo-stem is there only if the first token of its word does not say it.
   */
  INDEX,

  /**
   * For queries of single terms: every term has a position of its own, so that query builders make
   * a clause of each. Where a term is a pseudo-stem, the words that have it for theirs are at its
   * position, and builders take them as its synonyms.
   */
  QUERY,

  /**
   * For phrases, on a field with {@link #INDEX}: the tokens without extra terms; in Han, Kana,
   * Arabic and Hebrew the n-grams without tokens, since where tokens begin depends on the text
   * around.
   */
  PHRASE
}
