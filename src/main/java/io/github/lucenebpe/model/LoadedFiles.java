package io.github.lucenebpe.model;

import io.github.lucenebpe.bpe.Encoding;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/**
 * The encodings of model files that are in use: a node of a search engine loads a file for every
 * index that names it, and holds its tables once. Files are told apart by their content.
 */
final class LoadedFiles {
  /** An encoding with the name under which it was first loaded, by the SHA-256 of its file. */
  private record Loaded(String name, WeakReference<Encoding> encoding) {}

  private static final Map<String, Loaded> BY_CONTENT = new HashMap<>();

  private LoadedFiles() {}

  /** Reads the content of a file. */
  interface Format {
    Encoding read(byte[] content, String name) throws IOException;
  }

  /**
   * The encoding of a file; it shares its tables with others of the same content.
   *
   * @param name the name of the file; that of the encoding, unless the content says another
   * @throws IOException as {@code format} does; nothing is remembered then
   */
  static synchronized Encoding get(byte[] content, String name, Format format) throws IOException {
    BY_CONTENT.values().removeIf(loaded -> loaded.encoding.refersTo(null));
    String key = Encodings.sha256(content);
    Loaded known = BY_CONTENT.get(key);
    Encoding shared = known == null ? null : known.encoding.get();
    if (shared == null) {
      Encoding encoding = format.read(content, name);
      BY_CONTENT.put(key, new Loaded(name, new WeakReference<>(encoding)));
      return encoding;
    }
    boolean namedByItself = !shared.name().equals(known.name);
    return namedByItself || name.equals(known.name)
        ? shared
        : shared.withSpecialTokens(name, shared.specialTokens());
  }
}
