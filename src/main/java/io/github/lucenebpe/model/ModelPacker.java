package io.github.lucenebpe.model;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.split.WholeTextSplitter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Run by the build: turns the rank files of {@code models/} into the tables of encodings that the
 * jar carries ({@link Encoding#writeTables}). Finished tables are larger than the merges that they
 * are made of, but a JVM that has just started copies them sooner than it fills them.
 */
public final class ModelPacker {
  private ModelPacker() {}

  /**
   * Packs all shipped models.
   *
   * @param args the folder of the rank files, the folder to write to
   * @throws IOException if reading or writing fails
   * @throws IllegalStateException if merges do not give the tokens of a rank file again
   */
  public static void main(String[] args) throws IOException {
    Path from = Path.of(args[0]);
    Path to = Files.createDirectories(Path.of(args[1]));
    for (ShippedEncoding.Ranks shipped : ShippedEncoding.RANKS) {
      String ranks = shipped.name();
      Path source = from.resolve(ranks + ".tiktoken");
      byte[][] tokens = TiktokenFile.read(Files.readAllBytes(source), source.toString());
      try (OutputStream out = Files.newOutputStream(to.resolve(shipped.tables()))) {
        ofMerges(ranks, tokens).writeTables(out);
      }
    }
  }

  private static Encoding ofMerges(String name, byte[][] tokens) {
    Merges merges = Encoding.ofRanks(name, WholeTextSplitter.INSTANCE, tokens, Map.of()).merges();
    Encoding copy = Encoding.ofMerges(name, WholeTextSplitter.INSTANCE, merges, Map.of());
    for (int id = 0; id < tokens.length; id++) {
      if (tokens[id] != null && !Arrays.equals(copy.encodeBytes(tokens[id]), new int[] {id})) {
        throw new IllegalStateException(name + ": token " + id + " is not what its merges give");
      }
    }
    return copy;
  }
}
