package io.github.lucenebpe.lucene;

/** What the term of a token says. */
public enum TermKind {
  /** The token id as a decimal number, {@code 1917}: short, and the same for every vocabulary. */
  ID,

  /**
   * The text of the token, {@code " world"}, with the escapes of {@link TokenText} for bytes that
   * are not whole characters: readable in every tool that shows terms.
   */
  TEXT
}
