package io.github.lucenebpe.it;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.solr.cloud.MiniSolrCloudCluster;
import org.apache.solr.embedded.JettyConfig;
import org.apache.solr.embedded.JettySolrRunner;

/**
 * Solr on a free port of 127.0.0.1, which it tells the test: one node, or a cluster of two with
 * their ZooKeeper. A line on standard input starts it anew; it stops when its input ends, so that
 * it cannot outlive the test.
 */
public final class NodeMain {
  private NodeMain() {}

  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]);
    int test = Integer.parseInt(args[2]);
    if (args[1].equals("cloud")) {
      runCloud(home, test);
    } else {
      runNode(home, test);
    }
    System.exit(0);
  }

  private static void runCloud(Path home, int test) throws Exception {
    String solrXml =
        MiniSolrCloudCluster.DEFAULT_CLOUD_SOLR_XML.replaceFirst(
            "<solr>", "<solr><str name=\"sharedLib\">" + home.resolve("lib") + "</str>");
    MiniSolrCloudCluster cluster =
        new MiniSolrCloudCluster.Builder(2, home).withSolrXml(solrXml).configure();
    tell(test, cluster.getJettySolrRunner(0));
    while (System.in.read() >= 0) {
      for (JettySolrRunner node : cluster.getJettySolrRunners()) {
        node.stop();
      }
      for (JettySolrRunner node : cluster.getJettySolrRunners()) {
        node.start();
      }
      cluster.waitForAllNodes(30);
      for (String name : cluster.getZkStateReader().getClusterState().getCollectionNames()) {
        cluster.waitForActiveCollection(name, 30, TimeUnit.SECONDS);
      }
      tell(test, cluster.getJettySolrRunner(0));
    }
    cluster.shutdown();
  }

  private static void runNode(Path home, int test) throws Exception {
    JettySolrRunner node =
        new JettySolrRunner(home.toString(), JettyConfig.builder().setContext("/solr").build());
    node.start();
    tell(test, node);
    while (System.in.read() >= 0) {
      node.stop();
      node.start();
      tell(test, node);
    }
    node.stop();
  }

  private static void tell(int test, JettySolrRunner node) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), test);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream())) {
      out.writeInt(node.getLocalPort());
    }
  }
}
