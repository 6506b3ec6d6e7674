package io.github.lucenebpe.cli;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;

/** An index that Lucene cannot read, said without the paths and classes of Lucene's messages. */
final class DamagedIndexException extends InputException {
  private static final long serialVersionUID = 1L;

  private DamagedIndexException(Path folder, String reason, IOException cause) {
    super(
        folder + ": the index is damaged (" + reason + "): make it again with bpe index --force",
        cause);
  }

  /** What to throw for an exception of Lucene: the same if it tells of no damage. */
  static IOException orSame(Path folder, IOException e) {
    String reason = reason(e);
    return reason == null ? e : new DamagedIndexException(folder, reason, e);
  }

  private static String reason(Throwable e) {
    if (e instanceof CorruptIndexException && e.getCause() != null) {
      return reason(e.getCause());
    }
    return switch (e) {
      case CorruptIndexException corrupt -> corrupt.getOriginalMessage();
      case IndexFormatTooOldException old -> "its format is too old";
      case IndexFormatTooNewException recent -> "its format is too new";
      case EOFException end -> "a file ends too early";
      case NoSuchFileException missing -> "there is no " + Path.of(missing.getFile()).getFileName();
      default -> null;
    };
  }
}
