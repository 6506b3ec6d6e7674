package io.github.lucenebpe.spark;

import io.github.lucenebpe.split.PieceReader;
import io.github.lucenebpe.split.Splitter;
import io.github.lucenebpe.train.PieceCounts;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The pieces of the documents of a partition, as rows of piece, count and position. They are
 * counted in a table; when it is full its rows are handed on and the next one begins, so a piece
 * may come more than once.
 *
 * <p>A position is the number of the partition in the upper bits and the number of bytes of pieces
 * before it in the partition in the lower {@value #OFFSET_BITS}: as in the whole corpus, what is
 * earlier has the smaller position.
 */
final class PartitionPieces implements Iterator<Row> {
  /** A partition may have a tebibyte of text; there may be eight million partitions. */
  private static final int OFFSET_BITS = 40;

  /** What a piece takes in {@link PieceCounts} besides its bytes, about. */
  private static final int BYTES_PER_PIECE = 120;

  private final long base;
  private final Iterator<Row> documents;
  private final PieceReader pieces;
  private final int tableBytes;

  private PieceCounts table = new PieceCounts();
  private int next;

  /** Bytes of the pieces in the tables before this one. */
  private long before;

  private boolean inDocument;

  PartitionPieces(int partition, Iterator<Row> documents, String pattern, int tableBytes) {
    this.base = (long) partition << OFFSET_BITS;
    this.documents = documents;
    this.pieces = new PieceReader(Splitter.of(pattern));
    this.tableBytes = tableBytes;
  }

  /** Greater than all positions of so many partitions. */
  static long end(int partitions) {
    return (long) Math.max(1, partitions) << OFFSET_BITS;
  }

  @Override
  public boolean hasNext() {
    if (next == table.size()) {
      before += table.totalBytes();
      if (before >>> OFFSET_BITS != 0) {
        throw new IllegalStateException("a partition has more than 2^40 bytes: use more of them");
      }
      table = new PieceCounts();
      next = 0;
      fill();
    }
    return next < table.size();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int i = next++;
    return RowFactory.create(table.piece(i), table.count(i), base + before + table.position(i));
  }

  /** Counts until the table is full or the documents are at their end. */
  private void fill() {
    try {
      while (table.distinctBytes() + (long) BYTES_PER_PIECE * table.size() < tableBytes) {
        if (inDocument && pieces.next()) {
          table.add(pieces.chars(), pieces.start(), pieces.end());
        } else if (documents.hasNext()) {
          Row document = documents.next();
          pieces.reset(new StringReader(document.isNullAt(0) ? "" : document.getString(0)));
          inDocument = true;
        } else {
          inDocument = false;
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail", e);
    }
  }
}
