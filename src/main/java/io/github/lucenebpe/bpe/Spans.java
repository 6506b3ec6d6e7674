package io.github.lucenebpe.bpe;

import java.util.Arrays;

/**
 * Where tokens are in a text: the chars that give them their bytes.
 *
 * <p>Example: the piece " 🌳", 3 chars and 5 bytes, as tokens of 3, 1 and 1 bytes spans {@code
 * [0,3) [1,3) [1,3)}.
 *
 * <p>Not thread-safe: a scratch array is reused.
 */
final class Spans {
  /** In a longer text characters are counted token by token. */
  static final int MAX_TABLE = 256;

  private final Vocabulary vocabulary;

  /**
   * By byte of a text: twice the index of the char that gives it, and one more where that starts a
   * surrogate pair. Example: " 🌳" is {@code 0, 3, 3, 3, 3}.
   */
  private final int[] charOfByte = new int[3 * MAX_TABLE];

  Spans(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * Gives the tokens {@code [first, last)} of the text {@code text[from, to)}, of one piece or more
   * side by side, their places.
   *
   * @param base added to the places
   */
  void setOfText(char[] text, int from, int to, int base, Tokens tokens, int first, int last) {
    if (to - from <= MAX_TABLE) {
      setOfShortText(text, from, to, base, tokens, first, last);
    } else {
      setOfLongText(text, from, to, base, tokens, first, last);
    }
  }

  /**
   * Gives tokens that are whole pieces side by side their places.
   *
   * @param pieceEnds where each ends, and the next starts
   * @param first index in {@code pieceEnds} of the first of them
   * @param last index after the last of them
   * @param from where the first of them starts
   * @param base added to the places
   * @param at index in {@code tokens} of the first of them
   */
  void setOfPieces(
      int[] pieceEnds, int first, int last, int from, int base, Tokens tokens, int at) {
    int[] starts = tokens.starts();
    int[] ends = tokens.ends();
    int start = base + from;
    for (int i = first; i < last; i++) {
      starts[at + i - first] = start;
      start = base + pieceEnds[i];
      ends[at + i - first] = start;
    }
  }

  /** As {@link #setOfText} for a piece of ASCII: each token starts where the one before ends. */
  void setOfAsciiPiece(int from, int to, int base, Tokens tokens, int first, int last) {
    int[] ids = tokens.ids();
    int[] starts = tokens.starts();
    int[] ends = tokens.ends();
    int start = base + from;
    for (int i = first; i < last - 1; i++) {
      starts[i] = start;
      start += vocabulary.length(ids[i]);
      ends[i] = start;
    }
    starts[last - 1] = start;
    ends[last - 1] = base + to;
  }

  private void setOfShortText(
      char[] text, int from, int to, int base, Tokens tokens, int first, int last) {
    fillCharOfByte(text, from, to);
    int[] ids = tokens.ids();
    int[] starts = tokens.starts();
    int[] ends = tokens.ends();
    int start = base + from;
    int bytes = 0;
    for (int i = first; i < last; i++) {
      starts[i] = start + (charOfByte[bytes] >> 1);
      bytes += vocabulary.length(ids[i]);
      int lastChar = charOfByte[bytes - 1];
      ends[i] = start + (lastChar >> 1) + 1 + (lastChar & 1);
    }
  }

  /**
   * Fills {@link #charOfByte} without branches that hang on the script. Tokens of any number of
   * bytes meet characters of one to four: a loop over characters within that over tokens would end
   * where no processor foresees it, at 20 cycles each.
   */
  private void fillCharOfByte(char[] text, int from, int to) {
    int bytes = 0;
    for (int i = from; i < to; i++) {
      char c = text[i];
      int entry = 2 * (i - from);
      if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text[i + 1])) {
        Arrays.fill(charOfByte, bytes, bytes + 4, entry + 1);
        bytes += 4;
        i++;
      } else {
        charOfByte[bytes] = entry;
        charOfByte[bytes + 1] = entry;
        charOfByte[bytes + 2] = entry;
        // As Utf8.length, which branches.
        bytes += 1 + ((0x7F - c) >>> 31) + ((0x7FF - c) >>> 31);
      }
    }
  }

  /** Counts the characters of each token: needs no array as long as the text. */
  private void setOfLongText(
      char[] text, int from, int to, int base, Tokens tokens, int first, int last) {
    int character = from;
    int characterEnd = from;
    int bytesToCharacterEnd = 0;
    int bytesToToken = 0;
    for (int i = first; i < last; i++) {
      tokens.starts()[i] = base + (bytesToCharacterEnd > bytesToToken ? character : characterEnd);
      bytesToToken += vocabulary.length(tokens.id(i));
      while (bytesToCharacterEnd < bytesToToken) {
        character = characterEnd;
        boolean pair =
            character + 1 < to && Character.isSurrogatePair(text[character], text[character + 1]);
        characterEnd += pair ? 2 : 1;
        bytesToCharacterEnd += pair ? 4 : Utf8.length(text[character]);
      }
      tokens.ends()[i] = base + characterEnd;
    }
  }
}
