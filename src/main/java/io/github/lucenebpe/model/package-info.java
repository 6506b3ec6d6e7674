/** Model files to encodings and back. */
package io.github.lucenebpe.model;
