package io.github.lucenebpe.model;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;

import com.knuddels.jtokkit.api.Encoding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.Test;

/** The shipped rank files are what models/README.md says they are. */
public class TestModelFiles {
  private static final Path MODELS = Path.of(System.getProperty("basedir", "."), "models");

  /** The sums in tiktoken's {@code tiktoken_ext/openai_public.py}. */
  private static final Map<String, String> PUBLISHED =
      Map.of(
          "r50k_base.tiktoken", "306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930",
          "p50k_base.tiktoken", "94b5ca7dff4d00767bc256fdd1b27e5b17361d7b8a5f968547f9f23eb70d2069",
          "cl100k_base.tiktoken",
              "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
          "o200k_base.tiktoken",
              "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d");

  @Test
  public void filesHaveThePublishedSums() throws IOException {
    assertEquals(new TreeMap<>(PUBLISHED), sumsOfFiles());
  }

  @Test
  public void sumsFileHasThePublishedSums() throws IOException {
    Map<String, String> listed = new TreeMap<>();
    for (String line : Files.readAllLines(MODELS.resolve("SHA256SUMS"))) {
      String[] sumAndName = line.split(" {2}", -1);
      listed.put(sumAndName[1], sumAndName[0]);
    }
    assertEquals(new TreeMap<>(PUBLISHED), listed);
  }

  @Test
  public void filesAreThoseInTheJarThatTheyCameFrom() throws IOException {
    for (String name : PUBLISHED.keySet()) {
      try (InputStream in = Encoding.class.getResourceAsStream("/com/knuddels/jtokkit/" + name)) {
        assertNotNull(name + " in the jtokkit jar", in);
        assertArrayEquals(name, in.readAllBytes(), Files.readAllBytes(MODELS.resolve(name)));
      }
    }
  }

  private static Map<String, String> sumsOfFiles() throws IOException {
    Map<String, String> sums = new TreeMap<>();
    try (Stream<Path> files = Files.list(MODELS)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".tiktoken")).toList()) {
        sums.put(file.getFileName().toString(), sha256(Files.readAllBytes(file)));
      }
    }
    return sums;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JVM has SHA-256", e);
    }
  }
}
