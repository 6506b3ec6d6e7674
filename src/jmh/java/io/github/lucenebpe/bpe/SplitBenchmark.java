package io.github.lucenebpe.bpe;

import io.github.lucenebpe.split.AsciiCutter;
import io.github.lucenebpe.split.Splitter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
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
 * Splitting ASCII alone, by blocks of 64 characters and piece by piece: what the bits of the blocks
 * are worth, on a JVM that makes vector instructions of their loops and on one that does not.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
public class SplitBenchmark {
  @Param({"en", "code", "json"})
  String text;

  @Param({"cl100k_base", "o200k_base"})
  String encoding;

  @Param({"blocks", "pieces"})
  String contender;

  private final AsciiCutter cutter = new AsciiCutter();
  private Splitter splitter;
  private byte[] ascii;
  private int length;
  private ToIntFunction<byte[]> split;

  /** Loads what of the text is ASCII; both ways must cut it into as many pieces. */
  @Setup
  public void setUp() {
    splitter = MeasuredEncodings.get(encoding).splitter();
    byte[] plain = Texts.get(text).replaceAll("\\P{ASCII}", "").getBytes(StandardCharsets.US_ASCII);
    length = plain.length;
    ascii = Arrays.copyOf(plain, length + Splitter.ASCII_PADDING);
    if (blocks(ascii) != pieces(ascii)) {
      throw new IllegalStateException("other pieces by blocks of " + text);
    }
    split = contender.equals("blocks") ? this::blocks : this::pieces;
  }

  /** One pass over the text. */
  @Benchmark
  public int split(Rate rate) {
    rate.start();
    int count = split.applyAsInt(ascii);
    rate.stop(length);
    return count;
  }

  private int blocks(byte[] bytes) {
    int count = 0;
    int from = 0;
    while (from < length) {
      int cut = cutter.cut(splitter, bytes, from, length);
      if (cut == 0) {
        break;
      }
      count += cut;
      from = cutter.ends()[cut - 1];
    }
    return count;
  }

  private int pieces(byte[] bytes) {
    int count = 0;
    int from = 0;
    while (from < length) {
      int end = splitter.asciiPieceEnd(bytes, from, length);
      if (end < 0) {
        break;
      }
      count++;
      from = end;
    }
    return count;
  }
}
