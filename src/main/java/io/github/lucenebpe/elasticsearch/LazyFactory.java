package io.github.lucenebpe.elasticsearch;

import io.github.lucenebpe.plugin.LuceneFactories;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.lucene.analysis.AbstractAnalysisFactory;

/**
 * A factory of Lucene with the settings of an index, made when it is needed.
 *
 * <p>Elasticsearch makes one of every component for every index, without any settings where the
 * index does not use it, and an exception of a constructor reaches the user as an error of the
 * server. The first use comes at the creation of an index too, if the index uses it, and its
 * exception as one of the request.
 */
final class LazyFactory<F extends AbstractAnalysisFactory> {
  private final Function<Map<String, String>, F> constructor;
  private final Map<String, String> settings = new HashMap<>();

  /** Null until it is needed. */
  private F factory;

  LazyFactory(Function<Map<String, String>, F> constructor) {
    this.constructor = constructor;
  }

  /** Adds a setting; an empty one is not set. */
  LazyFactory<F> with(String name, String value) {
    if (!value.isEmpty()) {
      settings.put(name, value);
    }
    return this;
  }

  /** Adds the settings of an encoding. */
  LazyFactory<F> with(EncodingSettings encoding) {
    return with("encoding", encoding.encoding())
        .with("llm", encoding.llm())
        .with("model", encoding.model());
  }

  /**
   * The factory.
   *
   * @throws IllegalArgumentException if a setting or the file that it names is wrong
   */
  synchronized F get() {
    if (factory == null) {
      factory = LuceneFactories.create(constructor, settings, NodeConfig.folder());
    }
    return factory;
  }
}
