package io.github.lucenebpe.bpe;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.github.lucenebpe.model.HuggingFaceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;

/** Ways to the ids of a text, ours and others'. */
final class Contenders {
  private Contenders() {}

  /**
   * A contender that has given the ids of {@link Encoding#encodeOrdinary} for a text.
   *
   * @param name {@code first-sight}, {@code warm}, {@code count}, {@code jtokkit}, {@code djl}
   * @return makes an array or a list of ids, or a number of tokens
   * @throws IllegalStateException if it gives other ids
   */
  static Function<String, Object> agreeing(String name, Encoding ours, String text) {
    int[] expected = ours.encodeOrdinary(text);
    return switch (name) {
      case "first-sight" ->
          checked(
              t -> {
                ours.forgetPieces();
                return ours.encodeOrdinary(t);
              },
              int[]::clone,
              name,
              text,
              expected);
      case "warm" -> checked(ours::encodeOrdinary, int[]::clone, name, text, expected);
      case "count" -> {
        require(ours.count(text) == expected.length, name);
        yield ours::count;
      }
      case "jtokkit" ->
          checked(
              jtokkit(ours)::encodeOrdinary,
              com.knuddels.jtokkit.api.IntArrayList::toArray,
              name,
              text,
              expected);
      case "djl" -> {
        HuggingFaceTokenizer djl = djl(ours);
        yield checked(
            t -> djl.encode(t, false, false).getIds(),
            ids -> LongStream.of(ids).mapToInt(Math::toIntExact).toArray(),
            name,
            text,
            expected);
      }
      default -> throw new IllegalArgumentException("unknown contender " + name);
    };
  }

  private static <R> Function<String, Object> checked(
      Function<String, R> encode,
      Function<R, int[]> ids,
      String name,
      String text,
      int[] expected) {
    require(Arrays.equals(expected, ids.apply(encode.apply(text))), name);
    return encode::apply;
  }

  private static void require(boolean agrees, String name) {
    if (!agrees) {
      throw new IllegalStateException(name + " gives other ids");
    }
  }

  private static com.knuddels.jtokkit.api.Encoding jtokkit(Encoding ours) {
    String name = ours.name().equals(MeasuredEncodings.REGEX) ? "cl100k_base" : ours.name();
    return com.knuddels.jtokkit.Encodings.newLazyEncodingRegistry().getEncoding(name).orElseThrow();
  }

  /** Hugging Face's tokenizers in native code, with our encoding written in their format. */
  private static HuggingFaceTokenizer djl(Encoding ours) {
    try {
      Path folder = Files.createTempDirectory("djl");
      Path file = folder.resolve("tokenizer.json");
      try {
        HuggingFaceFile.write(ours, file, false);
        return HuggingFaceTokenizer.newInstance(
            file, Map.of("truncation", "false", "addSpecialTokens", "false"));
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
