/**
 * Token counting in Solr: update processors that count, limit and chunk documents, a search
 * component that keeps hits while they fit into a token budget, and a document transformer. The
 * analysis components need nothing of this package: a schema names them by {@code name="bpe"}.
 *
 * <p>Runs on Solr 9 and 10; what differs between them is not used.
 */
package io.github.lucenebpe.solr;
