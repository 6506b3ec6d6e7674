package io.github.lucenebpe.cli;

import io.github.lucenebpe.bpe.Encoding;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** Writes an index that {@link TextIndexSearcher} reads: see {@link TextIndex}. */
final class TextIndexWriter implements Closeable {
  private static final FieldType TEXT_TYPE = new FieldType(TextField.TYPE_STORED);

  static {
    // With offsets in the index the snippets need no second look at the text.
    TEXT_TYPE.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
    TEXT_TYPE.freeze();
  }

  private final Encoding encoding;
  private final Directory directory;
  private final IndexWriter writer;

  /**
   * Starts an index.
   *
   * @param folder where it goes, an empty folder
   * @param modelFile the file of the encoding, null for a shipped one; the index keeps a copy
   */
  TextIndexWriter(Path folder, Encoding encoding, Path modelFile) throws IOException {
    this.encoding = encoding;
    directory = FSDirectory.open(folder);
    writer = new IndexWriter(directory, new IndexWriterConfig(TextIndex.analyzer(encoding)));
    Map<String, String> origin;
    if (modelFile == null) {
      origin = Map.of(TextIndex.ENCODING, encoding.name());
    } else {
      Files.copy(modelFile, folder.resolve(TextIndex.MODEL_FILE));
      origin = Map.of(TextIndex.MODEL, modelFile.getFileName().toString());
    }
    writer.setLiveCommitData(origin.entrySet());
  }

  /** Adds a text and returns the number of its tokens. */
  int add(String path, String text) throws IOException {
    int tokens = encoding.count(text);
    Document document = new Document();
    document.add(new StoredField(TextIndex.PATH, path));
    document.add(new Field(TextIndex.TEXT, text, TEXT_TYPE));
    document.add(new StoredField(TextIndex.TOKENS, tokens));
    document.add(new NumericDocValuesField(TextIndex.TOKENS, tokens));
    writer.addDocument(document);
    return tokens;
  }

  /** Makes all that was added part of the index. */
  void commit() throws IOException {
    writer.commit();
  }

  @Override
  public void close() throws IOException {
    try (directory) {
      writer.rollback();
    }
  }
}
