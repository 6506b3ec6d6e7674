package io.github.lucenebpe.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TestAtomicFiles {
  @Rule public final TemporaryFolder temporary = new TemporaryFolder();
  private Path a;
  private Path b;

  @Before
  public void nameFiles() {
    a = temporary.getRoot().toPath().resolve("a");
    b = temporary.getRoot().toPath().resolve("b");
  }

  @Test
  public void testWritesAll() throws IOException {
    AtomicFiles.write(contents("one", "two"), false);
    assertEquals("[a one, b two]", files());
    AtomicFiles.write(contents("three", "four"), true);
    assertEquals("[a three, b four]", files());
  }

  @Test
  public void testRefusesToReplace() throws IOException {
    Files.writeString(b, "old");
    FileAlreadyExistsException e =
        assertThrows(
            FileAlreadyExistsException.class,
            () -> AtomicFiles.write(contents("one", "two"), false));
    assertEquals(b + ": exists already", e.getMessage());
    assertEquals("[b old]", files());
  }

  @Test
  public void testRefusesToReplaceFolders() throws IOException {
    Files.createDirectory(b);
    FileAlreadyExistsException e =
        assertThrows(
            FileAlreadyExistsException.class,
            () -> AtomicFiles.write(contents("one", "two"), true));
    assertEquals(b + ": is a folder", e.getMessage());
    assertEquals("[b folder]", files());
  }

  /** A name that is too long with what a temporary one adds stands for a full disk. */
  @Test
  public void testLeavesNothingWhenWritingFails() throws IOException {
    Path tooLong = temporary.getRoot().toPath().resolve("x".repeat(250));
    Map<Path, byte[]> contents = new LinkedHashMap<>();
    contents.put(a, new byte[] {'a'});
    contents.put(tooLong, new byte[] {'b'});
    IOException e = assertThrows(IOException.class, () -> AtomicFiles.write(contents, false));
    assertEquals(
        tooLong + ": cannot be written: ",
        e.getMessage().substring(0, tooLong.toString().length() + 21));
    assertEquals("[]", files());
  }

  /** A channel does not write for a thread that was interrupted. */
  @Test
  public void testLeavesNothingOfAFileThatWasBegun() throws IOException {
    Thread.currentThread().interrupt();
    IOException e =
        assertThrows(IOException.class, () -> AtomicFiles.write(contents("one", "two"), false));
    assertTrue(Thread.interrupted());
    assertTrue(e.getMessage(), e.getMessage().startsWith(a + ": cannot be written: "));
    assertEquals("[]", files());
  }

  /** Another program makes the second file while both are being written. */
  @Test
  public void testTakesBackWhatCannotBeWhole() throws IOException {
    Map<Path, byte[]> contents =
        new LinkedHashMap<>() {
          @Override
          public Set<Map.Entry<Path, byte[]>> entrySet() {
            try {
              Files.writeString(b, "faster");
            } catch (IOException e) {
              throw new AssertionError(e);
            }
            return super.entrySet();
          }
        };
    contents.putAll(contents("one", "two"));
    assertThrows(FileAlreadyExistsException.class, () -> AtomicFiles.write(contents, false));
    assertEquals("[b faster]", files());
  }

  private Map<Path, byte[]> contents(String contentA, String contentB) {
    Map<Path, byte[]> contents = new LinkedHashMap<>();
    contents.put(a, contentA.getBytes(UTF_8));
    contents.put(b, contentB.getBytes(UTF_8));
    return contents;
  }

  private String files() throws IOException {
    try (Stream<Path> paths = Files.list(temporary.getRoot().toPath())) {
      List<Path> sorted = paths.sorted().toList();
      StringBuilder text = new StringBuilder();
      for (Path path : sorted) {
        text.append(text.isEmpty() ? "" : ", ").append(path.getFileName()).append(' ');
        text.append(Files.isDirectory(path) ? "folder" : Files.readString(path));
      }
      return "[" + text + "]";
    }
  }
}
