package io.github.lucenebpe.count;

/** Where a window of a text ends if it can; each kind stands for the ones before it too. */
public enum TextBoundary {
  /** After any token that ends with a character. */
  TOKEN,

  /** At the start or the end of a word. */
  WORD,

  /** After a line break. */
  LINE,

  /** After a sentence and the white space behind it, or before a paragraph. */
  SENTENCE,

  /** After a blank line. */
  PARAGRAPH
}
