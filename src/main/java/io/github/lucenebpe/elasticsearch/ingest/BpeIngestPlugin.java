package io.github.lucenebpe.elasticsearch.ingest;

import io.github.lucenebpe.plugin.ConfigFolder;
import io.github.lucenebpe.plugin.TokenChunkProcessor;
import io.github.lucenebpe.plugin.TokenCountProcessor;
import java.util.Map;
import org.apache.lucene.util.ResourceLoader;
import org.elasticsearch.ingest.Processor;
import org.elasticsearch.plugins.IngestPlugin;
import org.elasticsearch.plugins.Plugin;

/** Counts and cuts the texts of documents before they are indexed. */
public final class BpeIngestPlugin extends Plugin implements IngestPlugin {

  /** Made by Elasticsearch. */
  public BpeIngestPlugin() {}

  @Override
  public Map<String, Processor.Factory> getProcessors(Processor.Parameters parameters) {
    ResourceLoader config = new ConfigFolder(parameters.env.configDir());
    return Map.of(
        TokenCountProcessor.TYPE,
        DocumentProcessor.factory(
            TokenCountProcessor.TYPE,
            settings -> new TokenCountProcessor(settings, config)::process),
        TokenChunkProcessor.TYPE,
        DocumentProcessor.factory(
            TokenChunkProcessor.TYPE,
            settings -> new TokenChunkProcessor(settings, config)::process));
  }
}
