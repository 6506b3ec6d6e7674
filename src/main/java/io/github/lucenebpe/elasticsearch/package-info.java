/**
 * The stable analysis plugin of Elasticsearch, which every release of its major version can load.
 */
package io.github.lucenebpe.elasticsearch;
