package io.github.lucenebpe.model;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.split.Splitter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A model file that holds everything that decides the ids of an encoding. It exists for what
 * minbpe's {@code .model} cannot hold: bytes whose id is not their value (minbpe's GPT-4 tokenizer
 * has them and so cannot be saved there), unused ids, special tokens and patterns with blanks or
 * line breaks.
 *
 * <pre>
 * bpe encoding v1
 * name "cl100k_base"
 * pattern "'(?i:[sdmt]|ll|ve|re)|…"          a JSON string, as all strings here
 * special 100257 "&lt;|endoftext|&gt;"             one line each, in order
 * bytes 188 189 190 …                        the ids of the bytes 0 to 255
 * 256 220 220                                id, left part, right part: one line a merge
 * 257 220 256
 * </pre>
 */
public final class EncodingFile {
  static final String VERSION = "bpe encoding v1";

  private EncodingFile() {}

  /**
   * Writes an encoding, to a temporary file first, which is then moved.
   *
   * @param overwrite whether a file that exists may be replaced
   * @throws IllegalArgumentException if the encoding does not come from merges
   * @throws java.nio.file.FileAlreadyExistsException if the file exists and is not to be replaced
   * @throws IOException if writing fails; nothing is left behind then
   */
  public static void write(Encoding encoding, Path file, boolean overwrite) throws IOException {
    AtomicFiles.write(Map.of(file, format(encoding).getBytes(StandardCharsets.UTF_8)), overwrite);
  }

  static byte[] content(Encoding encoding, Path file) throws ModelFormatException {
    try {
      return format(encoding).getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(file + ": this format cannot hold it: " + e.getMessage(), e);
    }
  }

  private static String format(Encoding encoding) {
    Merges merges = encoding.merges();
    StringBuilder out = new StringBuilder(VERSION).append('\n');
    out.append("name ").append(JsonString.quote(encoding.name())).append('\n');
    out.append("pattern ").append(JsonString.quote(encoding.splitter().pattern())).append('\n');
    encoding
        .specialTokens()
        .forEach(
            (token, id) ->
                out.append("special ")
                    .append(id)
                    .append(' ')
                    .append(JsonString.quote(token))
                    .append('\n'));
    out.append("bytes");
    for (int b = 0; b < Merges.BYTES; b++) {
      out.append(' ').append(merges.byteId(b));
    }
    out.append('\n');
    for (int id = 0; id < merges.size(); id++) {
      if (merges.isMerge(id)) {
        out.append(id)
            .append(' ')
            .append(merges.left(id))
            .append(' ')
            .append(merges.right(id))
            .append('\n');
      }
    }
    return out.append("end\n").toString();
  }

  /**
   * Reads an encoding.
   *
   * @param content the bytes of the file
   * @param fileName the name of the file, for messages
   * @throws ModelFormatException if a line is not what it should be; the message names it
   */
  static Encoding read(byte[] content, String fileName) throws ModelFormatException {
    ModelLines lines = new ModelLines(content, fileName);
    String version = lines.next("\"" + VERSION + "\"");
    if (!version.equals(VERSION)) {
      throw lines.expected("\"" + VERSION + "\"", version);
    }
    String name = field("name ", lines);
    Splitter splitter = Splitter.of(field("pattern ", lines));
    Map<String, Integer> specialTokens = new LinkedHashMap<>();
    String line = lines.next("special tokens or bytes");
    while (line.startsWith("special ")) {
      int blank = line.indexOf(' ', 8);
      if (blank < 0) {
        throw lines.expected("special, an id and a token", line);
      }
      String token = JsonString.unquote(line.substring(blank + 1), lines);
      if (specialTokens.put(token, lines.specialId(line.substring(8, blank))) != null) {
        throw lines.expected("a special token that did not come before", line);
      }
      line = lines.next("special tokens or bytes");
    }
    return Encoding.ofMerges(name, splitter, merges(line, lines), specialTokens);
  }

  private static String field(String key, ModelLines lines) throws ModelFormatException {
    String line = lines.next(key + "and a JSON string");
    if (!line.startsWith(key)) {
      throw lines.expected(key + "and a JSON string", line);
    }
    return JsonString.unquote(line.substring(key.length()), lines);
  }

  private static Merges merges(String bytes, ModelLines lines) throws ModelFormatException {
    String[] words = bytes.split(" ", -1);
    if (!words[0].equals("bytes") || words.length != 1 + Merges.BYTES) {
      throw lines.expected("bytes and 256 ids", bytes);
    }
    int[] byteIds = new int[Merges.BYTES];
    for (int b = 0; b < byteIds.length; b++) {
      byteIds[b] = lines.id(words[1 + b]);
    }
    int size = Arrays.stream(byteIds).max().getAsInt() + 1;
    int[] left = new int[size];
    int[] right = new int[size];
    Arrays.fill(left, -1);
    Arrays.fill(right, -1);
    Set<Long> pairs = new HashSet<>();
    String expected = "an id and the ids of its two parts, or end";
    for (String line = lines.next(expected); !line.equals("end"); line = lines.next(expected)) {
      String[] ids = line.split(" ", -1);
      if (ids.length != 3) {
        throw lines.expected(expected, line);
      }
      int id = lines.id(ids[0]);
      if (id >= left.length) {
        int old = left.length;
        left = Arrays.copyOf(left, Math.max(id + 1, 2 * old));
        right = Arrays.copyOf(right, left.length);
        Arrays.fill(left, old, left.length, -1);
        Arrays.fill(right, old, right.length, -1);
      }
      if (left[id] >= 0) {
        throw lines.expected("an id that did not come before", line);
      }
      left[id] = part(ids[1], id, lines);
      right[id] = part(ids[2], id, lines);
      size = Math.max(size, id + 1);
      if (!pairs.add(((long) left[id] << 32) | right[id])) {
        throw lines.expected("a pair that did not come before", line);
      }
    }
    String rest = lines.next();
    if (rest != null) {
      throw lines.expected("nothing after end", rest);
    }
    return Merges.of(byteIds, Arrays.copyOf(left, size), Arrays.copyOf(right, size));
  }

  private static int part(String text, int id, ModelLines lines) throws ModelFormatException {
    int part = lines.id(text);
    if (part >= id) {
      throw lines.expected("a part with a smaller id than " + id, text);
    }
    return part;
  }
}
