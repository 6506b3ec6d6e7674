package io.github.lucenebpe.bpe;

/**
 * Where tokens are in a text: the chars that give them their bytes.
 *
 * <p>Example: the piece " 🌳", 3 chars and 5 bytes, as tokens of 3, 1 and 1 bytes spans {@code
 * [0,3) [1,3) [1,3)}.
 *
 * <p>Immutable and thread-safe.
 */
final class Spans {
  private final Vocabulary vocabulary;

  Spans(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * Gives the tokens {@code [first, last]} of the piece {@code text[from, to)} their places.
   *
   * @param base added to the places
   */
  void setOfPiece(char[] text, int from, int to, int base, Tokens tokens, int first, int last) {
    if (first == last) {
      tokens.starts()[first] = base + from;
      tokens.ends()[first] = base + to;
    } else {
      setOfTokens(text, from, to, base, tokens, first, last);
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

  private void setOfTokens(
      char[] text, int from, int to, int base, Tokens tokens, int first, int last) {
    int character = from;
    int characterEnd = from;
    int bytesToCharacterEnd = 0;
    int bytesToToken = 0;
    for (int i = first; i <= last; i++) {
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
