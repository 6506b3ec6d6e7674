package io.github.lucenebpe.split;

import java.util.regex.Pattern;

/**
 * Writes a split pattern of the reference engines (fancy-regex over regex 1.13 under tiktoken,
 * Python's regex under minbpe) as a pattern of java.util.regex that matches the same pieces.
 *
 * <p>What the engines agree on is carried over: alternatives, groups, greedy, lazy and possessive
 * repeats, atomic groups, look-ahead. What Java has another idea of is spelled out: classes ({@link
 * ClassTranslator}), {@code .}, {@code $} (the end of the text, which Java's {@code \z} is),
 * letters under {@code (?i)}. What looks at the text before a piece, what the two reference engines
 * read in different ways, and what is malformed, is refused.
 *
 * <p>{@code '(?i:s|ll)|\p{N}{1,3}+|\s+$} becomes, where the JDK has Unicode 16.0, {@code
 * \x{27}(?:[sS\x{17F}]|[lL][lL])|[\p{N}]{1,3}+|[\x{9}-…]+\z}.
 */
final class PatternTranslator {
  /** Both the translation and Java's compiler recurse. */
  private static final int MAX_DEPTH = 100;

  private static final Pattern LEADING_FLAGS = Pattern.compile("\\(\\?[a-zA-Z-]+\\)");

  private final PatternSource source;
  private final ClassTranslator classes;
  private final StringBuilder out = new StringBuilder();
  private int depth;

  /** What {@code (?i)} and {@code (?s)} have set. */
  private record Flags(boolean ignoreCase, boolean dotAll) {}

  private PatternTranslator(String pattern, HostClasses host) {
    this.source = new PatternSource(pattern);
    this.classes = new ClassTranslator(source, host);
  }

  /**
   * The pattern for java.util.regex, to be compiled without flags. It never matches the empty text.
   *
   * @throws IllegalArgumentException if the pattern is refused or malformed; the message names the
   *     construct, its index and the reason
   */
  static String translate(String pattern, HostClasses host) {
    PatternTranslator translator = new PatternTranslator(pattern, host);
    translator.pattern(LEADING_FLAGS.matcher(pattern).lookingAt());
    return translator.out.toString();
  }

  private void pattern(boolean leadingFlags) {
    Flags flags = new Flags(false, false);
    if (leadingFlags) {
      source.take("(?");
      flags = flags(flags, 0, ")");
    }
    do {
      int start = source.index();
      if (sequence(flags)) {
        throw source.refuse(start, "can match no text, after which the engines go on differently");
      }
    } while (takeBar());
    if (!source.atEnd()) {
      int start = source.index();
      source.take(1);
      throw source.refuse(start, "closes no group");
    }
  }

  /**
   * The alternatives of a group.
   *
   * @return whether they can match the empty text
   */
  private boolean alternatives(Flags flags) {
    boolean canBeEmpty = false;
    do {
      canBeEmpty |= sequence(flags);
    } while (takeBar());
    return canBeEmpty;
  }

  private boolean takeBar() {
    if (!source.take("|")) {
      return false;
    }
    out.append('|');
    return true;
  }

  private boolean sequence(Flags flags) {
    boolean canBeEmpty = true;
    while (!source.atEnd() && !source.isNextOneOf("|)")) {
      canBeEmpty &= repeated(flags);
    }
    return canBeEmpty;
  }

  /** An atom and how often it repeats; whether that can match the empty text. */
  private boolean repeated(Flags flags) {
    int start = source.index();
    int outStart = out.length();
    Atom atom = atom(flags);
    if (!Repeat.isNext(source)) {
      return atom != Atom.CHARACTERS;
    }
    Repeat repeat = Repeat.read(source);
    if (atom == Atom.ASSERTION) {
      throw source.refuse(start, "repeats what matches no text");
    }
    if (atom == Atom.CAN_BE_EMPTY && repeat.most() > 1) {
      throw source.refuse(
          start, "repeats what can match no text, which the engines do differently");
    }
    out.replace(outStart, out.length(), repeat.java(out.substring(outStart)));
    return repeat.least() == 0 || atom == Atom.CAN_BE_EMPTY;
  }

