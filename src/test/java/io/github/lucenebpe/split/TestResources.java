package io.github.lucenebpe.split;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TestResources {
  private static final String CLASS = TestResources.class.getName().replace('.', '/') + ".class";
  private static final String NAME = "some.txt";
  private static final String PATH = CLASS.replace("TestResources.class", NAME);
  private static final byte[] CONTENT = "ein wenig Text".getBytes(StandardCharsets.UTF_8);

  @Rule public TemporaryFolder temporary = new TemporaryFolder();

  @Test
  public void testOfThisProject() throws IOException {
    String name = "unicode16-scripts.txt";
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      assertArrayEquals(in.readAllBytes(), Resources.bytes(Resources.class, name));
    }
  }

  @Test
  public void testFolder() throws Exception {
    Path folder = temporary.newFolder("a folder+").toPath();
    Files.createDirectories(folder.resolve(CLASS).getParent());
    Files.write(folder.resolve(CLASS), thisClass());
    Files.write(folder.resolve(PATH), CONTENT);
    assertFound(true, folder.toUri().toURL());
  }

  @Test
  public void testJar() throws Exception {
    assertFound(true, jar("in a jar+.jar", true).toUri().toURL());
  }

  /** The JDK is neither a jar nor a folder. */
  @Test
  public void testOfTheJdk() throws IOException {
    try (InputStream in = String.class.getResourceAsStream("String.class")) {
      assertArrayEquals(in.readAllBytes(), Resources.bytes(String.class, "String.class"));
    }
    assertNull(Resources.direct(String.class, "String.class"));
  }

  /** What is not beside the class may be elsewhere on the class path. */
  @Test
  public void testElsewhere() throws Exception {
    Path withoutText = jar("class.jar", false);
    Path folder = temporary.newFolder().toPath();
    Files.createDirectories(folder.resolve(PATH).getParent());
    Files.write(folder.resolve(PATH), CONTENT);
    assertFound(false, withoutText.toUri().toURL(), folder.toUri().toURL());
  }

  @Test
  public void testMissing() {
    Exception e =
        assertThrows(
            IllegalStateException.class, () -> Resources.bytes(TestResources.class, "none.bin"));
    assertEquals("resource none.bin is missing from the jar, or was not built", e.getMessage());
  }

  private Path jar(String name, boolean withText) throws IOException {
    Path jar = temporary.getRoot().toPath().resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry(CLASS));
      out.write(thisClass());
      if (withText) {
        out.putNextEntry(new ZipEntry(PATH));
        out.write(CONTENT);
      }
    }
    return jar;
  }

  private static byte[] thisClass() throws IOException {
    try (InputStream in = TestResources.class.getResourceAsStream("TestResources.class")) {
      return in.readAllBytes();
    }
  }

  /** Loads this class anew from places, and then a file, directly or not. */
  private static void assertFound(boolean direct, URL... places) throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(places, null) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            return name.equals(TestResources.class.getName())
                ? super.findClass(name)
                : TestResources.class.getClassLoader().loadClass(name);
          }
        }) {
      Class<?> owner = loader.loadClass(TestResources.class.getName());
      assertNotSame(TestResources.class, owner);
      assertArrayEquals(CONTENT, Resources.bytes(owner, NAME));
      try (InputStream in = Resources.direct(owner, NAME)) {
        assertArrayEquals(direct ? CONTENT : null, in == null ? null : in.readAllBytes());
      }
    }
  }
}
