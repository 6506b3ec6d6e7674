package io.github.lucenebpe.plugin;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.lucene.analysis.AbstractAnalysisFactory;
import org.apache.lucene.util.ResourceLoader;
import org.apache.lucene.util.ResourceLoaderAware;

/**
 * Makes Lucene's analysis factories from the settings of an index.
 *
 * <p>The parameters are the same but for their spelling: {@code specialTokens} of Lucene is {@code
 * special_tokens} here, as is the custom of Elasticsearch and OpenSearch.
 */
public final class LuceneFactories {
  private LuceneFactories() {}

  /**
   * A factory that is ready to use.
   *
   * @param constructor takes the parameters with Lucene's spelling
   * @param settings the parameters with the engine's spelling
   * @param config opens model files
   * @throws IllegalArgumentException if a parameter or the file that it names is wrong; the message
   *     has the engine's spelling
   */
  public static <F extends AbstractAnalysisFactory> F create(
      Function<Map<String, String>, F> constructor,
      Map<String, String> settings,
      ResourceLoader config) {
    Map<String, String> parameters = new HashMap<>();
    settings.forEach((name, value) -> parameters.put(luceneName(name), value));
    try {
      F factory = constructor.apply(parameters);
      if (factory instanceof ResourceLoaderAware withFiles) {
        withFiles.inform(config);
      }
      return factory;
    } catch (IllegalArgumentException | IOException e) {
      throw new IllegalArgumentException(inEngineSpelling(e.getMessage(), settings), e);
    }
  }

  /** {@code special_tokens} to {@code specialTokens}. */
  private static String luceneName(String name) {
    StringBuilder camelCase = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) == '_' && i + 1 < name.length()) {
        i++;
        camelCase.append(Character.toUpperCase(name.charAt(i)));
      } else {
        camelCase.append(name.charAt(i));
      }
    }
    return camelCase.toString();
  }

  private static String inEngineSpelling(String message, Map<String, String> settings) {
    String text = String.valueOf(message);
    for (String name : settings.keySet()) {
      text = text.replace(luceneName(name), name);
    }
    return text;
  }
}
