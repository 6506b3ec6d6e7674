package io.github.lucenebpe.train;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.bpe.PieceEncoder;
import io.github.lucenebpe.split.WholeTextSplitter;
import java.util.Arrays;
import java.util.Map;

/**
 * The distinct pieces of a corpus as tokens, laid out one behind the other in order of first
 * appearance. Merging changes tokens in place and moves nothing: a <b>position</b>, the slot in
 * which a token starts, is the token's place for good, and the smaller of two positions is the one
 * that comes first in the corpus.
 *
 * <p>There is a slot for each byte, and a separator before and after each piece. The first slot of
 * a token holds its id, its last one (if it has more than one) where it starts. So both neighbours
 * of a token are found in one step. With 256 = {@code ab} the piece {@code cabd} is
 *
 * <pre>
 * slot     0     1    2    3   4    5
 *          sep   c   256  ~2   d   sep
 * </pre>
 *
 * <p>Memory: 4 bytes a slot, and a quarter of a byte to find the piece of a position.
 */
final class TokenSequence {
  /** No token: what stands between pieces. Smaller than every back reference. */
  private static final int SEPARATOR = Integer.MIN_VALUE;

  /** In the first slot of a token that a merge took in; no such position is looked up again. */
  private static final int GONE = -1;

  /** The piece is known for each 16th slot; a piece and its separator have at least 2 slots. */
  private static final int BLOCK_SHIFT = 4;

  /** Ids, separators and, as the complement of a position, back references. */
  private final int[] slots;

  private final PieceCounts pieces;

  /** Piece of the first slot of each block; of a separator, the piece after it. */
  private final int[] pieceOfBlock;

  /** Length in bytes, which is in slots, by token id. */
  private final int[] lengths;

  /**
   * Lays out single bytes.
   *
   * @param pieces must not change while the sequence is in use
   * @param tokens number of token ids that there will be
   * @throws IllegalStateException if the pieces are too many for one array
   */
  TokenSequence(PieceCounts pieces, int tokens) {
    long size = 1L + pieces.distinctBytes() + pieces.size();
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalStateException(
          "the distinct pieces are too many to train on: "
              + pieces.distinctBytes()
              + " bytes in "
              + pieces.size());
    }
    this.pieces = pieces;
    slots = new int[(int) size];
    pieceOfBlock = new int[(slots.length >>> BLOCK_SHIFT) + 1];
    lengths = new int[tokens];
    Arrays.fill(lengths, 0, Merges.BYTES, 1);
    layOut();
  }

  private void layOut() {
    int slot = 0;
    slots[slot++] = SEPARATOR;
    int block = 1;
    for (int piece = 0; piece < pieces.size(); piece++) {
      int end = pieces.start(piece + 1);
      for (int i = pieces.start(piece); i < end; i++) {
        slots[slot++] = pieces.byteAt(i);
      }
      slots[slot++] = SEPARATOR;
      while (block << BLOCK_SHIFT < slot) {
        pieceOfBlock[block++] = piece;
      }
    }
  }

  /** Makes merges everywhere, as if they had been made one after the other. */
  void apply(Merges merges) {
    for (int token = Merges.BYTES; token < merges.size(); token++) {
      define(token, merges.left(token), merges.right(token));
    }
    PieceEncoder encoder =
        Encoding.ofMerges("training", WholeTextSplitter.INSTANCE, merges, Map.of()).pieceEncoder();
    for (int piece = 0; piece < pieces.size(); piece++) {
      int slot = pieces.start(piece) + piece + 1;
      for (int token : encoder.encode(pieces.piece(piece))) {
        int end = slot + lengths[token];
        Arrays.fill(slots, slot, end, GONE);
        if (end - slot > 1) {
          slots[end - 1] = ~slot;
        }
        slots[slot] = token;
        slot = end;
      }
    }
  }

  /** Number of bytes of a token. */
  int byteLength(int token) {
    return lengths[token];
  }

  /** Number of slots; all positions are below. */
  int size() {
    return slots.length;
  }

  /** How often the piece of a position stands in the corpus. */
  long weight(int position) {
    int piece = pieceOfBlock[position >>> BLOCK_SHIFT];
    while (separatorAfter(piece) < position) {
      piece++;
    }
    return pieces.count(piece);
  }

  private int separatorAfter(int piece) {
    return pieces.start(piece + 1) + piece + 1;
  }

  /** The id of the token that starts in a slot; negative if none does. */
  int token(int slot) {
    return slots[slot];
  }

  /** The slot after the token that starts at {@code position}. */
  int end(int position) {
    return position + lengths[slots[position]];
  }

  /** Where the token before the one at {@code position} starts; -1 if that is the first. */
  int previous(int position) {
    int last = slots[position - 1];
    if (last >= 0) {
      return position - 1;
    }
    return last == SEPARATOR ? -1 : ~last;
  }

  /** Whether {@code left} starts at {@code position} and {@code right} follows it. */
  boolean holds(int position, int left, int right) {
    return slots[position] == left && slots[position + lengths[left]] == right;
  }

  /** Announces the token that {@link #replace} will put in place of two. */
  void define(int token, int left, int right) {
    lengths[token] = lengths[left] + lengths[right];
  }

  /** Puts {@code token} in place of the two that start at {@code position}. */
  void replace(int position, int token) {
    slots[end(position)] = GONE;
    slots[position] = token;
    slots[end(position) - 1] = ~position;
  }
}
