package io.github.lucenebpe.count;

import io.github.lucenebpe.bpe.Texts;
import io.github.lucenebpe.model.Encodings;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * Text to windows of 512 tokens, next to counting the text once. The counter {@code megabytes} is
 * MB of UTF-8 a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
public class WindowBenchmark {
  @Param({"europarl", "json", "worst-letter"})
  String text;

  @Param({"count", "TOKEN", "SENTENCE", "SENTENCE+64"})
  String contender;

  private final TokenCounter counter = new TokenCounter(Encodings.get("cl100k_base"));
  private TokenWindows windows;
  private String content;
  private int bytes;

  /** MB a second. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Rate {
    /** Millions of bytes of UTF-8. */
    public double megabytes;
  }

  /** Loads the text. */
  @Setup
  public void setUp() {
    content = Texts.get(text);
    bytes = content.getBytes(StandardCharsets.UTF_8).length;
    if (!contender.equals("count")) {
      String[] boundaryAndOverlap = contender.split("\\+");
      int overlap = boundaryAndOverlap.length == 1 ? 0 : Integer.parseInt(boundaryAndOverlap[1]);
      windows =
          new TokenWindows(counter, 512, overlap, TextBoundary.valueOf(boundaryAndOverlap[0]));
    }
  }

  /** One pass over the text. */
  @Benchmark
  public Object cut(Rate rate) {
    rate.megabytes += bytes / 1e6;
    return windows == null ? (Object) counter.count(content) : windows.of(content);
  }
}
