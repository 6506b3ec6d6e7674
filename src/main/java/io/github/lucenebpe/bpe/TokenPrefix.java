package io.github.lucenebpe.bpe;

/**
 * How far into a text a number of tokens reaches: what {@link Encoding#countUpTo} found.
 *
 * <p>{@code "x 🌳 y"} in cl100k_base has tokens that span {@code [0,1) [1,4) [2,4) [2,4) [4,6)}. Up
 * to three tokens reach {@code (1, 1, false)}, because the second and the third hold parts of the
 * tree only; up to four reach {@code (4, 4, false)}, up to five {@code (5, 6, true)}.
 *
 * @param tokens number of tokens before {@code end}, at most the limit
 * @param end index after the last char of these tokens; never inside a character
 * @param whole whether the text has no more tokens; then {@code end} is its length
 */
public record TokenPrefix(int tokens, int end, boolean whole) {}
