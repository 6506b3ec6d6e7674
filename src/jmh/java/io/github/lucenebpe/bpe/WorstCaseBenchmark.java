package io.github.lucenebpe.bpe;

import io.github.lucenebpe.model.Encodings;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One and two megabytes of one kind of character, at first sight. JTokkit's ids of the first part
 * are checked; the whole would take it too long.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
public class WorstCaseBenchmark {
  private static final int CHECKED = 10_000;

  @Param({
    "letter",
    "letters",
    "cases",
    "spaces",
    "newlines",
    "dashes",
    "ab",
    "emoji",
    "emojis",
    "han",
    "hans",
    "digits"
  })
  String kind;

  @Param({"1", "2"})
  int megabytes;

  @Param("cl100k_base")
  String encoding;

  private Encoding ours;
  private String content;
  private int bytes;

  /** Makes the text and checks the ids of its start. */
  @Setup
  public void setUp() {
    ours = Encodings.get(encoding);
    Contenders.agreeing("jtokkit", ours, WorstText.of(kind, CHECKED));
    content = WorstText.of(kind, megabytes * 1_000_000);
    bytes = content.getBytes(StandardCharsets.UTF_8).length;
    if (!ours.decode(ours.encodeOrdinary(content)).equals(content)) {
      throw new IllegalStateException("the ids of " + kind + " are not those of the text");
    }
  }

  /** One pass over the text. */
  @Benchmark
  public int[] encode(Rate rate) {
    rate.start();
    ours.forgetPieces();
    int[] ids = ours.encodeOrdinary(content);
    rate.stop(bytes);
    return ids;
  }
}
