package io.github.lucenebpe.bpe;

import io.github.lucenebpe.lucene.BpeAnalyzer;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
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
 * The way through Lucene, term and offsets of every token filled and read, beside the plain
 * encoder, warm, and beside Lucene's own analyzers.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
public class AnalyzerBenchmark {
  /** Something that reads a text to its end. */
  private interface Consumer {
    long consume(String text) throws IOException;
  }

  @Param({"en", "mixed"})
  String text;

  @Param("cl100k_base")
  String encoding;

  /** The plain encoder without and with places, BpeAnalyzer, and Lucene's own. */
  @Param({"encode", "tokenize", "bpe", "standard", "icu"})
  String contender;

  private String content;
  private int bytes;
  private Consumer consumer;

  /** Loads the text and the contender; BpeAnalyzer has to give the tokens of the encoder. */
  @Setup
  public void setUp() throws IOException {
    content = Texts.get(text);
    bytes = content.getBytes(StandardCharsets.UTF_8).length;
    Encoding ours = Encodings.get(encoding);
    Tokens tokens = new Tokens();
    consumer =
        switch (contender) {
          case "encode" -> t -> ours.encodeOrdinary(t).length;
          case "tokenize" ->
              t -> {
                tokens.clear();
                ours.tokenize(t, SpecialTokens.ORDINARY, tokens);
                return tokens.size();
              };
          case "bpe" -> consumer(new BpeAnalyzer(ours));
          case "standard" -> consumer(new StandardAnalyzer());
          case "icu" -> consumer(icu());
          default -> throw new IllegalArgumentException("unknown contender " + contender);
        };
    if (contender.equals("bpe")) {
      check(new BpeAnalyzer(ours), ours, content);
    }
  }

  /** One pass over the text as one document. */
  @Benchmark
  public long analyze(Rate rate) throws IOException {
    rate.start();
    long sum = consumer.consume(content);
    rate.stop(bytes);
    return sum;
  }

  private static Consumer consumer(Analyzer analyzer) {
    return text -> {
      try (TokenStream stream = analyzer.tokenStream("text", text)) {
        CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
        OffsetAttribute offset = stream.getAttribute(OffsetAttribute.class);
        long sum = 0;
        stream.reset();
        while (stream.incrementToken()) {
          sum += term.buffer()[term.length() - 1] + offset.startOffset() + offset.endOffset();
        }
        stream.end();
        return sum;
      }
    };
  }

  private static Analyzer icu() {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String fieldName) {
        return new TokenStreamComponents(new ICUTokenizer());
      }
    };
  }

  private static void check(Analyzer analyzer, Encoding ours, String text) throws IOException {
    Tokens tokens = new Tokens();
    ours.tokenize(text, SpecialTokens.ORDINARY, tokens);
    try (TokenStream stream = analyzer.tokenStream("text", text)) {
      CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.getAttribute(OffsetAttribute.class);
      stream.reset();
      int i = 0;
      while (stream.incrementToken()) {
        if (!term.toString().equals(Integer.toString(tokens.id(i)))
            || offset.startOffset() != tokens.start(i)
            || offset.endOffset() != tokens.end(i)) {
          throw new IllegalStateException("token " + i + " differs");
        }
        i++;
      }
      if (i != tokens.size()) {
        throw new IllegalStateException("got " + i + " tokens of " + tokens.size());
      }
    }
  }
}
