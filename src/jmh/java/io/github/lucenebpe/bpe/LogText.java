package io.github.lucenebpe.bpe;

import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** JSON lines and the log lines of a server by turns: numbers, ids, paths and real words. */
final class LogText {
  private static final String[] LEVELS = {"INFO", "WARN", "ERROR", "DEBUG"};
  private static final String[] CLASSES = {
    "o.a.l.i.IndexWriter", "o.e.j.s.HttpChannel", "i.n.c.AbstractChannel", "c.z.h.p.HikariPool"
  };

  private LogText() {}

  /**
   * A text.
   *
   * @param prose where the words of the messages come from
   * @param length at least so many chars
   */
  static String of(String prose, int length, long seed) {
    String[] words = prose.split("[^\\p{L}]+");
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(random.nextBoolean() ? jsonLine(random, words) : logLine(random, words));
    }
    return text.toString();
  }

  private static String jsonLine(Random random, String[] words) {
    return String.format(
        Locale.ROOT,
        "{\"ts\": \"%s\", \"level\": \"%s\", \"id\": \"%s\", \"latency_ms\": %d.%d,"
            + " \"path\": \"/api/v2/%s/%d\", \"ok\": %b, \"msg\": \"%s\", \"tags\": [\"%s\", null]}\n",
        time(random),
        LEVELS[random.nextInt(LEVELS.length)],
        new UUID(random.nextLong(), random.nextLong()),
        random.nextInt(9_000),
        random.nextInt(1_000),
        words[random.nextInt(words.length)].toLowerCase(Locale.ROOT),
        random.nextInt(1_000_000),
        random.nextBoolean(),
        words(random, words),
        words[random.nextInt(words.length)]);
  }

  private static String logLine(Random random, String[] words) {
    return String.format(
        Locale.ROOT,
        "%s %-5s [pool-%d-thread-%d] %s - %s (0x%x) 10.%d.%d.%d:%d\n",
        time(random),
        LEVELS[random.nextInt(LEVELS.length)],
        random.nextInt(9),
        random.nextInt(32),
        CLASSES[random.nextInt(CLASSES.length)],
        words(random, words),
        random.nextInt(),
        random.nextInt(256),
        random.nextInt(256),
        random.nextInt(256),
        1024 + random.nextInt(60_000));
  }

  private static String time(Random random) {
    return String.format(
        Locale.ROOT,
        "2026-11-%02dT%02d:%02d:%02d.%03dZ",
        1 + random.nextInt(30),
        random.nextInt(24),
        random.nextInt(60),
        random.nextInt(60),
        random.nextInt(1_000));
  }

  private static String words(Random random, String[] words) {
    int from = random.nextInt(words.length - 12);
    return String.join(
        " ", java.util.Arrays.copyOfRange(words, from, from + 3 + random.nextInt(9)));
  }
}
