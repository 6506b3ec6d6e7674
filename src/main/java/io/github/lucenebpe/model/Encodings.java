package io.github.lucenebpe.model;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.split.Resources;
import io.github.lucenebpe.split.Splitter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Encodings by name, by LLM and from files.
 *
 * <p>Thread-safe. A shipped encoding is loaded when it is first asked for, once for all callers.
 * Those of files with the same content share their tables as long as one of them is in use.
 */
public final class Encodings {
  private static final Map<String, Encoding> LOADED = new ConcurrentHashMap<>();

  /** Another name of an encoding, as in tiktoken. */
  private static final Map<String, String> ALIASES = Map.of("gpt2", "r50k_base");

  private Encodings() {}

  /** Names of the shipped encodings, oldest first. */
  public static List<String> names() {
    return ShippedEncoding.ALL.stream().map(ShippedEncoding::name).toList();
  }

  /**
   * A shipped encoding.
   *
   * @param name one of {@link #names()}, or {@code gpt2} for r50k_base
   * @throws IllegalArgumentException if there is none of this name; the message lists the names
   */
  public static Encoding get(String name) {
    String resolved = ALIASES.getOrDefault(name, name);
    for (ShippedEncoding shipped : ShippedEncoding.ALL) {
      if (shipped.name().equals(resolved)) {
        return get(shipped);
      }
    }
    throw new IllegalArgumentException(
        "unknown encoding \"" + name + "\"; there are " + String.join(", ", names()));
  }

  private static Encoding get(ShippedEncoding shipped) {
    Encoding loaded = LOADED.get(shipped.name());
    return loaded == null ? load(shipped) : loaded;
  }

  /**
   * Without lambdas and without + for strings: the first of a JVM costs it some milliseconds, a
   * good part of the load time.
   */
  private static Encoding load(ShippedEncoding shipped) {
    ShippedEncoding.Ranks ranks = shipped.ranks();
    synchronized (ranks) {
      Encoding loaded = LOADED.get(shipped.name());
      if (loaded != null) {
        return loaded;
      }
      if (shipped.name().equals(ranks.name())) {
        loaded = loadTables(ranks, shipped.specialTokens());
      } else {
        loaded = get(ranks.name()).withSpecialTokens(shipped.name(), shipped.specialTokens());
      }
      LOADED.put(shipped.name(), loaded);
      return loaded;
    }
  }

  private static Encoding loadTables(
      ShippedEncoding.Ranks ranks, Map<String, Integer> specialTokens) {
    try (InputStream tables = Resources.open(Encodings.class, ranks.tables())) {
      return Encoding.ofTables(ranks.name(), Splitter.of(ranks.pattern()), tables, specialTokens);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource ".concat(ranks.tables()), e);
    }
  }

  /**
   * The encoding of an LLM, for example {@code gpt-4o}.
   *
   * @throws IllegalArgumentException if the LLM is unknown; the message lists what is known
   */
  public static Encoding forModel(String llm) {
    return get(LlmNames.encodingName(llm));
  }

  /**
   * The encoding in a file: a minbpe {@code .model}, an {@link EncodingFile}, a Hugging Face {@code
   * tokenizer.json} ({@link HuggingFaceFile}), or a {@code .tiktoken} file of a shipped encoding;
   * its content tells which.
   *
   * @throws ModelFormatException if the file is none of these, or is damaged; the message names the
   *     file and the line
   * @throws IOException if the file cannot be read
   */
  public static Encoding load(Path file) throws IOException {
    return LoadedFiles.get(content(file), file.toString(), Encodings::read);
  }

  /**
   * The same from a stream, which is not closed.
   *
   * @param name the name of the file, for messages and as the name of the encoding
   * @throws IOException as {@link #load(Path)}
   */
  public static Encoding load(InputStream in, String name) throws IOException {
    return LoadedFiles.get(in.readAllBytes(), name, Encodings::read);
  }

  /**
   * The encoding of a {@code .tiktoken} file, which does not say how to split nor what the special
   * tokens are.
   *
   * @throws ModelFormatException if the file is damaged; the message names the file and the line
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if a special token is empty or has the id of another token
   */
  public static Encoding loadRanks(Path file, Splitter splitter, Map<String, Integer> specialTokens)
      throws IOException {
    byte[][] tokens = TiktokenFile.read(content(file), file.toString());
    return Encoding.ofRanks(file.toString(), splitter, tokens, specialTokens);
  }

  private static byte[] content(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file", e);
    }
  }

  private static Encoding read(byte[] content, String name) throws ModelFormatException {
    String start =
        new String(content, 0, Math.min(content.length, 16), StandardCharsets.ISO_8859_1);
    try {
      if (start.startsWith(MinbpeModel.VERSION)) {
        return MinbpeModel.read(content, name).toEncoding(name);
      }
      if (start.startsWith(EncodingFile.VERSION)) {
        return EncodingFile.read(content, name);
      }
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(name + ": " + e.getMessage(), e);
    }
    if (start.matches("(?s)[ \\t\\r\\n]*\\{.*")) {
      return HuggingFaceFile.read(content, name);
    }
    if (start.matches("(?s)[A-Za-z0-9+/=]+ [0-9].*")) {
      return readRanks(content, name);
    }
    throw new ModelFormatException(
        name
            + " line 1: expected \""
            + MinbpeModel.VERSION
            + "\", \""
            + EncodingFile.VERSION
            + "\", tiktoken ranks or a tokenizer.json");
  }

  private static Encoding readRanks(byte[] content, String name) throws ModelFormatException {
    String sha256 = sha256(content);
    for (ShippedEncoding shipped : ShippedEncoding.ALL) {
      if (shipped.ranks().sha256().equals(sha256)) {
        return get(shipped);
      }
    }
    TiktokenFile.read(content, name);
    throw new ModelFormatException(
        name
            + ": ranks alone do not say how to split and which tokens are special,"
            + " and they are those of no shipped encoding: give the pattern too");
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
