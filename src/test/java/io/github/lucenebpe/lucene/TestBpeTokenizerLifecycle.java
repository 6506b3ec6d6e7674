package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.tests.analysis.BaseTokenStreamTestCase;
import org.apache.lucene.tests.analysis.MockReaderWrapper;
import org.apache.lucene.tests.util.RamUsageTester;

/** Readers that fail, consumers that stop half way, and what a tokenizer costs. */
public class TestBpeTokenizerLifecycle extends BaseTokenStreamTestCase {

  /** A text of lines, made while it is read, that knows how much of it has been handed out. */
  private static final class EndlessText extends Reader {
    private final String unit;
    private final long length;
    private long handedOut;

    EndlessText(String unit, long length) {
      this.unit = unit;
      this.length = length;
    }

    @Override
    public int read(char[] chars, int offset, int count) {
      int n = (int) Math.min(count, length - handedOut);
      for (int i = 0; i < n; i++) {
        chars[offset + i] = unit.charAt((int) ((handedOut + i) % unit.length()));
      }
      handedOut += n;
      return n == 0 && count > 0 ? -1 : n;
    }

    @Override
    public void close() {}
  }

  private static final String LINE = "The river was high, 桥梁 in 2024: we'll build 🌳 another.\n";

  public void testFailingReader() throws IOException {
    for (Encoding encoding : SampleEncodings.all()) {
      Tokenizer tokenizer = new BpeTokenizer(encoding, SpecialTokens.ALL, TermKind.ID);
      for (int i = 0; i < 20 * RANDOM_MULTIPLIER; i++) {
        String text = "a" + SampleTexts.random(random(), i == 0 ? 8000 : 50);
        MockReaderWrapper reader = new MockReaderWrapper(random(), new StringReader(text));
        reader.throwExcAfterChar(1 + random().nextInt(text.length()));
        tokenizer.setReader(reader);
        tokenizer.reset();
        RuntimeException e =
            expectThrows(
                RuntimeException.class,
                () -> {
                  while (tokenizer.incrementToken()) {
                    // until the reader fails
                  }
                });
        assertTrue(MockReaderWrapper.isMyEvilException(e));
        tokenizer.end();
        tokenizer.close();
        assertReadsWell(tokenizer, encoding);
      }
    }
  }

  public void testConsumerStopsHalfWay() throws IOException {
    for (Encoding encoding : SampleEncodings.all()) {
      Tokenizer tokenizer = new BpeTokenizer(encoding, SpecialTokens.ALL, TermKind.ID);
      for (int i = 0; i < 20 * RANDOM_MULTIPLIER; i++) {
        String text = SampleTexts.random(random(), i == 0 ? 8000 : 50);
        tokenizer.setReader(new StringReader(text));
        tokenizer.reset();
        int lastEnd = 0;
        for (int tokens = random().nextInt(20); tokens > 0; tokens--) {
          if (tokenizer.incrementToken()) {
            lastEnd = SeenToken.current(tokenizer).end();
          }
        }
        if (random().nextBoolean()) {
          tokenizer.end();
          int finalOffset = tokenizer.getAttribute(OffsetAttribute.class).endOffset();
          assertTrue(lastEnd <= finalOffset && finalOffset <= text.length());
        }
        tokenizer.close();
        assertReadsWell(tokenizer, encoding);
      }
    }
  }

  private static void assertReadsWell(Tokenizer tokenizer, Encoding encoding) throws IOException {
    String text = SampleTexts.random(random(), 10);
    assertEquals(
        SeenToken.expected(encoding, SpecialTokens.ALL, text),
        SeenToken.read(tokenizer, new StringReader(text)));
  }

  public void testReadsLazilyAndHoldsLittle() throws IOException {
    for (String name : List.of("cl100k_base", "o200k_base")) {
      Tokenizer tokenizer = new BpeTokenizer(Encodings.get(name), SpecialTokens.ALL, TermKind.ID);
      EndlessText text = new EndlessText(LINE, 10_000_000);
      tokenizer.setReader(text);
      assertEquals(0, text.handedOut);
      tokenizer.reset();
      assertEquals(0, text.handedOut);
      assertEquals(10_000_000, consume(tokenizer, text, 8192));
    }
  }

  public void testHoldsNoMoreThanALongPieceNeeds() throws IOException {
    Tokenizer tokenizer =
        new BpeTokenizer(Encodings.get("cl100k_base"), SpecialTokens.ALL, TermKind.ID);
    EndlessText text = new EndlessText("a".repeat(100_000) + " ", 1_000_000);
    tokenizer.setReader(text);
    tokenizer.reset();
    assertEquals(1_000_000, consume(tokenizer, text, 4 * 100_000));

    // The big buffer went when the stream was closed.
    EndlessText next = new EndlessText(LINE, 100_000);
    tokenizer.setReader(next);
    tokenizer.reset();
    assertEquals(100_000, consume(tokenizer, next, 8192));
  }

  /** Reads all tokens; at no time is more than {@code limit} of the text held. */
  private static int consume(Tokenizer tokenizer, EndlessText text, int limit) throws IOException {
    OffsetAttribute offset = tokenizer.getAttribute(OffsetAttribute.class);
    int lastEnd = 0;
    while (tokenizer.incrementToken()) {
      long held = text.handedOut - lastEnd;
      if (held > limit) {
        fail(held + " chars held at " + lastEnd);
      }
      lastEnd = offset.endOffset();
    }
    tokenizer.end();
    tokenizer.close();
    return lastEnd;
  }

  /** A tokenizer lives as long as its thread: one long text must not make it big for ever. */
  public void testClosedTokenizerIsSmall() throws IOException {
    Encoding encoding = SampleEncodings.trained(SampleEncodings.WHOLE);
    Tokenizer tokenizer = new BpeTokenizer(encoding, SpecialTokens.ALL, TermKind.TEXT);
    SeenToken.read(tokenizer, new StringReader(LINE));
    long before = RamUsageTester.ramUsed(tokenizer, new OwnMemory());
    SeenToken.read(tokenizer, new EndlessText(LINE, 500_000));
    long after = RamUsageTester.ramUsed(tokenizer, new OwnMemory());
    assertTrue(after + " bytes, but " + before + " at first", after < before + 200_000);
  }

  /** Measures objects of this project and their arrays, but nothing that tokenizers share. */
  private static final class OwnMemory extends RamUsageTester.Accumulator {
    @Override
    public long accumulateObject(
        Object object, long size, Map<Field, Object> fields, Collection<Object> queue) {
      for (Object value : fields.values()) {
        if (value != null && isOwn(value)) {
          queue.add(value);
        }
      }
      return size;
    }

    private static boolean isOwn(Object value) {
      return value.getClass().isArray()
          || (value.getClass().getName().startsWith("io.github.lucenebpe.")
              && !(value instanceof Encoding));
    }
  }

  public void testMakesNoObjectPerToken() throws IOException {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (TermKind terms : TermKind.values()) {
      Tokenizer tokenizer =
          new BpeTokenizer(Encodings.get("cl100k_base"), SpecialTokens.ALL, terms);
      tokenizer.setReader(new EndlessText(LINE, 2_000_000));
      tokenizer.reset();
      for (int warmUp = 0; warmUp < 100_000; warmUp++) {
        assertTrue(tokenizer.incrementToken());
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 100_000; i++) {
        assertTrue(tokenizer.incrementToken());
      }
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      // The smallest object takes 16 bytes.
      assertTrue(allocated + " bytes for 100,000 tokens", allocated < 400_000);
      tokenizer.end();
      tokenizer.close();
    }
  }
}
