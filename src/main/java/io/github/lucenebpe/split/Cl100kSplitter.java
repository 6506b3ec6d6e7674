package io.github.lucenebpe.split;

import static io.github.lucenebpe.split.CharClasses.LETTER;
import static io.github.lucenebpe.split.CharClasses.NEWLINE;
import static io.github.lucenebpe.split.CharClasses.NUMBER;
import static io.github.lucenebpe.split.CharClasses.OTHER;
import static io.github.lucenebpe.split.CharClasses.SPACE;

/**
 * The split pattern of cl100k_base (GPT-4), written by hand, in its two variants.
 *
 * <p>In the text of tiktoken 0.14 ({@link SplitPatterns#CL100K}) white space at the end of the text
 * is one piece; in the older ones ({@link SplitPatterns#GPT4_MINBPE} and others) its lines are a
 * piece before the rest. With OpenAI's ranks both give the same ids; a vocabulary that is trained
 * may tell them apart.
 */
public final class Cl100kSplitter implements Splitter {
  private final String pattern;
  private final boolean endIsOnePiece;

  /**
   * @param endIsOnePiece whether the pattern has the clause {@code \s++$} before {@code \s*[\r\n]}
   */
  Cl100kSplitter(String pattern, boolean endIsOnePiece) {
    this.pattern = pattern;
    this.endIsOnePiece = endIsOnePiece;
  }

  @Override
  public String pattern() {
    return pattern;
  }

  @Override
  public int pieceEnd(char[] text, int from, int to) {
    int first = CharClasses.at(text, from, to);
    // '[^\r\n\p{L}\p{N}]?+\p{L}++' without a prefix: "word"
    if ((first & LETTER) != 0) {
      return CharClasses.run(text, from, to, LETTER);
    }
    // '\p{N}{1,3}+': "123" of "1234"
    if ((first & NUMBER) != 0) {
      return Clauses.upToThreeNumbers(text, from, to);
    }
    // ''(?i:[sdmt]|ll|ve|re)': "'s", "'LL"
    int contraction = Clauses.contraction(text, from, to);
    if (contraction > from) {
      return contraction;
    }
    int next = CharClasses.next(text, from, to);
    if (next == to) {
      return ~to;
    }
    int second = CharClasses.at(text, next, to);
    // '[^\r\n\p{L}\p{N}]?+\p{L}++' with a prefix: " word", "(word", "\tword"
    if ((second & LETTER) != 0 && (first & NEWLINE) == 0) {
      return CharClasses.run(text, next, to, LETTER);
    }
    // ' ?[^\s\p{L}\p{N}]++[\r\n]*+': "!?", " {\n"
    if ((first & OTHER) != 0 || (text[from] == ' ' && (second & OTHER) != 0)) {
      int end = CharClasses.run(text, next, to, OTHER);
      return end < 0 ? end : CharClasses.run(text, end, to, NEWLINE);
    }
    assert (first & SPACE) != 0;
    return endIsOnePiece
        ? Clauses.spacesToEndOrLines(text, from, to)
        : Clauses.linesOrSpaces(text, from, to);
  }

  @Override
  public int asciiPieceEnd(byte[] text, int from, int to) {
    int first = AsciiClauses.at(text, from);
    // '[^\r\n\p{L}\p{N}]?+\p{L}++' without a prefix: "word"
    if (first == AsciiClauses.LETTER) {
      return AsciiClauses.letters(text, from, to);
    }
    // '\p{N}{1,3}+': "123" of "1234"
    if (first == AsciiClauses.NUMBER) {
      return AsciiClauses.upToThreeNumbers(text, from, to);
    }
    int next = from + 1;
    if (next == to) {
      return ~to;
    }
    // ''(?i:[sdmt]|ll|ve|re)': "'s", "'LL"
    if (text[from] == '\'') {
      int contraction = AsciiClauses.contraction(text, from, to, 0x20);
      if (contraction != from) {
        return contraction;
      }
    }
    int second = AsciiClauses.at(text, next);
    // '[^\r\n\p{L}\p{N}]?+\p{L}++' with a prefix: " word", "(word", "\tword"
    if (second == AsciiClauses.LETTER && !AsciiClauses.isNewline(text[from])) {
      return AsciiClauses.letters(text, next, to);
    }
    // ' ?[^\s\p{L}\p{N}]++[\r\n]*+': "!?", " {\n"
    if (first == AsciiClauses.OTHER || (text[from] == ' ' && second == AsciiClauses.OTHER)) {
      int end = AsciiClauses.run(text, next, to, AsciiClauses.OTHER);
      while (end >= 0 && AsciiClauses.isNewline(text[end])) {
        end = end + 1 < to ? end + 1 : ~to;
      }
      return end;
    }
    return AsciiClauses.linesOrSpaces(text, from, to);
  }

  @Override
  public long asciiStarts(AsciiBlock block) {
    return block.certain(starts(block), doubts(block) | possibleContractions(block));
  }

  /**
   * Where pieces start but for contractions, in this pattern and in that of o200k, which has the
   * same clauses around words.
   */
  static long starts(AsciiBlock block) {
    long letters = block.letters;
    long others = block.others;
    long spaces = block.spaces;
    // ' ?[^\s\p{L}\p{N}]++[\r\n]*+': "!?", " {\n"
    long punctuation = others & ~((others | spaces) << 1);
    // '[^\r\n\p{L}\p{N}]?+\p{L}++': "word", " word", "(word", but "word" of "((word"
    long noPrefix = block.numbers | block.newlines | (others & ~punctuation);
    long words = letters & noPrefix << 1;
    // '\s+(?!\S)|\s': "   " and " word" of "    word"
    long inLine = spaces | block.tabs;
    long blanks = inLine & ~(inLine << 1 & block.whiteSpace() >>> 1);
    // '\s*[\r\n]', if no punctuation takes it
    long lines = block.newlines & (letters | block.numbers) << 1;
    return punctuation | words | block.numberStarts() | blanks | lines;
  }

  /** Where {@link #starts} may be wrong. */
  static long doubts(AsciiBlock block) {
    // '\s*[\r\n]' takes spaces too: "  \n"
    return (block.newlines & (block.spaces | block.tabs) << 1)
        | block.controls
        | block.longNumbers();
  }

  /** Apostrophes before a letter at which a piece starts. */
  static long possibleContractions(AsciiBlock block) {
    long after = ~((block.spaces | block.others) << 1);
    long possible = block.apostrophes & block.letters >>> 1 & after;
    return possible == 0 ? 0 : possible & ~(block.uncased() >>> 1);
  }

  @Override
  public boolean isCertainStart(byte[] utf8, int at) {
    return Clauses.isLineStart(utf8, at);
  }

  @Override
  public String toString() {
    return endIsOnePiece ? "cl100k" : "gpt4-minbpe";
  }
}
