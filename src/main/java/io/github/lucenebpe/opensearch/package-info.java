/** The OpenSearch plugin. */
package io.github.lucenebpe.opensearch;
