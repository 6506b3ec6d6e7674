package io.github.lucenebpe.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measured documents a second of several contenders, which take turns. */
final class Rates {
  /** How often each contender is measured; the first times warm up. */
  static final int ROUNDS = 9;

  private static final int WARM_UP = 2;

  private final Map<String, List<Double>> rates = new LinkedHashMap<>();

  /** Notes a measurement. */
  void add(String contender, int documents, long nanos) {
    rates.computeIfAbsent(contender, name -> new ArrayList<>()).add(documents * 1e9 / nanos);
  }

  /** Writes the medians into {@code target/benchmark.txt}, each next to that of the first. */
  void write() throws IOException {
    StringBuilder table = new StringBuilder();
    double first = Double.NaN;
    for (Map.Entry<String, List<Double>> contender : rates.entrySet()) {
      List<Double> warm =
          contender.getValue().subList(WARM_UP, contender.getValue().size()).stream()
              .sorted()
              .toList();
      double median = warm.get(warm.size() / 2);
      first = Double.isNaN(first) ? median : first;
      table.append(
          String.format(
              Locale.ROOT,
              "%-12s %6.0f documents/s (%.2f; median of %d, %.0f to %.0f)%n",
              contender.getKey(),
              median,
              median / first,
              warm.size(),
              warm.getFirst(),
              warm.getLast()));
    }
    Files.writeString(Path.of("target", "benchmark.txt"), table);
  }
}
