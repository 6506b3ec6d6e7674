package io.github.lucenebpe.spark;

import io.github.lucenebpe.train.PieceFile;
import io.github.lucenebpe.train.PieceFileWriter;
import io.github.lucenebpe.train.PieceFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Iterator;
import java.util.Locale;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/**
 * Writes the slices of a counting, each as a file that appears whole: under another name first. So
 * a task that fails leaves nothing that is read, and one that runs twice writes the same twice.
 *
 * @param end greater than every position in all slices
 */
record SliceWriter(String pattern, int slices, long end, String folder) implements Serializable {

  /**
   * Writes a slice.
   *
   * @param rows piece, count and position, ascending by piece
   */
  void write(Iterator<Row> rows, int slice, Configuration hadoop) throws IOException {
    String name = String.format(Locale.ROOT, "part-%05d", slice);
    Path file = new Path(folder, name + PieceFiles.ENDING);
    Path temporary = new Path(folder, "_" + name + "." + UUID.randomUUID() + ".tmp");
    FileSystem files = file.getFileSystem(hadoop);
    try {
      try (OutputStream out = new BufferedOutputStream(files.create(temporary, false))) {
        PieceFileWriter writer =
            new PieceFileWriter(out, new PieceFile.Header(pattern, slice, slices));
        while (rows.hasNext()) {
          Row row = rows.next();
          byte[] piece = row.getAs(0);
          writer.add(piece, 0, piece.length, row.getLong(1), row.getLong(2));
        }
        writer.finish(end);
      }
      files.delete(file, false);
      if (!files.rename(temporary, file)) {
        throw new IOException(file + ": cannot be written: renaming " + temporary + " failed");
      }
    } finally {
      files.delete(temporary, false);
    }
  }
}
