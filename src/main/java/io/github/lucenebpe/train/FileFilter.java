package io.github.lucenebpe.train;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Which files in folders are taken. */
final class FileFilter {
  private final List<String> globs;
  private final List<PathMatcher> names = new ArrayList<>();
  private final List<PathMatcher> paths = new ArrayList<>();

  /**
   * @param globs for paths if they have a slash, else for names; none for all files
   * @throws IllegalArgumentException if one is malformed
   */
  FileFilter(List<String> globs) {
    this.globs = List.copyOf(globs);
    for (String glob : globs) {
      try {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        (glob.contains("/") ? paths : names).add(matcher);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "no glob pattern: " + glob + " (" + e.getDescription() + ")", e);
      }
    }
  }

  /** Whether a file is taken, given by its path below the folder. */
  boolean accepts(Path path) {
    return globs.isEmpty()
        || names.stream().anyMatch(matcher -> matcher.matches(path.getFileName()))
        || paths.stream().anyMatch(matcher -> matcher.matches(path));
  }

  /** For messages. */
  String describe() {
    return globs.isEmpty() ? "" : " that matches " + String.join(" or ", globs);
  }
}
