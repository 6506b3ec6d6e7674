/** Pieces to token ids and back. */
package io.github.lucenebpe.bpe;
