package io.github.lucenebpe.split;

import static io.github.lucenebpe.split.CharClasses.LETTER;
import static io.github.lucenebpe.split.CharClasses.LOWER;
import static io.github.lucenebpe.split.CharClasses.NEWLINE;
import static io.github.lucenebpe.split.CharClasses.NUMBER;
import static io.github.lucenebpe.split.CharClasses.OTHER;
import static io.github.lucenebpe.split.CharClasses.SPACE;
import static io.github.lucenebpe.split.CharClasses.UPPER;

/**
 * The split pattern of o200k_base and o200k_harmony (GPT-4o and later), written by hand.
 *
 * <p>Below, U is {@code [\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]} and L is {@code
 * [\p{Ll}\p{Lm}\p{Lo}\p{M}]}; marks, modifier letters and letters without case are in both.
 */
public final class O200kSplitter implements Splitter {
  private final String pattern;

  O200kSplitter(String pattern) {
    this.pattern = pattern;
  }

  @Override
  public String pattern() {
    return pattern;
  }

  @Override
  public int pieceEnd(char[] text, int from, int to) {
    int first = CharClasses.at(text, from, to);
    // '\p{N}{1,3}': "123" of "1234"
    if ((first & NUMBER) != 0) {
      return Clauses.upToThreeNumbers(text, from, to);
    }
    int word = from;
    if ((first & (LETTER | NEWLINE)) == 0) {
      word = CharClasses.next(text, from, to);
      if (word == to) {
        return ~to;
      }
    }
    int second = CharClasses.at(text, word, to);
    if (((first | second) & (UPPER | LOWER)) != 0) {
      return wordEnd(text, from, word, to);
    }
    // ' ?[^\s\p{L}\p{N}]+[\r\n/]*': "!?", " {\n", "//\n/"
    if ((first & OTHER) != 0 || (text[from] == ' ' && (second & OTHER) != 0)) {
      int end = CharClasses.run(text, word, to, OTHER);
      return end < 0 ? end : newlinesAndSlashes(text, end, to);
    }
    // '\s*[\r\n]+|\s+(?!\S)|\s+'
    assert (first & SPACE) != 0;
    return Clauses.linesOrSpaces(text, from, to);
  }

  /**
   * The two clauses for words, {@code [^\r\n\p{L}\p{N}]?U*L+C?|[^\r\n\p{L}\p{N}]?U+L*C?} where C is
   * {@code (?i:'s|'t|'re|'ve|'m|'ll|'d)}.
   *
   * @param from the prefix {@code [^\r\n\p{L}\p{N}]} if there is one, else the word
   * @param word the char after the prefix
   */
  private static int wordEnd(char[] text, int from, int word, int to) {
    int upper = CharClasses.run(text, word, to, UPPER);
    int upperEnd = Clauses.index(upper);
    // 'U*L+': "Word", "word"
    if (upperEnd < to && (CharClasses.at(text, upperEnd, to) & LOWER) != 0) {
      return withContraction(CharClasses.run(text, upperEnd, to, LOWER), text, to);
    }
    int end = afterLastLower(text, word, upperEnd);
    if (end == word) {
      boolean mark = from < word && (CharClasses.at(text, from, to) & LOWER) != 0;
      // 'U*L+' where L is the mark that could have been a prefix: "\u0301" of "\u0301WORD"
      // 'U+L*' otherwise: "WORD"
      end = mark ? word : upperEnd;
    }
    // else 'U*L+' where U* gives back until L is the last that is in both: "Aあ" of "AあB"
    return withContraction(Clauses.asOpenAs(upper, end), text, to);
  }

  /** The index after the last code point of {@code text[from, to)} in L, {@code from} if none. */
  private static int afterLastLower(char[] text, int from, int to) {
    int i = to;
    while (i > from) {
      int start = i - (Character.isLowSurrogate(text[i - 1]) ? 2 : 1);
      if ((CharClasses.at(text, start, to) & LOWER) != 0) {
        return i;
      }
      i = start;
    }
    return from;
  }

