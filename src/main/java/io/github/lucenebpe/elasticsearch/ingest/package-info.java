/**
 * The ingest plugin of Elasticsearch. There is no stable interface for ingest processors: it fits
 * the release that it is built for.
 */
package io.github.lucenebpe.elasticsearch.ingest;
