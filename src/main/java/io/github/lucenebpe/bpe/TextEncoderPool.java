package io.github.lucenebpe.bpe;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Keeps encoders that are not in use, so that a call needs no new one. Bounded by the number of
 * processors, not by the number of threads: virtual threads may come by the thousand. No locks; an
 * encoder that finds no place is left to the garbage collector.
 */
final class TextEncoderPool {
  private final Encoding encoding;
  private final AtomicReferenceArray<TextEncoder> idle =
      new AtomicReferenceArray<>(2 * Runtime.getRuntime().availableProcessors());

  TextEncoderPool(Encoding encoding) {
    this.encoding = encoding;
  }

  TextEncoder borrow() {
    int first = first();
    for (int i = 0; i < idle.length(); i++) {
      TextEncoder encoder = idle.getAndSet((first + i) % idle.length(), null);
      if (encoder != null) {
        return encoder;
      }
    }
    return new TextEncoder(encoding);
  }

  void giveBack(TextEncoder encoder) {
    int first = first();
    for (int i = 0; i < idle.length(); i++) {
      if (idle.compareAndSet((first + i) % idle.length(), null, encoder)) {
        return;
      }
    }
  }

  /** Forgets the encoders that are not in use. */
  void clear() {
    for (int i = 0; i < idle.length(); i++) {
      idle.set(i, null);
    }
  }

  /** Threads start looking at different places. */
  private int first() {
    return (int) (Thread.currentThread().threadId() % idle.length());
  }
}
