package io.github.lucenebpe.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The plots of the README as SVG. */
final class Plots {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 380;
  private static final int LEFT = 60;
  private static final int RIGHT = 170;
  private static final int TOP = 40;
  private static final int BOTTOM = 50;

  private static final List<String> COLOURS =
      List.of("#9aa5b1", "#f0a202", "#5b8e7d", "#7a6ff0", "#d1495b");

  private static final int LINE = 13;
  private static final double CHARACTER = 6.5;

  /** A text that starts at a place. */
  private record Label(double x, double y, String text) {
    boolean covers(Label other) {
      return Math.abs(y - other.y) < LINE - 1
          && x < other.x + CHARACTER * other.text.length()
          && other.x < x + CHARACTER * text.length();
    }
  }

  private final StringBuilder svg = new StringBuilder();

  private Plots(String title) {
    add(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                + " font-family=\"sans-serif\" font-size=\"12\">",
            WIDTH,
            HEIGHT,
            WIDTH,
            HEIGHT));
    add("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
    text(LEFT, 22, "start", title);
  }

  /** Mean nDCG@10 over all collections against the size of the index, Standard's being 1. */
  static String qualityAgainstSize(Report report) {
    record Point(String name, double size, double quality) {}
    List<Point> points = new ArrayList<>();
    for (String name : report.contenders()) {
      List<List<Evaluation>> all = List.copyOf(report.results().values());
      double quality = 0;
      double size = 0;
      double standard = 0;
      boolean everywhere = true;
      for (List<Evaluation> evaluations : all) {
        Optional<Evaluation> found =
            name.equals(Contenders.LANGUAGE)
                ? Report.ofLanguage(evaluations)
                : Report.find(evaluations, name);
        everywhere &= found.isPresent();
        quality += found.map(e -> e.mean().ndcg10()).orElse(0.0);
        size += found.map(Evaluation::bytes).orElse(0L);
        standard += Report.find(evaluations, Contenders.STANDARD).orElseThrow().bytes();
      }
      if (everywhere) {
        points.add(new Point(name, size / standard, quality / all.size()));
      }
    }
    double maxSize = points.stream().mapToDouble(Point::size).max().orElse(1) * 1.05;
    Plots plot = new Plots("Search quality against index size, mean of all collections");
    double low = Math.floor(points.stream().mapToDouble(Point::quality).min().orElse(0) * 10) / 10;
    double high = Math.ceil(points.stream().mapToDouble(Point::quality).max().orElse(1) * 10) / 10;
    plot.yAxis(low, high, "nDCG@10");
    for (double tick = 0; tick <= maxSize; tick += 0.5) {
      double x = LEFT + tick / maxSize * (WIDTH - LEFT - RIGHT);
      plot.text(x, HEIGHT - BOTTOM + 18, "middle", String.format(Locale.ROOT, "%.1f", tick));
    }
    plot.text((WIDTH + LEFT - RIGHT) / 2.0, HEIGHT - 12, "middle", "index size, 1 = Standard");
    List<Label> labels = new ArrayList<>();
    for (Point point : points) {
      double x = LEFT + point.size / maxSize * (WIDTH - LEFT - RIGHT);
      double y = y(point.quality, low, high);
      String colour = point.name.startsWith(Contenders.SEARCH) ? "#d1495b" : "#52606d";
      plot.add(
          String.format(
              Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"%s\"/>", x, y, colour));
      Label label = new Label(x + 8, y + 4, point.name);
      while (labels.stream().anyMatch(label::covers)) {
        label = new Label(label.x, label.y + LINE, label.text);
      }
      labels.add(label);
      plot.text(label.x, label.y, "start", label.text);
    }
    return plot.end();
  }

  /** Groups of bars: nDCG@10 of some contenders on each collection. */
  static String languages(Report report) {
    List<String> names =
        List.of(
            Contenders.STANDARD, Contenders.LANGUAGE, Contenders.ICU, "3-grams", Contenders.SEARCH);
    Plots plot = new Plots("Search quality by collection; each language with its own analyzer");
    plot.yAxis(0, 1, "nDCG@10");
    double group = (double) (WIDTH - LEFT - RIGHT) / report.results().size();
    double bar = group * 0.85 / names.size();
    double x = LEFT;
    for (Map.Entry<IrCollection, List<Evaluation>> entry : report.results().entrySet()) {
      for (int i = 0; i < names.size(); i++) {
        Optional<Evaluation> found =
            names.get(i).equals(Contenders.LANGUAGE)
                ? Report.ofLanguage(entry.getValue())
                : Report.find(entry.getValue(), names.get(i));
        if (found.isPresent()) {
          double y = y(found.get().mean().ndcg10(), 0, 1);
          plot.add(
              String.format(
                  Locale.ROOT,
                  "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
                  x + group * 0.075 + i * bar,
                  y,
                  bar,
                  HEIGHT - BOTTOM - y,
                  COLOURS.get(i)));
        }
      }
      String name = entry.getKey().name();
      String shown =
          name.contains("/") ? entry.getKey().language() : name.replaceFirst("^cran.*-", "");
      plot.text(x + group / 2, HEIGHT - BOTTOM + 18, "middle", shown);
      x += group;
    }
    for (int i = 0; i < names.size(); i++) {
      double y = TOP + 20.0 * i;
      plot.add(
          String.format(
              Locale.ROOT,
              "<rect x=\"%d\" y=\"%.1f\" width=\"12\" height=\"12\" fill=\"%s\"/>",
              WIDTH - RIGHT + 15,
              y,
              COLOURS.get(i)));
      plot.text(WIDTH - RIGHT + 33, y + 10, "start", names.get(i));
    }
    return plot.end();
  }

  private void yAxis(double low, double high, String label) {
    for (int i = 0; i <= 10; i++) {
      double value = i / 10.0;
      if (value >= low - 1e-9 && value <= high + 1e-9) {
        double y = y(value, low, high);
        add(
            String.format(
                Locale.ROOT,
                "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#e4e7eb\"/>",
                LEFT,
                WIDTH - RIGHT,
                y,
                y));
        text(LEFT - 8, y + 4, "end", String.format(Locale.ROOT, "%.1f", value));
      }
    }
    text(LEFT - 8, TOP - 10, "end", label);
  }

  private static double y(double value, double low, double high) {
    return TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM);
  }

  private void text(double x, double y, String anchor, String text) {
    add(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
            x,
            y,
            anchor,
            text));
  }

  private void add(String element) {
    svg.append(element).append('\n');
  }

  private String end() {
    return svg.append("</svg>\n").toString();
  }
}
