/**
 * Token ids as a Lucene token stream.
 *
 * <p>{@link io.github.lucenebpe.lucene.BpeTokenizer} turns text into tokens with the ids of a
 * language model; {@link io.github.lucenebpe.lucene.BpeTokenizerFactory} and {@link
 * io.github.lucenebpe.lucene.BpeAnalyzer} make it for a configuration and for a program. The code
 * keeps to what Lucene 9.12 and Lucene 10 have in common.
 */
package io.github.lucenebpe.lucene;
