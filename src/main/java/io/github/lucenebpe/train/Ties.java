package io.github.lucenebpe.train;

/** Which of several pairs with the same count is merged first. */
public enum Ties {
  /**
   * The pair whose first occurrence in the text, as merged so far, is earliest: minbpe's rule,
   * which takes the first maximum of a dictionary in insertion order.
   */
  FIRST_SEEN,

  /** The pair with the smaller left id, then the smaller right id: rustbpe's rule. */
  LOWEST_IDS
}
