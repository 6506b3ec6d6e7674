package io.github.lucenebpe.split;

import static io.github.lucenebpe.split.CharClasses.NEWLINE;
import static io.github.lucenebpe.split.CharClasses.NUMBER;
import static io.github.lucenebpe.split.CharClasses.SPACE;

/**
 * Clauses that several of the GPT patterns have in common. All answer with {@code ~end} when they
 * looked at the end of the text, as {@link Splitter} does.
 */
final class Clauses {
  private Clauses() {}

  /**
   * {@code '(?i:[sdmt]|ll|ve|re)}: "'s", "'LL", "'ſ" (long s folds to s).
   *
   * @return {@code from} if there is none; {@code ~from} if there is none yet, as in a text that
   *     ends in "'l"
   */
  static int contraction(char[] text, int from, int to) {
    if (from == to) {
      return ~from;
    }
    if (text[from] != '\'') {
      return from;
    }
    if (from + 1 == to) {
      return ~from;
    }
    char lower;
    char upper;
    switch (text[from + 1]) {
      case 's', 'S', 'ſ', 'd', 'D', 'm', 'M', 't', 'T' -> {
        return from + 2;
      }
      case 'l', 'L' -> {
        lower = 'l';
        upper = 'L';
      }
      case 'v', 'V', 'r', 'R' -> {
        lower = 'e';
        upper = 'E';
      }
      default -> {
        return from;
      }
    }
    if (from + 2 == to) {
      return ~from;
    }
    return text[from + 2] == lower || text[from + 2] == upper ? from + 3 : from;
  }

  /** {@code \p{N}{1,3}} where a number is: of "1234" the "123". */
  static int upToThreeNumbers(char[] text, int from, int to) {
    int i = CharClasses.next(text, from, to);
    for (int n = 1; n < 3; n++) {
      if (i == to || (CharClasses.at(text, i, to) & NUMBER) == 0) {
        return CharClasses.isOpen(text, i, to) ? ~i : i;
      }
      i = CharClasses.next(text, i, to);
    }
    return i;
  }

  /**
   * {@code \s+(?!\S)|\s+} where white space is: of "···word" the first two, for "·word" is the next
   * piece; of "···" at the end of the text all.
   */
  static int spaces(char[] text, int from, int to) {
    int run = CharClasses.run(text, from, to, SPACE);
    return run == ~to ? run : asOpenAs(run, allButLast(from, index(run)));
  }

  /**
   * {@code \s++$|\s*[\r\n]|\s+(?!\S)|\s} where white space is: of "·↵··word" first "·↵" and then
   * "·", but all of "·↵··" at the end of the text.
   */
  static int spacesToEndOrLines(char[] text, int from, int to) {
    int run = CharClasses.run(text, from, to, SPACE);
    if (run == ~to) {
      return run;
    }
    int line = afterLastNewline(text, from, index(run));
    return asOpenAs(run, line > from ? line : allButLast(from, index(run)));
  }

  /**
   * {@code \s*[\r\n]+|\s+(?!\S)|\s+} where white space is: of "·↵··word" first "·↵" and then "·",
   * and of "·↵··" at the end of the text first "·↵" and then "··".
   */
  static int linesOrSpaces(char[] text, int from, int to) {
    int run = CharClasses.run(text, from, to, SPACE);
    int line = afterLastNewline(text, from, index(run));
    if (line > from) {
      return asOpenAs(run, line);
    }
    return run == ~to ? run : asOpenAs(run, allButLast(from, index(run)));
  }

  /** {@code \s+(?!\S)|\s} for white space that something else follows. */
  private static int allButLast(int from, int end) {
    return Math.max(from + 1, end - 1);
  }

  private static int afterLastNewline(char[] text, int from, int end) {
    int i = end;
    while (i > from && (CharClasses.at(text, i - 1, end) & NEWLINE) == 0) {
      i--;
    }
    return i;
  }

  /** The index in an answer that may be open. */
  static int index(int answer) {
    return answer < 0 ? ~answer : answer;
  }

  /** An index as an answer that is open if another one is. */
  static int asOpenAs(int answer, int index) {
    return answer < 0 ? ~index : index;
  }

  /**
   * Whether a line feed stands before {@code at} and no white space after it: the end of a piece in
   * all GPT patterns. The clauses that go over a line feed are those for white space, which end
   * before what is none, and those for punctuation with {@code [\r\n]*} after it. (In o200k's this
   * is {@code [\r\n/]*}.)
   */
  static boolean isLineStart(byte[] utf8, int at) {
    if (utf8[at - 1] != '\n') {
      return false;
    }
    int lead = utf8[at] & 0xFF;
    // ASCII without controls; U+00C0 to U+0FFF; U+4000 and more: none of these is white space.
    return (lead > ' ' && lead < 0x7F) || (lead >= 0xC3 && lead <= 0xE0) || lead >= 0xE4;
  }
}
