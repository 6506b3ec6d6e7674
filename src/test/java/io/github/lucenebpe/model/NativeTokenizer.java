package io.github.lucenebpe.model;

import static org.junit.Assume.assumeTrue;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;

/**
 * Hugging Face's tokenizers themselves, in Rust: the native library that DJL builds for Java and
 * puts into its jar. Without the rest of DJL, which would look for engines and call home.
 */
final class NativeTokenizer implements AutoCloseable {
  private final long handle;

  private NativeTokenizer(long handle) {
    this.handle = handle;
  }

  /** Loads the library once for the JVM; without a build for this machine the test is skipped. */
  private static final class Library {
    static final String MISSING = load();

    private static String load() {
      String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
      String arch =
          System.getProperty("os.arch").replace("amd64", "x86_64").replace("arm64", "aarch64");
      String platform =
          (os.startsWith("mac") ? "osx" : os.startsWith("win") ? "win" : "linux") + "-" + arch;
      String name =
          System.mapLibraryName("tokenizers").replaceFirst("^tokenizers\\.dll$", "tokenizers.dll");
      String resource = "/native/lib/" + platform + "/cpu/" + name;
      try (InputStream in = TokenizersLibrary.class.getResourceAsStream(resource)) {
        if (in == null) {
          return "Hugging Face's tokenizers are not built for " + platform;
        }
        Path file = Files.createTempFile("tokenizers", name);
        file.toFile().deleteOnExit();
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        System.load(file.toString());
        return null;
      } catch (IOException | UnsatisfiedLinkError e) {
        return "Hugging Face's tokenizers do not load here: " + e;
      }
    }
  }

  /** The tokenizer of a tokenizer.json. */
  static NativeTokenizer load(Path file) throws IOException {
    assumeTrue(Library.MISSING, Library.MISSING == null);
    return new NativeTokenizer(
        TokenizersLibrary.LIB.createTokenizerFromString(Files.readString(file)));
  }

  /** The ids of a text, added tokens taken as what they are, nothing put around the text. */
  int[] encode(String text) {
    long encoded = TokenizersLibrary.LIB.encode(handle, text, false);
    try {
      return Arrays.stream(TokenizersLibrary.LIB.getTokenIds(encoded))
          .mapToInt(Math::toIntExact)
          .toArray();
    } finally {
      TokenizersLibrary.LIB.deleteEncoding(encoded);
    }
  }

  /** The text of ids, special tokens included. */
  String decode(int[] ids) {
    return TokenizersLibrary.LIB.decode(handle, Arrays.stream(ids).asLongStream().toArray(), false);
  }

  @Override
  public void close() {
    TokenizersLibrary.LIB.deleteTokenizer(handle);
  }
}
