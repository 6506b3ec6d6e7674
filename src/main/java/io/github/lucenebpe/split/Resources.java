package io.github.lucenebpe.split;

import java.io.File;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
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
    try (InputStream in = open(owner, name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + name, e);
    }
  }

  /**
   * The bytes of a file as a stream, for those that need not stand in memory as they are.
   *
   * @throws IllegalStateException if there is none
   */
  public static InputStream open(Class<?> owner, String name) {
    InputStream in = direct(owner, name);
    if (in == null) {
      in = owner.getResourceAsStream(name);
    }
    if (in == null) {
      throw new IllegalStateException(
          "resource " + name + " is missing from the jar, or was not built");
    }
    return in;
  }

  /** The same, null if this is not the way to it. */
  static InputStream direct(Class<?> owner, String name) {
    try {
      CodeSource source = owner.getProtectionDomain().getCodeSource();
      URL location = source == null ? null : source.getLocation();
      if (location == null || !location.getProtocol().equals("file")) {
        return null;
      }
      File place = new File(location.toURI());
      String path = owner.getPackageName().replace('.', '/').concat("/").concat(name);
      return place.isDirectory()
          ? new FileInputStream(new File(place, path))
          : InJar.open(new ZipFile(place), path);
    } catch (IOException | URISyntaxException | RuntimeException e) {
      return null;
    }
  }

  /** A file in a jar that is closed with it. */
  private static final class InJar extends FilterInputStream {
    private final ZipFile jar;

    private InJar(ZipFile jar, ZipEntry entry) throws IOException {
      super(jar.getInputStream(entry));
      this.jar = jar;
    }

    /** Null if the jar has no such file; it is closed then. */
    static InputStream open(ZipFile jar, String path) throws IOException {
      try {
        ZipEntry entry = jar.getEntry(path);
        if (entry != null) {
          return new InJar(jar, entry);
        }
      } catch (IOException | RuntimeException e) {
        jar.close();
        throw e;
      }
      jar.close();
      return null;
    }

    @Override
    public void close() throws IOException {
      jar.close(); // and with it what is read from it
    }
  }
}
