package io.github.lucenebpe.train;

/** Pieces in ascending order of their bytes. */
final class SortedPieces implements PieceCursor {
  private final PieceCounts pieces;
  private final int[] order;
  private int next;
  private int piece;
  private byte[] current = new byte[64];

  /**
   * @param pieces must not change meanwhile
   */
  SortedPieces(PieceCounts pieces) {
    this.pieces = pieces;
    this.order = PieceOrder.byBytes(pieces);
  }

  @Override
  public boolean next() {
    if (next == order.length) {
      return false;
    }
    piece = order[next++];
    if (length() > current.length) {
      current = new byte[(int) Math.min(2L * length(), PieceFile.MAX_PIECE)];
    }
    pieces.copy(piece, current);
    return true;
  }

  @Override
  public byte[] bytes() {
    return current;
  }

  @Override
  public int length() {
    return pieces.start(piece + 1) - pieces.start(piece);
  }

  @Override
  public long count() {
    return pieces.count(piece);
  }

  @Override
  public long position() {
    return pieces.position(piece);
  }

  @Override
  public void close() {}
}
