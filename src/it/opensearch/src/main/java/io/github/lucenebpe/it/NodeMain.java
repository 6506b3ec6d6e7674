package io.github.lucenebpe.it;

import java.io.DataOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;

/**
 * A node of OpenSearch on a free port of 127.0.0.1, which it writes to the file {@code port} of its
 * home. It stops when its input ends, so that it cannot outlive the test.
 */
public final class NodeMain {
  private NodeMain() {}

  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]);
    Settings settings =
        Settings.builder()
            .put("path.home", home.toString())
            .put("cluster.name", "bpe")
            .put("node.name", "bpe")
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("http.port", "0")
            .put("transport.port", "0")
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
    try (Node node =
        new Node(
            InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "bpe"))) {
      node.start();
      int port =
          node.injector()
              .getInstance(HttpServerTransport.class)
              .boundAddress()
              .publishAddress()
              .getPort();
      try (Socket test = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1]));
          DataOutputStream out = new DataOutputStream(test.getOutputStream())) {
        out.writeInt(port);
      }
      while (System.in.read() >= 0) {
        // Nothing is sent: only the end counts.
      }
    }
    System.exit(0);
  }
}
