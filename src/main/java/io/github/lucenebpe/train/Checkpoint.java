package io.github.lucenebpe.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.model.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A folder from which a training goes on when its process was killed: the {@linkplain PieceFile
 * counted pieces} of parts of the texts, and every few seconds the merges so far. A part is some
 * whole files; what was counted of an unfinished one is counted again.
 *
 * <p>The file of merges has lines: a title, a hash of what is trained and how, and for each merge
 * left id, right id and number of replacements. Each file is replaced as a whole.
 *
 * <p>Not thread-safe.
 */
public final class Checkpoint {
  private static final String TITLE = "bpe training checkpoint 1";
  private static final String PART_NAME = "checkpoint-";

  /** Number of bytes of the files in a part, at least; there are about so many parts at most. */
  private static final long PART_BYTES = 1L << 28;

  private static final int MAX_PARTS = 64;

  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(5);

  private final Path folder;
  private final Path merges;
  private final String hash;

  private Checkpoint(Path folder, String hash) {
    this.folder = folder;
    this.merges = folder.resolve("checkpoint.merges");
    this.hash = hash;
  }

  /**
   * Opens a checkpoint, or begins one.
   *
   * @param folder made if it does not exist
   * @param training all that decides the merges: texts, pattern, options. A checkpoint of another
   *     training is not taken.
   * @throws IOException if the folder holds the checkpoint of another training, or cannot be read
   *     or made; the message names it
   */
  public static Checkpoint open(Path folder, String training) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IOException(folder + ": is not a folder");
    }
    Checkpoint checkpoint = new Checkpoint(folder, sha256(training));
    if (Files.exists(checkpoint.merges)) {
      checkpoint.readLines();
    } else {
      Files.createDirectories(folder);
      checkpoint.deleteParts();
      checkpoint.save(new int[0], new int[0], new long[0], 0);
    }
    return checkpoint;
  }

  private static String sha256(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** Lines of merges. */
  private List<String> readLines() throws IOException {
    List<String> lines = Files.readAllLines(merges);
    if (lines.isEmpty() || !lines.getFirst().equals(TITLE)) {
      throw new IOException(merges + " line 1: expected \"" + TITLE + "\"");
    }
    if (lines.size() < 2 || !lines.get(1).equals(hash)) {
      throw new IOException(
          folder
              + ": is the checkpoint of another training, of other texts or options; remove it or "
              + "name another folder");
    }
    return lines.subList(2, lines.size());
  }

  /** Counts the pieces of a part of the texts. */
  @FunctionalInterface
  public interface PartCounter {
    /**
     * Counts.
     *
     * @param before number of bytes of the parts before, as stored
     */
    CountedPieces count(Corpus part, long before) throws IOException;
  }

  /**
   * The pieces of all texts. What an earlier run has counted is not counted again.
   *
   * @param corpus files of known sizes
   * @param pattern the split pattern of the pieces
   */
  public PieceFiles pieces(Corpus corpus, String pattern, PartCounter counter) throws IOException {
    return pieces(corpus, Math.max(PART_BYTES, corpus.size() / MAX_PARTS), pattern, counter);
  }

  /** The same with parts of another size. */
  PieceFiles pieces(Corpus corpus, long partBytes, String pattern, PartCounter counter)
      throws IOException {
    List<Path> files = new ArrayList<>();
    long before = 0;
    for (Corpus part : corpus.parts(partBytes)) {
      String name =
          String.format(Locale.ROOT, "%s%03d%s", PART_NAME, files.size(), PieceFiles.ENDING);
      Path file = folder.resolve(name);
      if (!Files.exists(file)) {
        try (CountedPieces counted = counter.count(part, before)) {
          counted.writeTo(file, pattern, true);
        }
      }
      files.add(file);
      before += part.size();
    }
    return PieceFiles.open(files);
  }

  /**
   * The merges so far.
   *
   * @throws IOException if the file is not as it should be; the message names it and the line
   */
  public TrainingResult result() throws IOException {
    List<String> lines = readLines();
    int[] left = new int[lines.size()];
    int[] right = new int[lines.size()];
    long[] replacements = new long[lines.size()];
    for (int i = 0; i < left.length; i++) {
      String[] numbers = lines.get(i).split(" ", -1);
      try {
        if (numbers.length != 3) {
          throw new NumberFormatException();
        }
        left[i] = Integer.parseInt(numbers[0]);
        right[i] = Integer.parseInt(numbers[1]);
        replacements[i] = Long.parseLong(numbers[2]);
      } catch (NumberFormatException e) {
        throw new IOException(
            merges + " line " + (i + 3) + ": expected three numbers, got \"" + lines.get(i) + "\"",
            e);
      }
    }
    try {
      return new TrainingResult(Merges.of(left, right), left.length, replacements);
    } catch (IllegalArgumentException e) {
      throw new IOException(merges + ": " + e.getMessage(), e);
    }
  }

  private void save(int[] left, int[] right, long[] replacements, int count) throws IOException {
    StringBuilder text = new StringBuilder(TITLE + "\n" + hash + "\n");
    for (int i = 0; i < count; i++) {
      text.append(left[i]).append(' ').append(right[i]).append(' ').append(replacements[i]);
      text.append('\n');
    }
    try (AtomicFile file = AtomicFile.create(merges, true)) {
      file.out().write(text.toString().getBytes(UTF_8));
      file.commit();
    }
  }

  /**
   * A listener that keeps the merges from time to time.
   *
   * @param known the merges from which the training goes on
   * @param next hears what this one hears
   */
  public TrainingListener saving(TrainingResult known, TrainingListener next) {
    return saving(known, INTERVAL, next);
  }

  /** The same with another time between. */
  TrainingListener saving(TrainingResult known, long intervalNanos, TrainingListener next) {
    return new Saver(known, intervalNanos, next);
  }

  private final class Saver implements TrainingListener {
    private final TrainingListener next;
    private final long interval;
    private int[] left;
    private int[] right;
    private long[] replacements;
    private int count;
    private long saved = System.nanoTime();

    Saver(TrainingResult known, long interval, TrainingListener next) {
      this.next = next;
      this.interval = interval;
      count = known.merges().count();
      left = new int[count + 1024];
      right = new int[count + 1024];
      replacements = new long[count + 1024];
      for (int i = 0; i < count; i++) {
        left[i] = known.merges().left(Merges.BYTES + i);
        right[i] = known.merges().right(Merges.BYTES + i);
        replacements[i] = known.replacements(i);
      }
    }

    @Override
    public void progress(Phase phase, long done, long total) {
      next.progress(phase, done, total);
    }

    @Override
    public void merged(int token, int leftId, int rightId, long pairs, long replaced) {
      next.merged(token, leftId, rightId, pairs, replaced);
      if (count == left.length) {
        left = Arrays.copyOf(left, 2 * count);
        right = Arrays.copyOf(right, 2 * count);
        replacements = Arrays.copyOf(replacements, 2 * count);
      }
      left[count] = leftId;
      right[count] = rightId;
      replacements[count++] = replaced;
      if (System.nanoTime() - saved >= interval) {
        try {
          save(left, right, replacements, count);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        saved = System.nanoTime();
      }
    }
  }

  /** Removes the checkpoint, and its folder if nothing else is in it. */
  public void delete() throws IOException {
    Files.deleteIfExists(merges);
    deleteParts();
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // Something of the user's is in it.
    }
  }

  private void deleteParts() throws IOException {
    try (DirectoryStream<Path> parts =
        Files.newDirectoryStream(folder, PART_NAME + "*" + PieceFiles.ENDING)) {
      for (Path part : parts) {
        Files.delete(part);
      }
    }
  }
}
