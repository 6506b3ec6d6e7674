package io.github.lucenebpe.split;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Files that lie beside a class, in its jar or folder.
 *
 * <p>{@link Class#getResourceAsStream} goes by a URL, the first of which takes a JVM that has just
 * started 12 ms, more than the reading. So the jar or folder is looked into directly; a class that
 * comes from elsewhere, such as a jar within a jar, or that may not look, does it by URL. What lies
 * beside the class comes before what the class path has of the same name.
 */
public final class Resources {
  private Resources() {}

  /**
   * The bytes of a file.
   *
   * @param owner lies in the same package and the same jar
   * @param name name of the file, without a path
   * @throws IllegalStateException if there is none
   * @throws UncheckedIOException if it cannot be read
   */
  public static byte[] bytes(Class<?> owner, String name) {
    byte[] direct = direct(owner, name);
    if (direct != null) {
      return direct;
    }
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "resource " + name + " is missing from the jar, or was not built");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + name, e);
    }
  }

  /** The bytes of a file, null if this is not the way to them. */
  static byte[] direct(Class<?> owner, String name) {
    try {
      CodeSource source = owner.getProtectionDomain().getCodeSource();
      URL location = source == null ? null : source.getLocation();
      if (location == null || !location.getProtocol().equals("file")) {
        return null;
      }
      Path place = Path.of(location.toURI());
      String path = owner.getPackageName().replace('.', '/').concat("/").concat(name);
      if (Files.isDirectory(place)) {
        return Files.readAllBytes(place.resolve(path));
      }
      try (ZipFile jar = new ZipFile(place.toFile())) {
        ZipEntry entry = jar.getEntry(path);
        return entry == null ? null : bytes(jar, entry);
      }
    } catch (IOException | URISyntaxException | RuntimeException e) {
      return null;
    }
  }

  private static byte[] bytes(ZipFile jar, ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }
}
