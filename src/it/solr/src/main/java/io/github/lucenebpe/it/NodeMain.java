package io.github.lucenebpe.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.apache.solr.cloud.MiniSolrCloudCluster;
import org.apache.solr.embedded.JettyConfig;
import org.apache.solr.embedded.JettySolrRunner;

/**
 * Solr on a free port of 127.0.0.1, which it writes to the file {@code port} of its home: one node,
 * or a cluster of two with their ZooKeeper. A line on standard input starts it anew; it stops when
 * its input ends, so that it cannot outlive the test.
 */
public final class NodeMain {
  private NodeMain() {}

  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]);
    if (args[1].equals("cloud")) {
      runCloud(home);
    } else {
      runNode(home);
    }
    System.exit(0);
  }

  private static void runCloud(Path home) throws Exception {
    String solrXml =
        MiniSolrCloudCluster.DEFAULT_CLOUD_SOLR_XML.replaceFirst(
            "<solr>", "<solr><str name=\"sharedLib\">" + home.resolve("lib") + "</str>");
    MiniSolrCloudCluster cluster =
        new MiniSolrCloudCluster.Builder(2, home).withSolrXml(solrXml).configure();
    writePort(home, cluster.getJettySolrRunner(0));
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
      writePort(home, cluster.getJettySolrRunner(0));
    }
    cluster.shutdown();
  }

  private static void runNode(Path home) throws Exception {
    JettySolrRunner node =
        new JettySolrRunner(home.toString(), JettyConfig.builder().setContext("/solr").build());
    node.start();
    writePort(home, node);
    while (System.in.read() >= 0) {
      node.stop();
      node.start();
      writePort(home, node);
    }
    node.stop();
  }

  private static void writePort(Path home, JettySolrRunner node) throws IOException {
    String port = Integer.toString(node.getLocalPort());
    Path written = Files.writeString(home.resolve("port.tmp"), port);
    Files.move(written, home.resolve("port"), StandardCopyOption.ATOMIC_MOVE);
  }
}
