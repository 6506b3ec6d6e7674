/** Counting the pieces of corpora beyond one machine, on Apache Spark 4.2. */
package io.github.lucenebpe.spark;
