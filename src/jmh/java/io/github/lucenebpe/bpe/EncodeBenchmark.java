package io.github.lucenebpe.bpe;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
 * Text to ids: ours with empty caches ("first-sight") and with full ones ("warm"), counting, and
 * others. Contenders have to agree before they are timed. One encoding is shared by all threads.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
public class EncodeBenchmark {
  @Param({"en", "zh"})
  String text;

  @Param({"cl100k_base", "o200k_base"})
  String encoding;

  @Param({"first-sight", "warm", "count", "jtokkit"})
  String contender;

  private String content;
  private int bytes;
  private Function<String, Object> encode;

  /** Loads the text and the contender, which gives the right ids or fails. */
  @Setup
  public void setUp() {
    content = Texts.get(text);
    bytes = content.getBytes(StandardCharsets.UTF_8).length;
    encode = Contenders.agreeing(contender, MeasuredEncodings.get(encoding), content);
    ShortCalls.make(content, encode::apply);
  }

  /** One pass over the text. */
  @Benchmark
  public Object encode(Rate rate) {
    rate.start();
    Object ids = encode.apply(content);
    rate.stop(bytes);
    return ids;
  }
}