  private enum Atom {
    /** Matches at least one character. */
    CHARACTERS,
    /** A group that can match the empty text. */
    CAN_BE_EMPTY,
    /** Look-ahead or the end of the text. */
    ASSERTION
  }

  private Atom atom(Flags flags) {
    int start = source.index();
    if (source.isNext("(")) {
      return group(flags);
    }
    if (source.isNext("[")) {
      out.append(classes.bracketed(flags.ignoreCase));
      return Atom.CHARACTERS;
    }
    if (source.take("$") || source.take("\\z")) {
      out.append("\\z");
      return Atom.ASSERTION;
    }
    if (source.take(".")) {
      out.append(flags.dotAll ? "[\\x{0}-\\x{10FFFF}]" : "[^\\x{A}]");
      return Atom.CHARACTERS;
    }
    if (source.isNext("\\")) {
      refuseAssertions(start);
      out.append(classes.escape(flags.ignoreCase));
      return Atom.CHARACTERS;
    }
    int literal = source.next();
    switch (literal) {
      case '^' ->
          throw source.refuse(start, "is the start of the text, which a piece does not see");
      case '*', '+', '?', '{' -> throw source.refuse(start, "has nothing to repeat");
      default -> out.append(classes.literal(start, literal, flags.ignoreCase));
    }
    return Atom.CHARACTERS;
  }

  private Atom group(Flags outer) {
    int start = source.index();
    source.take("(");
    Flags flags = outer;
    String open = "(?:";
    boolean assertion = false;
    if (source.take("?")) {
      if (source.take("=") || source.take("!") || source.take(">")) {
        open = source.since(start);
        assertion = !open.equals("(?>");
      } else if (source.take("<=") || source.take("<!")) {
        throw source.refuse(start, "looks at the text before it, which a piece may not see");
      } else if (source.take("P<") || source.take("<")) {
        if (!source.upTo('>', start).matches("[A-Za-z_][A-Za-z0-9_]*")) {
          throw source.refuse(start, "has no valid name");
        }
      } else {
        flags = flags(outer, start, ":");
      }
    }
    out.append(open);
    if (++depth > MAX_DEPTH) {
      throw source.refuse(start, "is nested more than " + MAX_DEPTH + " deep");
    }
    boolean canBeEmpty = alternatives(flags);
    depth--;
    if (!source.take(")")) {
      throw source.refuse(start, "has no closing )");
    }
    out.append(')');
    if (assertion) {
      return Atom.ASSERTION;
    }
    return canBeEmpty ? Atom.CAN_BE_EMPTY : Atom.CHARACTERS;
  }

  /** The flags after {@code (?}, as in {@code i}, {@code s-i} or none, and their terminator. */
  private Flags flags(Flags outer, int start, String terminator) {
    Flags flags = outer;
    boolean on = true;
    while (!source.take(terminator)) {
      if (source.take("-")) {
        on = false;
      } else if (source.take("i")) {
        flags = new Flags(on, flags.dotAll);
      } else if (source.take("s")) {
        flags = new Flags(flags.ignoreCase, on);
      } else if (source.isNext(")")) {
        source.take(1);
        throw source.refuse(
            start, "sets flags inside a pattern, which the engines read differently; use (?i:…)");
      } else {
        source.take(1);
        throw source.refuse(start, "is no group that a split pattern may have");
      }
    }
    return flags;
  }

  /** Refuses the escapes that are neither a character nor a class. */
  private void refuseAssertions(int start) {
    if (source.takeEscape("AbBGK")) {
      throw source.refuse(start, "looks at the text before it, which a piece may not see");
    }
    if (source.takeEscape("123456789kg")) {
      throw source.refuse(start, "refers to a group, which is not supported");
    }
    if (source.takeEscape("Z")) {
      throw source.refuse(start, "is read differently by the engines; the end of the text is $");
    }
  }
}
