package io.github.lucenebpe.cli;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.lucene.BpeAnalyzer;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * What an index of text files consists of. {@link TextIndexWriter} and {@link TextIndexSearcher}
 * share it.
 */
final class TextIndex {
  /** Field: the path of the file; stored. */
  static final String PATH = "path";

  /** Field: the text; indexed as token ids with positions and offsets, and stored. */
  static final String TEXT = "text";

  /** Field: the number of tokens of the text; stored, and a doc value. */
  static final String TOKENS = "tokens";

  /** Key of the commit's user data: the name of the shipped encoding. */
  static final String ENCODING = "bpe.encoding";

  /** Key of the commit's user data: the name that the file of the encoding had. */
  static final String MODEL = "bpe.model";

  /** The copy of the file of the encoding, in the folder of the index. */
  static final String MODEL_FILE = "bpe.model";

  /** The names of the files of an index: the commits, the segments, the lock, the model. */
  private static final Pattern FILES =
      Pattern.compile(
          "(pending_)?segments_[0-9a-z]+|write\\.lock|bpe\\.model|"
              + IndexFileNames.CODEC_FILE_PATTERN);

  // Lucene logs at start which vector instructions it would like to have; held strongly, because
  // the level of a logger that nobody holds is forgotten.
  private static final Logger LUCENE_LOGGER = Logger.getLogger("org.apache.lucene");

  static {
    LUCENE_LOGGER.setLevel(Level.SEVERE);
  }

  private TextIndex() {}

  /** Makes the terms of {@link #TEXT}. */
  static Analyzer analyzer(Encoding encoding) {
    return BpeAnalyzer.withBinaryTerms(encoding, SpecialTokens.ORDINARY);
  }

  /**
   * The encoding of an index.
   *
   * @throws InputException if the folder is not such an index
   */
  static Encoding encoding(Path folder) throws IOException {
    Map<String, String> userData = userData(folder);
    String shipped = userData.get(ENCODING);
    if (shipped != null) {
      return Encodings.get(shipped);
    }
    try (InputStream model = Files.newInputStream(folder.resolve(MODEL_FILE))) {
      return Encodings.load(model, userData.get(MODEL));
    }
  }

  /**
   * Checks that an index may be put into a place.
   *
   * @param force whether an index that stands there may be replaced, even a damaged one; a folder
   *     that holds anything else never is
   * @throws InputException if it may not
   */
  static void checkReplaceable(Path folder, boolean force) throws IOException {
    if (!Files.exists(folder) || isEmptyFolder(folder)) {
      return;
    }
    try {
      userData(folder);
    } catch (DamagedIndexException e) {
      if (!force) {
        throw e;
      }
    }
    if (!force) {
      throw new InputException(folder + ": there is an index already; --force replaces it");
    }
    try (Stream<Path> content = Files.list(folder)) {
      Optional<Path> foreign = content.filter(file -> !isOfIndex(file)).sorted().findFirst();
      if (foreign.isPresent()) {
        throw new InputException(
            folder
                + ": --force replaces nothing but an index, and "
                + foreign.get().getFileName()
                + " is no part of it");
      }
    }
  }

  private static boolean isOfIndex(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && FILES.matcher(file.getFileName().toString()).matches();
  }

  private static boolean isEmptyFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new InputException(folder + ": expected a folder, this is a file");
    }
    try (Stream<Path> content = Files.list(folder)) {
      return content.findAny().isEmpty();
    }
  }

  private static Map<String, String> userData(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new InputException(folder + ": expected the folder of an index");
    }
    try (Directory directory = FSDirectory.open(folder)) {
      Map<String, String> userData = SegmentInfos.readLatestCommit(directory).getUserData();
      if (userData.containsKey(ENCODING) || userData.containsKey(MODEL)) {
        return userData;
      }
    } catch (IndexNotFoundException e) {
      throw new InputException(folder + ": expected an index made by 'bpe index'", e);
    } catch (IOException e) {
      throw DamagedIndexException.orSame(folder, e);
    }
    throw new InputException(folder + ": expected an index made by 'bpe index', this is another");
  }
}
