package io.github.lucenebpe.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.split.SplitPatterns;
import io.github.lucenebpe.split.Splitter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TestCheckpoint {
  private static final Splitter SPLITTER = SplitPatterns.parse("gpt2");
  private static final TrainingOptions OPTIONS = TrainingOptions.of(256 + 1000);
  private static final String TRAINING = "this one";

  @Rule public final TemporaryFolder temporary = new TemporaryFolder();
  private Path text;
  private Path folder;

  @Before
  public void writeText() throws IOException {
    Random random = new Random(3);
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      words.append(Integer.toString(random.nextInt(30_000), 7)).append(' ');
    }
    text = Files.writeString(temporary.getRoot().toPath().resolve("text"), words);
    folder = temporary.getRoot().toPath().resolve("checkpoint");
  }

  /** What is killed: trains slowly and keeps its merges often. */
  static final class Slow {
    private Slow() {}

    public static void main(String[] args) throws IOException {
      Checkpoint checkpoint = Checkpoint.open(Path.of(args[1]), TRAINING);
      train(
          Path.of(args[0]),
          checkpoint,
          new TrainingListener() {
            @Override
            public void merged(int token, int left, int right, long count, long replaced) {
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
          });
    }
  }

  /** What is killed: says so when it counts the second part, and counts no further. */
  static final class Stuck {
    private Stuck() {}

    public static void main(String[] args) throws IOException {
      Corpus all = corpus(Path.of(args[0]), Path.of(args[1]));
      long partBytes = Files.size(Path.of(args[0]));
      Checkpoint.open(Path.of(args[2]), TRAINING)
          .pieces(
              all,
              partBytes,
              SPLITTER.pattern(),
              (part, before) ->
                  part.count(
                      SPLITTER,
                      CountingOptions.DEFAULT,
                      new TrainingListener() {
                        @Override
                        public void progress(Phase phase, long done, long total) {
                          if (before > 0 && done > 0) {
                            System.out.println("counting");
                            while (true) {
                              LockSupport.park();
                            }
                          }
                        }
                      }));
    }
  }

  private static Corpus corpus(Path... texts) throws IOException {
    return Corpus.of(List.of(texts), InputStream.nullInputStream(), Malformed.REPORT);
  }

  private static CountedPieces count(Corpus corpus) throws IOException {
    return corpus.count(SPLITTER, CountingOptions.DEFAULT, TrainingListener.NONE);
  }

  private static TrainingResult train(Path text, Checkpoint checkpoint, TrainingListener listener)
      throws IOException {
    TrainingResult known = checkpoint.result();
    try (PieceFiles pieces =
        checkpoint.pieces(corpus(text), SPLITTER.pattern(), (part, before) -> count(part))) {
      return BpeTrainer.resume(
          PieceCounts.of(pieces), known, OPTIONS, checkpoint.saving(known, 0, listener));
    }
  }

  /** Three files in two parts: the counting of the second part fails at first. */
  @Test
  public void testCountsNoPartTwice() throws IOException {
    Path root = temporary.getRoot().toPath();
    Path b = Files.writeString(root.resolve("b"), "one two three two");
    Path c = Files.writeString(root.resolve("c"), "three three four");
    Corpus all = corpus(b, text, c);
    long partBytes = Files.size(b) + 1;
    Checkpoint first = Checkpoint.open(folder, TRAINING);
    Checkpoint.PartCounter failing =
        (part, before) -> {
          if (before > 0) {
            throw new IOException("killed");
          }
          return count(part);
        };
    assertThrows(
        IOException.class, () -> first.pieces(all, partBytes, SPLITTER.pattern(), failing));

    List<Long> counted = new ArrayList<>();
    Checkpoint second = Checkpoint.open(folder, TRAINING);
    PieceCounts pieces;
    try (PieceFiles files =
        second.pieces(
            all,
            partBytes,
            SPLITTER.pattern(),
            (part, before) -> {
              counted.add(before);
              return count(part);
            })) {
      pieces = PieceCounts.of(files);
    }
    assertEquals(List.of(Files.size(b) + Files.size(text)), counted);
    TrainingResult expected;
    try (CountedPieces whole = count(all)) {
      expected = BpeTrainer.train(whole.toMemory(), OPTIONS, TrainingListener.NONE);
    }
    assertEquals(
        Pairs.of(expected), Pairs.of(BpeTrainer.train(pieces, OPTIONS, TrainingListener.NONE)));
    second.delete();
    assertFalse(Files.exists(folder));
  }

  @Test
  public void testAKilledCountingGoesOn() throws IOException, InterruptedException {
    Path first = Files.writeString(temporary.getRoot().toPath().resolve("first"), "one two two");
    Process process = start(Stuck.class, first, text, folder);
    try (BufferedReader out = process.inputReader(UTF_8)) {
      assertEquals("counting", out.readLine());
      process.destroyForcibly().waitFor();
    }
    List<Long> counted = new ArrayList<>();
    Corpus all = corpus(first, text);
    PieceCounts pieces;
    try (PieceFiles files =
        Checkpoint.open(folder, TRAINING)
            .pieces(
                all,
                Files.size(first),
                SPLITTER.pattern(),
                (part, before) -> {
                  counted.add(before);
                  return count(part);
                })) {
      pieces = PieceCounts.of(files);
    }
    assertEquals(List.of(Files.size(first)), counted);
    TrainingResult expected;
    try (CountedPieces whole = count(all)) {
      expected = BpeTrainer.train(whole.toMemory(), OPTIONS, TrainingListener.NONE);
    }
    assertEquals(
        Pairs.of(expected), Pairs.of(BpeTrainer.train(pieces, OPTIONS, TrainingListener.NONE)));
  }

  /** Parts without the file that says whose they are. */
  @Test
  public void testTakesNoPartsOfUnknownOrigin() throws IOException {
    Files.createDirectory(folder);
    Files.writeString(folder.resolve("checkpoint-000.pieces"), "");
    TrainingResult expected;
    try (CountedPieces counted = count(corpus(text))) {
      expected = BpeTrainer.train(counted.toMemory(), OPTIONS, TrainingListener.NONE);
    }
    TrainingResult trained = train(text, Checkpoint.open(folder, TRAINING), TrainingListener.NONE);
    assertEquals(Pairs.of(expected), Pairs.of(trained));
  }

  @Test
  public void testAKilledTrainingGoesOn() throws IOException, InterruptedException {
    TrainingResult expected;
    try (CountedPieces counted = count(corpus(text))) {
      expected = BpeTrainer.train(counted.toMemory(), OPTIONS, TrainingListener.NONE);
    }
    Path merges = folder.resolve("checkpoint.merges");
    long before = 0;
    for (int kills = 1; kills <= 2; kills++) {
      Process process = start(Slow.class, text, folder);
      while (!Files.exists(merges) || lines(merges) < (100L * kills) + before) {
        assertTrue("ended too early", process.isAlive());
        TimeUnit.MILLISECONDS.sleep(2);
      }
      process.destroyForcibly().waitFor();
      before = lines(merges);
      assertTrue("all was done", before < 1000);
    }
    TrainingResult resumed = train(text, Checkpoint.open(folder, TRAINING), TrainingListener.NONE);
    assertEquals(Pairs.of(expected), Pairs.of(resumed));
    for (int i = 0; i < 1000; i++) {
      assertEquals(expected.replacements(i), resumed.replacements(i));
    }
    Checkpoint.open(folder, TRAINING).delete();
    // A killed process may leave a temporary file; nothing else is left.
    if (Files.exists(folder)) {
      for (String name : folder.toFile().list()) {
        assertTrue(name, name.endsWith(".tmp"));
      }
    }
  }

  private static long lines(Path file) throws IOException {
    return Files.readString(file).lines().count();
  }

  private static Process start(Class<?> program, Path... arguments) throws IOException {
    ProcessBuilder process =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            program.getName());
    for (Path argument : arguments) {
      process.command().add(argument.toString());
    }
    return process.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  @Test
  public void testTakesNoOtherTraining() throws IOException {
    Checkpoint checkpoint = Checkpoint.open(folder, TRAINING);
    train(text, checkpoint, TrainingListener.NONE);
    assertEquals(1000, Checkpoint.open(folder, TRAINING).result().merges().count());
    IOException e = assertThrows(IOException.class, () -> Checkpoint.open(folder, "another"));
    assertEquals(
        folder
            + ": is the checkpoint of another training, of other texts or options; remove it or"
            + " name another folder",
        e.getMessage());
    checkpoint.delete();
    assertFalse(Files.exists(folder));
  }

  @Test
  public void testNamesDamagedLines() throws IOException {
    Checkpoint checkpoint = Checkpoint.open(folder, TRAINING);
    Path merges = folder.resolve("checkpoint.merges");
    String sound = Files.readString(merges);
    Files.writeString(merges, sound + "97 98 3\n97 x\n");
    IOException e = assertThrows(IOException.class, checkpoint::result);
    assertEquals(merges + " line 4: expected three numbers, got \"97 x\"", e.getMessage());
    Files.writeString(merges, sound + "97 300 3\n");
    e = assertThrows(IOException.class, checkpoint::result);
    assertEquals(merges + ": token 256 merges the unknown token 300", e.getMessage());
    Files.writeString(merges, "something else\n");
    e = assertThrows(IOException.class, () -> Checkpoint.open(folder, TRAINING));
    assertEquals(merges + " line 1: expected \"bpe training checkpoint 1\"", e.getMessage());
  }
}
