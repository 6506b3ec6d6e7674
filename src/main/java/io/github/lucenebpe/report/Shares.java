package io.github.lucenebpe.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the vocabulary, and the tokens of the sample, are shared out among some groups. */
final class Shares {
  /** A group: the number of tokens of the vocabulary, and of the sample, that are in it. */
  record Row(String label, long vocabulary, long sample) {}

  private final Map<String, long[]> groups = new LinkedHashMap<>();

  void add(String label, long sample) {
    long[] counts = groups.computeIfAbsent(label, any -> new long[2]);
    counts[0]++;
    counts[1] += sample;
  }

  /** In the order in which they were first added. */
  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    groups.forEach((label, counts) -> rows.add(new Row(label, counts[0], counts[1])));
    return rows;
  }

  /** The largest in the vocabulary first; what is behind some of them becomes one row. */
  List<Row> largest(int limit, String rest) {
    List<Row> rows = rows();
    rows.sort(Comparator.comparingLong(Row::vocabulary).reversed().thenComparing(Row::label));
    if (rows.size() <= limit) {
      return rows;
    }
    List<Row> others = rows.subList(limit - 1, rows.size());
    Row sum =
        new Row(
            others.size() + " " + rest,
            others.stream().mapToLong(Row::vocabulary).sum(),
            others.stream().mapToLong(Row::sample).sum());
    List<Row> largest = new ArrayList<>(rows.subList(0, limit - 1));
    largest.add(sum);
    return largest;
  }
}
