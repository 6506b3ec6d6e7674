/**
 * What the plugins of Elasticsearch and OpenSearch have in common, without either: files of a node,
 * settings, and the ingest processors on a document of any kind.
 */
package io.github.lucenebpe.plugin;