  /** {@code (?i:'s|'t|'re|'ve|'m|'ll|'d)?} at the end of a word: "they'll", "IT'S". */
  private static int withContraction(int wordEnd, char[] text, int to) {
    int end = Clauses.contraction(text, Clauses.index(wordEnd), to);
    return wordEnd < 0 ? ~Clauses.index(end) : end;
  }

  /** {@code [\r\n/]*}. */
  private static int newlinesAndSlashes(char[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (c != '\r' && c != '\n' && c != '/') {
        return i;
      }
    }
    return ~to;
  }

  @Override
  public int asciiPieceEnd(byte[] text, int from, int to) {
    int first = AsciiClauses.at(text, from);
    // '\p{N}{1,3}': "123" of "1234"
    if (first == AsciiClauses.NUMBER) {
      return AsciiClauses.upToThreeNumbers(text, from, to);
    }
    int word = from;
    if (first != AsciiClauses.LETTER && !AsciiClauses.isNewline(text[from])) {
      word = from + 1;
      if (word == to) {
        return ~to;
      }
    }
    int second = AsciiClauses.at(text, word);
    // '[^\r\n\p{L}\p{N}]?U*L+C?' and, of upper case only, '[^\r\n\p{L}\p{N}]?U+L*C?'
    if (second == AsciiClauses.LETTER) {
      int end = AsciiClauses.upperCase(text, word, to);
      end = end < 0 ? end : AsciiClauses.lowerCase(text, end, to);
      return end < 0 || text[end] != '\'' ? end : AsciiClauses.contraction(text, end, to, 0x20);
    }
    // ' ?[^\s\p{L}\p{N}]+[\r\n/]*': "!?", " {\n", "//\n/"
    if (first == AsciiClauses.OTHER || (text[from] == ' ' && second == AsciiClauses.OTHER)) {
      int end = AsciiClauses.run(text, word, to, AsciiClauses.OTHER);
      while (end >= 0 && (AsciiClauses.isNewline(text[end]) || text[end] == '/')) {
        end = end + 1 < to ? end + 1 : ~to;
      }
      return end;
    }
    // '\s*[\r\n]+|\s+(?!\S)|\s+'
    return AsciiClauses.linesOrSpaces(text, from, to);
  }

  @Override
  public long asciiStarts(AsciiBlock block) {
    long marks = block.takeMarksAsLetters();
    long upper = block.upperCase();
    // 'U*L+C?' after another: "Case" of "camelCase"
    long words = upper & (block.letters & ~upper) << 1;
    // 'C?', which belongs to the word before it
    long contractions = block.letters & (block.apostrophes & block.letters >>> 1) >>> 1;
    // '[^\s\p{L}\p{N}]+' takes marks too: "!\u0301"
    long doubts = Cl100kSplitter.doubts(block) | contractions | (block.others & marks >>> 1);
    if ((block.others & block.newlines << 1) != 0) {
      // '[\r\n/]*': "{\n//"
      doubts |= block.slashes() & block.newlines << 1;
    }
    if (words != 0) {
      long both = block.uncased() | marks;
      // 'U*L+' where U* goes on after both, and L+ may take them back: "BCd" of "\u3042BCd"
      long open = words & startOfWord(both, block.letters & ~(upper | both)) << 1;
      words &= ~open | followedBy(open, upper, ~(block.letters | block.controls));
    }
    return block.certain(Cl100kSplitter.starts(block) | words, doubts);
  }

  /** Of characters in U and in L those that U* may have come to: not in a run after L alone. */
  private static long startOfWord(long both, long lower) {
    // The carry runs through all that stand side by side.
    return both & (both + (both & lower << 1));
  }

  /**
   * Of some bits at which runs start, those whose run is followed by others.
   *
   * @param starts the first bits of some of the runs
   */
  private static long followedBy(long starts, long runs, long others) {
    long found = 0;
    for (long left = starts; left != 0; left &= left - 1) {
      long start = Long.lowestOneBit(left);
      long end = (runs + start) & ~runs; // the carry comes to rest after the run
      found |= (end & others) == 0 ? 0 : start;
    }
    return found;
  }

  @Override
  public boolean isCertainStart(byte[] utf8, int at) {
    return Clauses.isLineStart(utf8, at) && utf8[at] != '/';
  }

  @Override
  public String toString() {
    return "o200k";
  }
}
