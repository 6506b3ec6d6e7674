package io.github.lucenebpe.model;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.split.Splitter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A trained vocabulary as minbpe saves it: a split pattern, special tokens and merges.
 *
 * <p>Two files belong to it, and both are written byte for byte as minbpe writes them. {@code
 * PREFIX.vocab} lists the tokens for people to read. {@code PREFIX.model} has everything that
 * decides ids:
 *
 * <pre>
 * minbpe v1
 * '(?i:[sdmt]|ll|ve|re)|…           the pattern, empty for none
 * 1                                 the number of special tokens
 * &lt;|endoftext|&gt; 100257              name and id of each
 * 101 114                           the merge that makes token 256
 * 256 32                            the merge that makes token 257
 * </pre>
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @see <a href="https://github.com/karpathy/minbpe/blob/master/minbpe/base.py">minbpe's base.py</a>
 */
public final class MinbpeModel {
  /** The first line. */
  static final String VERSION = "minbpe v1";

  private final String pattern;
  private final Map<String, Integer> specialTokens;
  private final Merges merges;

  /**
   * A model in memory. It may hold what the format cannot: {@link #write} tells.
   *
   * @param pattern text of the split pattern, empty for no splitting
   * @param specialTokens names and ids, in the order of the file; two names may share an id
   * @param merges in minbpe's numbering, as {@link Merges#of(int[], int[])} makes them
   * @throws IllegalArgumentException if a special token has an id that is negative, or that a byte
   *     or a merge has; or if the merges have another numbering
   */
  public MinbpeModel(String pattern, Map<String, Integer> specialTokens, Merges merges) {
    this.pattern = Objects.requireNonNull(pattern, "pattern");
    this.specialTokens = Collections.unmodifiableMap(new LinkedHashMap<>(specialTokens));
    this.merges = merges;
    for (int b = 0; b < Merges.BYTES; b++) {
      if (merges.byteId(b) != b) {
        throw new IllegalArgumentException(
            "minbpe's ids of bytes are their values, got " + merges.byteId(b) + " for " + b);
      }
    }
    for (int id = Merges.BYTES; id < merges.size(); id++) {
      if (!merges.isMerge(id)) {
        throw new IllegalArgumentException("minbpe's ids have no holes, got one at " + id);
      }
    }
    for (Map.Entry<String, Integer> special : this.specialTokens.entrySet()) {
      if (special.getValue() < merges.size()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "special token \"%s\" must have an id from %d on, got %d",
                special.getKey(),
                merges.size(),
                special.getValue()));
      }
    }
  }

  /** Text of the split pattern, empty for no splitting. */
  public String pattern() {
    return pattern;
  }

  /** Names and ids of the special tokens in the order of the file; unmodifiable. */
  public Map<String, Integer> specialTokens() {
    return specialTokens;
  }

  /** The merges; the first one makes the token 256. */
  public Merges merges() {
    return merges;
  }

  /**
   * The encoding that this model describes.
   *
   * @param name what {@link Encoding#name()} returns
   * @throws IllegalArgumentException if the pattern is malformed or not supported
   */
  public Encoding toEncoding(String name) {
    return Encoding.ofMerges(name, Splitter.of(pattern), merges, specialTokens);
  }

  /**
   * Writes the tokens of any encoding for people to read, in the form of a {@code .vocab} file:
   * what minbpe's {@code save_vocab} does for GPT-4.
   *
   * @param overwrite whether a file that exists may be replaced
   * @throws IllegalArgumentException if the encoding does not come from merges
   * @throws java.nio.file.FileAlreadyExistsException if the file exists and is not to be replaced
   * @throws IOException if writing fails; nothing is left behind then
   */
  public static void writeVocab(Encoding encoding, Path file, boolean overwrite)
      throws IOException {
    byte[] content = MinbpeWriter.vocab(encoding.merges()).getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(Map.of(file, content), overwrite);
  }

  /**
   * Reads a {@code .model} file.
   *
   * @throws ModelFormatException if it is not one; the message names file, line and what was
   *     expected
   * @throws IOException if it cannot be read
   */
  public static MinbpeModel read(Path file) throws IOException {
    return read(Files.readAllBytes(file), file.toString());
  }

  /**
   * The same from a stream, which is not closed.
   *
   * @param name the name of the file, for messages
   */
  public static MinbpeModel read(InputStream in, String name) throws IOException {
    return read(in.readAllBytes(), name);
  }

  /**
   * The same from bytes. Lines may end with CR LF, the last one without any. The pattern is taken
   * as it stands, while minbpe's {@code load} cuts white space off its ends.
   */
  static MinbpeModel read(byte[] content, String name) throws ModelFormatException {
    ModelLines lines = new ModelLines(content, name);
    String version = lines.next("\"" + VERSION + "\"");
    if (!version.equals(VERSION)) {
      throw lines.expected("\"" + VERSION + "\"", version);
    }
    String pattern = lines.next("a split pattern");
    Map<String, Integer> specialTokens = readSpecialTokens(lines);
    Merges merges = readMerges(lines);
    checkIds(specialTokens, merges, new ModelLines(content, name));
    return new MinbpeModel(pattern, specialTokens, merges);
  }

  private static Map<String, Integer> readSpecialTokens(ModelLines lines)
      throws ModelFormatException {
    String count = lines.next("the number of special tokens");
    if (!count.matches("[0-9]{1,9}")) {
      throw lines.expected("the number of special tokens", count);
    }
    Map<String, Integer> specialTokens = new LinkedHashMap<>();
    for (int i = Integer.parseInt(count); i > 0; i--) {
      String line = lines.next("a special token and its id");
      int blank = line.lastIndexOf(' ');
      if (blank <= 0 || MinbpeWriter.hasWhiteSpace(line.substring(0, blank))) {
        throw lines.expected("a special token and its id", line);
      }
      int id = lines.specialId(line.substring(blank + 1));
      if (specialTokens.put(line.substring(0, blank), id) != null) {
        throw lines.expected("a special token that did not come before", line);
      }
    }
    return specialTokens;
  }

  private static Merges readMerges(ModelLines lines) throws ModelFormatException {
    int[] left = new int[Merges.BYTES];
    int[] right = new int[Merges.BYTES];
    int size = 0;
    Map<Long, Integer> idOfPair = new HashMap<>();
    for (String line = lines.next(); line != null; line = lines.next()) {
      int blank = line.indexOf(' ');
      if (blank < 0 || line.indexOf(' ', blank + 1) >= 0) {
        throw lines.expected("two token ids", line);
      }
      if (size == left.length) {
        left = Arrays.copyOf(left, 2 * size);
        right = Arrays.copyOf(right, 2 * size);
      }
      left[size] = lines.id(line.substring(0, blank));
      right[size] = lines.id(line.substring(blank + 1));
      int id = Merges.BYTES + size;
      if (left[size] >= id || right[size] >= id) {
        throw lines.expected("ids of tokens before " + id, line);
      }
      Integer earlier = idOfPair.put(((long) left[size] << 32) | right[size], id);
      if (earlier != null) {
        throw lines.expected("another pair than that of token " + earlier, line);
      }
      size++;
    }
    return Merges.of(Arrays.copyOf(left, size), Arrays.copyOf(right, size));
  }

  /** The merges tell which ids are left for special tokens, and they come after them. */
  private static void checkIds(Map<String, Integer> specialTokens, Merges merges, ModelLines lines)
      throws ModelFormatException {
    for (int i = 0; i < 3; i++) {
      lines.next();
    }
    for (int id : specialTokens.values()) {
      String line = lines.next();
      if (id < merges.size()) {
        throw lines.expected("a special token with an id from " + merges.size() + " on", line);
      }
    }
  }

  /**
   * Writes {@code PREFIX.model} and {@code PREFIX.vocab}. Both appear whole or, if anything fails,
   * none of them does.
   *
   * @param prefix path of the files without their endings
   * @param overwrite whether files that exist may be replaced
   * @throws java.nio.file.FileAlreadyExistsException if there is such a file and it is not to be
   *     replaced
   * @throws ModelFormatException if the format cannot hold this model; the message says why
   * @throws IOException if writing fails; the message names the file
   */
  public void write(Path prefix, boolean overwrite) throws IOException {
    List<Path> files = ModelFormat.MINBPE.files(prefix);
    Map<Path, byte[]> contents = new LinkedHashMap<>();
    contents(files.get(0), files.get(1), contents);
    AtomicFiles.write(contents, overwrite);
  }

  private void contents(Path model, Path vocab, Map<Path, byte[]> out) throws ModelFormatException {
    out.put(model, MinbpeWriter.model(this, model.toString()).getBytes(StandardCharsets.UTF_8));
    out.put(vocab, MinbpeWriter.vocab(merges).getBytes(StandardCharsets.UTF_8));
  }

  /** What {@link #write} writes, for any encoding that the format can hold. */
  static void contents(Encoding encoding, Path model, Path vocab, Map<Path, byte[]> out)
      throws ModelFormatException {
    MinbpeModel minbpe;
    try {
      minbpe =
          new MinbpeModel(
              encoding.splitter().pattern(), encoding.specialTokens(), encoding.merges());
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(
          model + ": minbpe's format cannot hold this encoding: " + e.getMessage(), e);
    }
    minbpe.contents(model, vocab, out);
  }
}
