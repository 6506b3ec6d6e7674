package io.github.lucenebpe.split;

/**
 * How often an atom of a pattern repeats: {@code * + ? {n} {n,} {n,m}}, each greedy, lazy ({@code
 * ?} after it) or possessive ({@code +} after it).
 *
 * @param most {@link Integer#MAX_VALUE} if there is no bound
 * @param mode empty, {@code ?} or {@code +}
 */
record Repeat(int least, int most, String mode) {
  /** A bound that no piece needs; the engines have different limits. */
  private static final int MAX_BOUND = 1000;

  /** Whether a repeat comes next. */
  static boolean isNext(PatternSource source) {
    return source.isNextOneOf("*+?{");
  }

  /** Takes the repeat that comes next. */
  static Repeat read(PatternSource source) {
    int start = source.index();
    Repeat repeat = readBounds(source, start);
    String mode = source.take("?") ? "?" : source.take("+") ? "+" : "";
    if (isNext(source)) {
      source.next();
      throw source.refuse(start, "repeats a repeat, which the engines read differently");
    }
    return new Repeat(repeat.least, repeat.most, mode);
  }

  private static Repeat readBounds(PatternSource source, int start) {
    if (source.take("*")) {
      return new Repeat(0, Integer.MAX_VALUE, "");
    }
    if (source.take("+")) {
      return new Repeat(1, Integer.MAX_VALUE, "");
    }
    if (source.take("?")) {
      return new Repeat(0, 1, "");
    }
    source.take("{");
    int least = bound(source, start);
    int most = least;
    if (source.take(",")) {
      most = source.isNext("}") ? Integer.MAX_VALUE : bound(source, start);
    }
    if (!source.take("}")) {
      throw notARepeat(source, start);
    }
    if (least > most) {
      throw source.refuse(start, "has bounds in the wrong order");
    }
    return new Repeat(least, most, "");
  }

  private static int bound(PatternSource source, int start) {
    String digits = source.digits();
    if (digits.isEmpty()) {
      throw notARepeat(source, start);
    }
    if (digits.length() > 4 || Integer.parseInt(digits) > MAX_BOUND) {
      throw source.refuse(start, "repeats more than " + MAX_BOUND + " times");
    }
    return Integer.parseInt(digits);
  }

  private static IllegalArgumentException notARepeat(PatternSource source, int start) {
    source.take(1);
    return source.refuse(start, "is no repeat {n}, {n,} or {n,m}; the character is \\{");
  }

  /**
   * An atom with this repeat, for java.util.regex.
   *
   * <p>A possessive repeat is an atomic group around the greedy one. Java agrees, except for groups
   * that repeat at least twice: there it keeps each round from giving back what the next one needs,
   * so that its {@code (?:a|ab){2}+} fails on "aba", which the engines match. So that one is
   * written as the atomic group.
   */
  String java(String atom) {
    if (mode.equals("+") && least > 1) {
      return "(?>" + atom + bounds() + ")";
    }
    return atom + bounds() + mode;
  }

  private String bounds() {
    if (most == Integer.MAX_VALUE) {
      return least == 0 ? "*" : least == 1 ? "+" : "{" + least + ",}";
    }
    return least == 0 && most == 1 ? "?" : "{" + least + "," + most + "}";
  }
}
