package io.github.lucenebpe.plugin;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Files of a folder and nothing outside of it. */
public class TestConfigFolder {
  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  private ConfigFolder config;

  @Before
  public void makeFolder() throws IOException {
    Path folder = Files.createDirectories(temporary.getRoot().toPath().resolve("config/models"));
    Files.writeString(folder.resolve("a.model"), "inside");
    Files.writeString(temporary.getRoot().toPath().resolve("outside"), "outside");
    Files.createDirectory(temporary.getRoot().toPath().resolve("configuration"));
    Files.writeString(temporary.getRoot().toPath().resolve("configuration/x"), "outside");
    config = new ConfigFolder(folder.resolve(".."));
  }

  @Test
  public void testOpensFilesInside() throws IOException {
    for (String path : new String[] {"models/a.model", "./models/../models/a.model"}) {
      try (InputStream in = config.openResource(path)) {
        assertEquals("inside", new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  public void testRefusesPathsOutside() {
    String root = temporary.getRoot().toString();
    for (String path :
        new String[] {
          "../outside",
          "models/../../outside",
          "../configuration/x",
          root + "/outside",
          "/etc/passwd"
        }) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> config.openResource(path));
      assertTrue(
          e.getMessage(), e.getMessage().startsWith(path + " is not inside the config folder "));
    }
    assertThrows(IllegalArgumentException.class, () -> config.openResource("a\0b"));
  }

  @Test
  public void testMissingFileAndFolder() {
    for (String path : new String[] {"models/b.model", "models", ""}) {
      NoSuchFileException e =
          assertThrows(NoSuchFileException.class, () -> config.openResource(path));
      assertTrue(e.getMessage(), e.getMessage().endsWith(": no such file in the config folder"));
    }
  }
}
