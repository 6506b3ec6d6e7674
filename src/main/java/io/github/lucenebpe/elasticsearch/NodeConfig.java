package io.github.lucenebpe.elasticsearch;

import io.github.lucenebpe.plugin.ConfigFolder;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * The config folder of the node.
 *
 * <p>A stable plugin is not told where it is. It is what the environment variable {@code
 * ES_PATH_CONF} says, as for the node itself, or else {@code config} in the home of the node, two
 * folders above that of the plugin.
 */
final class NodeConfig {
  private NodeConfig() {}

  static ConfigFolder folder() {
    String configured = System.getenv("ES_PATH_CONF");
    return new ConfigFolder(
        configured != null && !configured.isEmpty() ? Path.of(configured) : homeConfig());
  }

  private static Path homeConfig() {
    try {
      URI jar = NodeConfig.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(jar).getParent().resolve(Path.of("..", "..", "config"));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the plugin comes from no file", e);
    }
  }
}
