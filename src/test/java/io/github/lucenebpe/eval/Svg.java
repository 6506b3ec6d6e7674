package io.github.lucenebpe.eval;

import java.util.Locale;

/** A drawing that is written element by element, on a white ground with a title. */
final class Svg {
  /** Narrow, with large letters: on a telephone it is shown at two thirds of its size. */
  static final int WIDTH = 560;

  /** Width of a letter, nearly. */
  static final double CHARACTER = 7.2;

  /** Height of a letter that reaches below the line. */
  static final int LETTER = 13;

  static final String GRID = "#e4e7eb";

  private final StringBuilder svg = new StringBuilder();

  Svg(int height, String title) {
    add(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                + " font-family=\"sans-serif\" font-size=\"14\">",
            WIDTH,
            height,
            WIDTH,
            height));
    add("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
    text(12, 24, "start", title);
  }

  void text(double x, double y, String anchor, String text) {
    add(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
            x,
            y,
            anchor,
            text));
  }

  void line(double x1, double y1, double x2, double y2) {
    add(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
            x1,
            y1,
            x2,
            y2,
            GRID));
  }

  void bar(double x, double y, double width, double height, String colour) {
    add(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
            x,
            y,
            width,
            height,
            colour));
  }

  void dot(double x, double y, double radius, String colour) {
    add(
        String.format(
            Locale.ROOT,
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\"/>",
            x,
            y,
            radius,
            colour));
  }

  private void add(String element) {
    svg.append(element).append('\n');
  }

  /** The whole file. */
  String end() {
    return svg.append("</svg>\n").toString();
  }
}
