package io.github.lucenebpe.bpe;

import io.github.lucenebpe.model.Encodings;
import io.github.lucenebpe.model.MinbpeModel;
import io.github.lucenebpe.split.SplitPatterns;
import io.github.lucenebpe.split.Splitter;
import io.github.lucenebpe.train.BpeTrainer;
import io.github.lucenebpe.train.PieceCounts;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;

/** The encodings that are measured: those in the jar, and others made of them. */
final class MeasuredEncodings {
  /** cl100k_base, its pattern spelled so that it goes through java.util.regex. */
  static final String REGEX = "cl100k_regex";

  /** 8,192 tokens trained on the English text. */
  static final String TRAINED = "trained";

  private MeasuredEncodings() {}

  static Encoding get(String name) {
    return switch (name) {
      case REGEX -> {
        Splitter regex = Splitter.of("(?:" + SplitPatterns.CL100K + ")");
        Merges merges = Encodings.get("cl100k_base").merges();
        yield Encoding.ofReachableMerges(name, regex, merges, Map.of());
      }
      case TRAINED -> {
        PieceCounts pieces = new PieceCounts();
        try {
          pieces.count(
              new StringReader(Texts.get("en")), SplitPatterns.parse(SplitPatterns.GPT4_MINBPE));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        Merges merges = BpeTrainer.train(pieces, 8_192).merges();
        yield new MinbpeModel(SplitPatterns.GPT4_MINBPE, Map.of(), merges).toEncoding(name);
      }
      default -> Encodings.get(name);
    };
  }
}
