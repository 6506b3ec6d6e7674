package io.github.lucenebpe.model;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.bpe.Vocabulary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Tiktoken's rank files: one token a line, its bytes in base64, a blank, its rank. {@code "aGVsbG8=
 * 15339"} is the token "hello". Such a file has neither split pattern nor special tokens.
 */
public final class TiktokenFile {
  private TiktokenFile() {}

  /**
   * Reads ranks.
   *
   * @param content the bytes of the file
   * @param name the name of the file, for messages
   * @return the bytes of each token by rank; null for an unused rank
   * @throws ModelFormatException if a line is not base64, blank, rank; if a rank or a token comes
   *     twice; or if a byte is no token
   */
  public static byte[][] read(byte[] content, String name) throws ModelFormatException {
    byte[][] tokens = new byte[1 << 16][];
    Map<String, Integer> ranks = new HashMap<>();
    ModelLines lines = new ModelLines(content, name);
    int size = 0;
    for (String line = lines.next(); line != null; line = lines.next()) {
      int blank = line.indexOf(' ');
      if (blank <= 0) {
        throw lines.expected("a token in base64, a blank and its rank", line);
      }
      byte[] token = decodeBase64(line.substring(0, blank), lines);
      int rank = lines.id(line.substring(blank + 1));
      if (rank >= tokens.length) {
        tokens = Arrays.copyOf(tokens, Math.max(rank + 1, 2 * tokens.length));
      }
      if (tokens[rank] != null) {
        throw lines.expected("a rank that no other token has", line);
      }
      if (ranks.put(new String(token, StandardCharsets.ISO_8859_1), rank) != null) {
        throw lines.expected("a token that has no other rank", line);
      }
      tokens[rank] = token;
      size = Math.max(size, rank + 1);
    }
    for (int b = 0; b < Merges.BYTES; b++) {
      if (!ranks.containsKey(String.valueOf((char) b))) {
        throw new ModelFormatException(
            name + ": expected a token for every byte, there is none for " + b);
      }
    }
    return Arrays.copyOf(tokens, size);
  }

  private static byte[] decodeBase64(String text, ModelLines lines) throws ModelFormatException {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw lines.expected("a token in base64", text);
    }
  }

  /**
   * Writes the ranks of a vocabulary, smallest first.
   *
   * @throws IOException if writing fails
   */
  public static void write(Vocabulary vocabulary, OutputStream out) throws IOException {
    for (int id = 0; id < vocabulary.size(); id++) {
      if (vocabulary.contains(id)) {
        String line = Base64.getEncoder().encodeToString(vocabulary.bytes(id)) + " " + id + "\n";
        out.write(line.getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  /**
   * The ranks of an encoding.
   *
   * @param file its name, for messages
   * @throws ModelFormatException if tiktoken would not have the same ids with them: it merges two
   *     tokens whenever their bytes together are a token, whatever the rules say
   */
  static byte[] content(Encoding encoding, Path file) throws IOException {
    if (!encoding.isMadeOfRanks()) {
      checkSameMerges(encoding, file);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(encoding.vocabulary(), out);
    return out.toByteArray();
  }

  /** Ranks and rules are the same if the rules that are behind the ranks are these. */
  private static void checkSameMerges(Encoding encoding, Path file) throws ModelFormatException {
    Vocabulary vocabulary = encoding.vocabulary();
    byte[][] tokens = new byte[vocabulary.size()][];
    for (int id = 0; id < tokens.length; id++) {
      tokens[id] = vocabulary.contains(id) ? vocabulary.bytes(id) : null;
    }
    Merges rules = encoding.merges();
    Merges ofRanks;
    try {
      ofRanks = Encoding.ofRanks(encoding.name(), encoding.splitter(), tokens, Map.of()).merges();
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(
          file + ": tiktoken's ranks cannot hold these merges: " + e.getMessage(), e);
    }
    for (int id = 0; id < tokens.length; id++) {
      if (rules.left(id) != ofRanks.left(id) || rules.right(id) != ofRanks.right(id)) {
        throw new ModelFormatException(
            String.format(
                Locale.ROOT,
                "%s: tiktoken's ranks cannot hold these merges:"
                    + " token %d would be made of %d and %d, not of %d and %d",
                file,
                id,
                ofRanks.left(id),
                ofRanks.right(id),
                rules.left(id),
                rules.right(id)));
      }
    }
  }
}
