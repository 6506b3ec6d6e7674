/** Corpus to merges. */
package io.github.lucenebpe.train;
