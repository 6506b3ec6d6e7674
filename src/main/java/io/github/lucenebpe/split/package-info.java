/** Text to pieces: the pre-tokenizers of the GPT encodings. */
package io.github.lucenebpe.split;
