package io.github.lucenebpe.bpe;

import io.github.lucenebpe.model.Encodings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
 * Text to ids: ours with empty caches ("cold") and with full ones ("warm"), counting, and JTokkit.
 * The counter {@code megabytes} is MB of UTF-8 a second. Contenders have to agree before they are
 * timed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
public class EncodeBenchmark {
  @Param({"europarl", "json"})
  String text;

  @Param({"cl100k_base", "o200k_base"})
  String encoding;

  @Param({"cold", "warm", "count", "jtokkit"})
  String contender;

  private String content;
  private int bytes;
  private Function<String, Object> encode;

  /** MB a second. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Rate {
    /** Millions of bytes of UTF-8. */
    public double megabytes;
  }

  /** Loads the text and the contender and checks that all contenders agree. */
  @Setup
  public void setUp() {
    content = Texts.get(text);
    bytes = content.getBytes(StandardCharsets.UTF_8).length;
    Encoding ours = Encodings.get(encoding);
    com.knuddels.jtokkit.api.Encoding jtokkit =
        com.knuddels.jtokkit.Encodings.newLazyEncodingRegistry().getEncoding(encoding).get();
    int[] expected = jtokkit.encodeOrdinary(content).toArray();
    if (!Arrays.equals(expected, ours.encodeOrdinary(content))
        || expected.length != ours.count(content)) {
      throw new IllegalStateException("contenders differ on " + text);
    }
    encode =
        switch (contender) {
          case "cold" ->
              t -> {
                ours.forgetPieces();
                return ours.encodeOrdinary(t);
              };
          case "warm" -> ours::encodeOrdinary;
          case "count" -> ours::count;
          case "jtokkit" -> jtokkit::encodeOrdinary;
          default -> throw new IllegalArgumentException("unknown contender " + contender);
        };
  }

  /** One pass over the text. */
  @Benchmark
  public Object encode(Rate rate) {
    rate.megabytes += bytes / 1e6;
    return encode.apply(content);
  }
}
