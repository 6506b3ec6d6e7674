package io.github.lucenebpe.bpe;

import io.github.lucenebpe.split.AsciiCutter;
import io.github.lucenebpe.split.CharCutter;
import io.github.lucenebpe.split.Splitter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
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
 * Splitting alone, by blocks of 64 characters and piece by piece: what the bits of the blocks are
 * worth, on a JVM that makes vector instructions of their loops and on one that does not. English,
 * code and JSON are split as the ASCII that they nearly are, other texts as chars.
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
  @Param({"en", "code", "json", "ru", "zh", "ko"})
  String text;

  @Param({"cl100k_base", "o200k_base"})
  String encoding;

  @Param({"blocks", "pieces"})
  String contender;

  private static final Set<String> ASCII_TEXTS = Set.of("en", "code", "json");

  private final AsciiCutter asciiCutter = new AsciiCutter();
  private final CharCutter charCutter = new CharCutter();
  private Splitter splitter;
  private byte[] ascii;
  private char[] chars;
  private int length;
  private int bytes;
  private IntSupplier split;

  /** Loads the text, or what of it is ASCII; both ways must cut it into as many pieces. */
  @Setup
  public void setUp() {
    splitter = MeasuredEncodings.get(encoding).splitter();
    boolean isAscii = ASCII_TEXTS.contains(text);
    String content = isAscii ? Texts.get(text).replaceAll("\\P{ASCII}", "") : Texts.get(text);
    byte[] utf8 = content.getBytes(StandardCharsets.UTF_8);
    bytes = utf8.length;
    length = content.length();
    ascii = isAscii ? Arrays.copyOf(utf8, length + Splitter.ASCII_PADDING) : null;
    chars = content.toCharArray();
    IntSupplier blocks = isAscii ? this::asciiBlocks : this::charBlocks;
    IntSupplier pieces = isAscii ? this::asciiPieces : this::charPieces;
    if (blocks.getAsInt() != pieces.getAsInt()) {
      throw new IllegalStateException("other pieces by blocks of " + text);
    }
    split = contender.equals("blocks") ? blocks : pieces;
  }

  /** One pass over the text. */
  @Benchmark
  public int split(Rate rate) {
    rate.start();
    int count = split.getAsInt();
    rate.stop(bytes);
    return count;
  }

  private int asciiBlocks() {
    return blocks(from -> asciiCutter.cut(splitter, ascii, from, length), asciiCutter.ends());
  }

  private int charBlocks() {
    return blocks(from -> charCutter.cut(splitter, chars, from, length), charCutter.ends());
  }

  private int blocks(IntUnaryOperator cutter, int[] ends) {
    int count = 0;
    int from = 0;
    while (from < length) {
      int cut = cutter.applyAsInt(from);
      if (cut == 0) {
        break;
      }
      count += cut;
      from = ends[cut - 1];
    }
    return count;
  }

  private int asciiPieces() {
    return pieces(from -> splitter.asciiPieceEnd(ascii, from, length));
  }

  private int charPieces() {
    return pieces(from -> splitter.pieceEnd(chars, from, length));
  }

  private int pieces(IntUnaryOperator pieceEnd) {
    int count = 0;
    int from = 0;
    while (from < length) {
      int end = pieceEnd.applyAsInt(from);
      if (end < 0) {
        break;
      }
      count++;
      from = end;
    }
    return count;
  }
}
