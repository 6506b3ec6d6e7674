package io.github.lucenebpe.lucene;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import io.github.lucenebpe.bpe.Encoding;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Lucene 9.12 is the oldest that the package supports. The build copies its jars to a folder of
 * their own; {@link Lucene912Check} runs on them in a JVM of its own, with a class path like that
 * of a user: no class, service file or static state of this JVM's Lucene 10 can leak in.
 */
public class TestLucene912 {
  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  @Test
  public void runsOnLucene912() throws Exception {
    String jars = System.getProperty("lucene912.dir", "");
    assumeTrue(
        "no Lucene 9.12 jars: the system property lucene912.dir is not set", !jars.isEmpty());

    File log = temporary.newFile();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-ea",
                "-Xmx512m",
                "-cp",
                String.join(
                    File.pathSeparator,
                    homeOf(Encoding.class).toString(),
                    homeOf(Lucene912Check.class).toString(),
                    Path.of(jars, "*").toString()),
                Lucene912Check.class.getName(),
                "9.12.3",
                homeOf(Lucene912Check.class).resolve("golden").toString())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    try {
      assertTrue("still running after a minute", process.waitFor(1, TimeUnit.MINUTES));
    } finally {
      process.destroyForcibly();
    }
    String output = Files.readString(log.toPath());
    assertEquals(output, 0, process.exitValue());
    assertTrue(output, output.contains("Lucene 9.12.3 passed"));
  }

  /** The folder or jar that a class comes from. */
  private static Path homeOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
