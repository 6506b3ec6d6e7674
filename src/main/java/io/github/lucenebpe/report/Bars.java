package io.github.lucenebpe.report;

import java.util.List;
import java.util.Locale;

/** Rows of a table that show {@link Shares} as bars. */
final class Bars {
  private Bars() {}

  /** Two bars a row, as long as the shares; the longest bar takes all the room. */
  static String rows(List<Shares.Row> rows) {
    long vocabulary = Math.max(1, rows.stream().mapToLong(Shares.Row::vocabulary).sum());
    long sample = Math.max(1, rows.stream().mapToLong(Shares.Row::sample).sum());
    double longest = 0;
    for (Shares.Row row : rows) {
      longest = Math.max(longest, (double) row.vocabulary() / vocabulary);
      longest = Math.max(longest, (double) row.sample() / sample);
    }
    StringBuilder out = new StringBuilder();
    for (Shares.Row row : rows) {
      out.append("<tr><th scope=\"row\">").append(Html.escape(row.label())).append("</th>");
      bar("vocabulary", row.vocabulary(), vocabulary, longest, out);
      bar("sample", row.sample(), sample, longest, out);
      out.append("</tr>\n");
    }
    return out.toString();
  }

  private static void bar(String series, long part, long whole, double longest, StringBuilder out) {
    double share = (double) part / whole;
    out.append(
        String.format(
            Locale.ROOT,
            "<td class=\"%s\" title=\"%,d tokens\"><span class=\"bar\" style=\"--share: %.4f\"></span>"
                + "<span class=\"value\">%s</span></td>",
            series,
            part,
            longest == 0 ? 0 : share / longest,
            percent(part, whole)));
  }

  /** A share to read: {@code 12.3 %}. */
  static String percent(long part, long whole) {
    return String.format(Locale.ROOT, "%.1f %%", whole == 0 ? 0 : 100.0 * part / whole);
  }
}
