package io.github.lucenebpe.bpe;

import java.util.List;

/**
 * The tokens of a text of which more is to come.
 *
 * @param stable ids that further text cannot change
 * @param completions what the rest of the text may become when text is added: each entry begins
 *     with a token sequence that covers the rest; without duplicates, in lexicographic order
 */
public record UnstableTokens(List<Integer> stable, List<List<Integer>> completions) {}
