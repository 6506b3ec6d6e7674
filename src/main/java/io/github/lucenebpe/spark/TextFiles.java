package io.github.lucenebpe.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Files of UTF-8, each a document, in the order of their paths. Spark's own {@code wholetext} reads
 * the largest files first.
 */
final class TextFiles {
  static final String COLUMN = "text";

  private TextFiles() {}

  /**
   * The texts of all files in some folders, and below them.
   *
   * @param partitions number of partitions; neighbours in the order stay together
   * @throws IOException if there is no file, or a path cannot be read
   */
  static Dataset<Row> read(SparkSession spark, List<String> paths, int partitions)
      throws IOException {
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    List<String> files = new ArrayList<>();
    for (String name : paths) {
      Path path = new Path(name);
      RemoteIterator<LocatedFileStatus> found =
          path.getFileSystem(hadoop.value()).listFiles(path, true);
      List<String> below = new ArrayList<>();
      while (found.hasNext()) {
        below.add(found.next().getPath().toString());
      }
      Collections.sort(below);
      files.addAll(below);
    }
    if (files.isEmpty()) {
      throw new IOException(String.join(", ", paths) + ": there is no file");
    }
    JavaRDD<Row> texts =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(files, Math.min(partitions, files.size()))
            .map(file -> RowFactory.create(text(file, hadoop)));
    return spark.createDataFrame(texts, new StructType().add(COLUMN, DataTypes.StringType));
  }

  private static String text(String file, SerializableConfiguration hadoop) throws IOException {
    Path path = new Path(file);
    try (InputStream in = path.getFileSystem(hadoop.value()).open(path)) {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(in.readAllBytes())).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": expected UTF-8", e);
    }
  }
}
