package io.github.lucenebpe.split;

/**
 * Strings that cut a text before it is split, such as special tokens: the text before and after
 * them is split as if it were a text of its own.
 */
public interface Delimiters {

  /** Length of the longest delimiter in chars, at least 1. */
  int maxLength();

  /**
   * Finds the leftmost delimiter that lies in {@code text[from, to)}.
   *
   * @return the index of its first char, or -1 if there is none
   */
  int find(char[] text, int from, int to);

  /**
   * The length in chars of the delimiter that starts at an index which {@link #find} returned.
   *
   * @return at least 1
   */
  int length(char[] text, int start, int to);
}
