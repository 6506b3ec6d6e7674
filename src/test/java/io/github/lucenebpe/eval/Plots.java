package io.github.lucenebpe.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** The plots of the README as SVG. */
final class Plots {
  private static final List<String> COLOURS =
      List.of("#9aa5b1", "#f0a202", "#5b8e7d", "#7a6ff0", "#d1495b");

  private static final String OURS = "#d1495b";
  private static final String OTHERS = "#52606d";

  private static final double RADIUS = 5;

  private Plots() {}

  /** Mean nDCG@10 over all collections against the size of the index, Standard's being 1. */
  static String qualityAgainstSize(Report report) {
    List<Point> points = points(report);
    Axis size = Axis.of(points.stream().mapToDouble(Point::size), 0.5, 60, Svg.WIDTH - 30);
    Axis quality = Axis.of(points.stream().mapToDouble(Point::quality), 0.1, 360, 60);
    Svg svg = new Svg(420, "Mean nDCG@10 of all collections against index size");
    for (double tick : quality.ticks()) {
      double y = quality.at(tick);
      svg.line(size.start, y, size.end, y);
      svg.text(size.start - 8, y + 5, "end", String.format(Locale.ROOT, "%.1f", tick));
    }
    for (double tick : size.ticks()) {
      svg.text(
          size.at(tick), quality.start + 22, "middle", String.format(Locale.ROOT, "%.1f", tick));
    }
    svg.text((size.start + size.end) / 2, 408, "middle", "index size, 1 = Standard");
    List<Box> taken = new ArrayList<>();
    for (Point point : points) {
      double x = size.at(point.size);
      double y = quality.at(point.quality);
      svg.dot(x, y, RADIUS, point.name.startsWith(Contenders.SEARCH) ? OURS : OTHERS);
      taken.add(new Box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS));
    }
    for (Point point : points) {
      Box box = free(size.at(point.size), quality.at(point.quality), point.name, taken);
      taken.add(box);
      boolean leftOfDot = box.right < size.at(point.size);
      svg.text(
          leftOfDot ? box.right : box.left,
          box.bottom - 2, // letters such as g reach below the line
          leftOfDot ? "end" : "start",
          point.name);
    }
    return svg.end();
  }

  /** A contender: its index size and quality. */
  private record Point(String name, double size, double quality) {}

  /** Those that take part in all collections. */
  private static List<Point> points(Report report) {
    List<List<Evaluation>> all = List.copyOf(report.results().values());
    List<Point> points = new ArrayList<>();
    for (String name : report.contenders()) {
      List<Evaluation> own = all.stream().flatMap(list -> find(list, name).stream()).toList();
      double standard =
          all.stream()
              .mapToLong(list -> find(list, Contenders.STANDARD).orElseThrow().bytes())
              .sum();
      if (own.size() == all.size()) {
        double bytes = own.stream().mapToLong(Evaluation::bytes).sum();
        double quality = own.stream().mapToDouble(e -> e.mean().ndcg10()).average().orElseThrow();
        points.add(new Point(name, bytes / standard, quality));
      }
    }
    return points;
  }

  /** A place on the drawing that is taken. */
  private record Box(double left, double top, double right, double bottom) {
    boolean meets(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
  }

  /**
   * A place for the label of a dot: right of it, left of it, or as near below or above as can be.
   */
  private static Box free(double x, double y, String label, List<Box> taken) {
    double width = Svg.CHARACTER * label.length();
    double half = Svg.LETTER / 2.0;
    double gap = RADIUS + 3;
    for (double away = 0; ; away += 2) {
      for (double middle : new double[] {y + away, y - away}) {
        for (double left : new double[] {x + gap, x - gap - width}) {
          Box box = new Box(left, middle - half, left + width, middle + half);
          boolean inside = left > 0 && left + width < Svg.WIDTH;
          if (inside && taken.stream().noneMatch(box::meets)) {
            return box;
          }
        }
      }
    }
  }

  /** Groups of bars: nDCG@10 of some contenders on each collection. */
  static String languages(Report report) {
    List<String> names =
        List.of(
            Contenders.STANDARD, Contenders.LANGUAGE, Contenders.ICU, "3-grams", Contenders.SEARCH);
    int thickness = 7;
    int group = names.size() * thickness + 10;
    int top = 84;
    int bottom = top + group * report.results().size();
    Axis axis = new Axis(0, 1, 0.2, 120, Svg.WIDTH - 30);
    Svg svg = new Svg(bottom + 40, "nDCG@10 by collection; language: the analyzer of its language");
    double legend = 12;
    for (int i = 0; i < names.size(); i++) {
      svg.bar(legend, 42, 12, 12, COLOURS.get(i));
      svg.text(legend + 18, 53, "start", names.get(i));
      legend += 18 + Svg.CHARACTER * names.get(i).length() + 24;
    }
    for (double tick : axis.ticks()) {
      svg.line(axis.at(tick), top - 8, axis.at(tick), bottom);
      svg.text(axis.at(tick), bottom + 22, "middle", String.format(Locale.ROOT, "%.1f", tick));
    }
    int y = top;
    for (Map.Entry<IrCollection, List<Evaluation>> entry : report.results().entrySet()) {
      for (int i = 0; i < names.size(); i++) {
        Optional<Evaluation> found = find(entry.getValue(), names.get(i));
        double value = found.map(evaluation -> evaluation.mean().ndcg10()).orElse(0.0);
        double length = axis.at(value) - axis.start;
        svg.bar(axis.start, y + i * thickness, length, thickness, COLOURS.get(i));
      }
      svg.text(axis.start - 8, y + group / 2.0, "end", entry.getKey().name());
      y += group;
    }
    return svg.end();
  }

  private static Optional<Evaluation> find(List<Evaluation> evaluations, String name) {
    return name.equals(Contenders.LANGUAGE)
        ? Report.ofLanguage(evaluations)
        : Report.find(evaluations, name);
  }

  /**
   * Values to places.
   *
   * @param low least value
   * @param high greatest value
   * @param step between two ticks
   * @param start place of the least value
   * @param end place of the greatest value
   */
  private record Axis(double low, double high, double step, double start, double end) {
    /** From the last tick below the values to the first above them. */
    static Axis of(DoubleStream values, double step, double start, double end) {
      double[] all = values.sorted().toArray();
      double low = Math.floor(all[0] / step) * step;
      return new Axis(low, Math.ceil(all[all.length - 1] / step) * step, step, start, end);
    }

    double at(double value) {
      return start + (value - low) / (high - low) * (end - start);
    }

    double[] ticks() {
      int count = (int) Math.round((high - low) / step);
      return DoubleStream.iterate(0, i -> i + 1)
          .limit(count + 1)
          .map(i -> low + i * step)
          .toArray();
    }
  }
}
