package io.github.lucenebpe.split;

import static io.github.lucenebpe.split.CharClasses.LETTER;
import static io.github.lucenebpe.split.CharClasses.NUMBER;
import static io.github.lucenebpe.split.CharClasses.OTHER;
import static io.github.lucenebpe.split.CharClasses.SPACE;

/**
 * The split pattern of GPT-2, written by hand: r50k_base, p50k_base and p50k_edit use it.
 *
 * <p>The spellings of the original release, of minbpe and of tiktoken 0.14 ({@link
 * SplitPatterns#GPT2}, {@link SplitPatterns#R50K}) make the same pieces.
 */
public final class Gpt2Splitter implements Splitter {
  private final String pattern;

  Gpt2Splitter(String pattern) {
    this.pattern = pattern;
  }

  @Override
  public String pattern() {
    return pattern;
  }

  @Override
  public int pieceEnd(char[] text, int from, int to) {
    int first = CharClasses.at(text, from, to);
    // ' ?\p{L}+' without its space: "word"
    if ((first & LETTER) != 0) {
      return CharClasses.run(text, from, to, LETTER);
    }
    // ''(?:[sdmt]|ll|ve|re)': "'s", "'ll"
    if (text[from] == '\'') {
      int end = contractionEnd(text, from, to);
      if (end != from) {
        return end;
      }
    }
    // ' ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+' with the space: " word", " 42", " !?"
    if (text[from] == ' ' && from + 1 < to) {
      int second = CharClasses.at(text, from + 1, to);
      if ((second & SPACE) == 0) {
        return CharClasses.run(text, from + 1, to, second & (LETTER | NUMBER | OTHER));
      }
    }
    // '\s+(?!\S)|\s+': "···" of "····word"
    if ((first & SPACE) != 0) {
      return Clauses.spaces(text, from, to);
    }
    // ' ?\p{N}+| ?[^\s\p{L}\p{N}]+' without the space: "42", "!?"
    return CharClasses.run(text, from, to, first & (NUMBER | OTHER));
  }

  /**
   * The end of {@code '(?:[sdmt]|ll|ve|re)}, else {@code from}. A text that ends in {@code 'l} may
   * go on to a contraction; as it is, its apostrophe is a piece: {@code ~(from + 1)}.
   */
  private static int contractionEnd(char[] text, int from, int to) {
    if (from + 1 == to) {
      return ~to;
    }
    char third;
    switch (text[from + 1]) {
      case 's', 'd', 'm', 't' -> {
        return from + 2;
      }
      case 'l' -> third = 'l';
      case 'v', 'r' -> third = 'e';
      default -> {
        return from;
      }
    }
    if (from + 2 == to) {
      return ~(from + 1);
    }
    return text[from + 2] == third ? from + 3 : from;
  }

  @Override
  public int asciiPieceEnd(byte[] text, int from, int to) {
    // ''(?:[sdmt]|ll|ve|re)': "'s", "'ll"
    if (text[from] == '\'') {
      int contraction = AsciiClauses.contraction(text, from, to, 0);
      if (contraction != from) {
        return contraction;
      }
    }
    // ' ?' before the three clauses that have it
    int word = text[from] == ' ' ? from + 1 : from;
    if (word == to) {
      return ~to;
    }
    return switch (AsciiClauses.at(text, word)) {
      // ' ?\p{L}++': "word", " word"
      case AsciiClauses.LETTER -> AsciiClauses.letters(text, word, to);
      // ' ?\p{N}++': "1234", " 1234"
      case AsciiClauses.NUMBER -> AsciiClauses.run(text, word, to, AsciiClauses.NUMBER);
      // ' ?[^\s\p{L}\p{N}]++': "!?", " !?"
      case AsciiClauses.OTHER -> AsciiClauses.run(text, word, to, AsciiClauses.OTHER);
      // '\s+(?!\S)|\s': "  " of "   word", "\n"
      default -> AsciiClauses.spaces(text, from, to);
    };
  }

  @Override
  public long asciiStarts(AsciiBlock block) {
    long spaces = block.spaces;
    long others = block.others;
    // ' ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++'
    long words = block.letters & ~((block.letters | spaces) << 1);
    long numbers = block.numbers & ~((block.numbers | spaces) << 1);
    long punctuation = others & ~((others | spaces) << 1);
    // '\s+(?!\S)|\s': "\n  " and " word" of "\n   word"
    long white = block.whiteSpace();
    long blanks = white & ~(white << 1 & white >>> 1);
    // ''(?:[sdmt]|ll|ve|re)'
    long doubts = block.controls | Cl100kSplitter.possibleContractions(block);
    return block.certain(words | numbers | punctuation | blanks, doubts);
  }

  @Override
  public boolean isCertainStart(byte[] utf8, int at) {
    return Clauses.isLineStart(utf8, at);
  }

  @Override
  public String toString() {
    return "gpt2";
  }
}
