package io.github.lucenebpe.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import io.github.lucenebpe.split.Splitter;
import io.github.lucenebpe.train.PieceFile;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collections;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Counts the pieces of documents in a Dataset, and writes {@linkplain PieceFile files of counted
 * pieces} from which {@code bpe train --pieces} trains as from the texts themselves.
 *
 * <p>Each task counts the pieces of its partition in a table of bounded size and hands on what is
 * in it when it is full ({@link PartitionPieces}): so partial counts are combined before the
 * shuffle, and a piece that is everywhere, such as " the", crosses it once for each table and not
 * once for each place. The shuffle brings equal pieces together; they are summed up by Spark's own
 * aggregation, which spills to disk, sorted, and written as one slice a partition ({@link
 * SliceWriter}). There is one shuffle.
 *
 * <p>The order of the documents, on which ties between merges hang, is that of the Dataset:
 * partition by partition, row by row. A task that runs again must see the same rows, as everywhere
 * in Spark. Who wants another order sorts the Dataset.
 *
 * <p>Immutable.
 *
 * @param pattern the split pattern, empty for none
 * @param slices number of files to write, and of tasks after the shuffle
 * @param tableBytes size of a task's table, in bytes of memory, about
 */
public record SparkPieceCounter(String pattern, int slices, int tableBytes)
    implements Serializable {
  /** Size of a task's table unless it is said: 128 MiB. */
  public static final int DEFAULT_TABLE_BYTES = 1 << 27;

  /**
   * @throws IllegalArgumentException if the pattern is malformed or not supported, or a number is
   *     less than 1
   */
  public SparkPieceCounter {
    Splitter.of(pattern);
    if (slices < 1 || tableBytes < 1) {
      throw new IllegalArgumentException(
          "slices and tableBytes must be at least 1, got " + slices + " and " + tableBytes);
    }
  }

  /**
   * Counts.
   *
   * @param documents each row a whole document; text cut at lines has other pieces
   * @param column the column of the texts; a null is no document
   * @param folder where to write {@code part-00000.pieces} and so on, which must not exist
   * @throws IOException if the folder exists or cannot be written; what the tasks throw comes as
   *     Spark's exception
   */
  public void count(Dataset<Row> documents, String column, String folder) throws IOException {
    SparkSession spark = documents.sparkSession();
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    Path output = new Path(folder);
    FileSystem files = output.getFileSystem(hadoop.value());
    if (files.exists(output)) {
      throw new FileAlreadyExistsException(folder + ": exists already");
    }
    JavaRDD<Row> texts = documents.select(col(column)).javaRDD();
    JavaRDD<Row> partial =
        texts.mapPartitionsWithIndex(
            (partition, rows) -> new PartitionPieces(partition, rows, pattern, tableBytes), true);
    JavaRDD<Row> counted =
        spark
            .createDataFrame(partial, schema())
            .repartition(slices, col("piece"))
            .groupBy("piece")
            .agg(sum("count"), min("position"))
            .sortWithinPartitions("piece")
            .javaRDD();
    // Spark may leave out partitions when there is no piece at all.
    int written = Math.max(1, counted.getNumPartitions());
    SliceWriter writer =
        new SliceWriter(pattern, written, PartitionPieces.end(texts.getNumPartitions()), folder);
    counted.foreachPartition(
        rows -> writer.write(rows, TaskContext.getPartitionId(), hadoop.value()));
    if (counted.getNumPartitions() == 0) {
      writer.write(Collections.emptyIterator(), 0, hadoop.value());
    }
    files.create(new Path(output, "_SUCCESS"), true).close();
  }

  private static StructType schema() {
    return new StructType()
        .add("piece", DataTypes.BinaryType, false)
        .add("count", DataTypes.LongType, false)
        .add("position", DataTypes.LongType, false);
  }
}
