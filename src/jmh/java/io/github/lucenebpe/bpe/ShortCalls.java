package io.github.lucenebpe.bpe;

import java.util.function.Consumer;

/**
 * Many calls with the beginning of a text, before a benchmark starts: a JVM compiles what is done
 * once a call, such as making the result, only after thousands of calls, which a benchmark with
 * texts of megabytes never comes to. Until then it fills new arrays with zeros before it copies.
 */
final class ShortCalls {
  private static final int CALLS = 6_000;
  private static final int CHARS = 2_000;

  private ShortCalls() {}

  static void make(String text, Consumer<String> call) {
    String beginning = text.substring(0, Math.min(CHARS, text.length()));
    for (int i = 0; i < CALLS; i++) {
      call.accept(beginning);
    }
  }
}
