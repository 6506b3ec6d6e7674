package io.github.lucenebpe.cli;

import java.io.Closeable;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * How far a long task is, on standard error: a bar where a person looks at it, a plain line every
 * few seconds elsewhere. Not thread-safe.
 */
abstract class Progress implements Closeable {
  /** Shows a task that starts. The total is -1 if it is not known. */
  static Progress start(Console console, String task, String unit, long total) {
    return console.errIsTerminal
        ? new Bar(console, task, unit, total)
        : new Lines(console, task, unit, total);
  }

  /** So much is done. */
  abstract void done(long done);

  /** Ends the task. */
  @Override
  public abstract void close();

  /** A number with its unit: {@code "1 document"}, {@code "2,000 documents"}. */
  static String number(long n, String unit) {
    return String.format(Locale.ROOT, "%,d %s%s", n, unit, n == 1 ? "" : "s");
  }

  private static final class Bar extends Progress {
    private final ProgressBar bar;

    Bar(Console console, String task, String unit, long total) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setUnit(" " + unit, 1)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .showSpeed()
              .setConsumer(new ConsoleProgressBarConsumer(console.err))
              .clearDisplayOnFinish()
              .build();
    }

    @Override
    void done(long done) {
      bar.stepTo(done);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  private static final class Lines extends Progress {
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(5);

    private final Console console;
    private final String task;
    private final String unit;
    private final long total;
    private final long started = System.nanoTime();
    private long printed = started;

    Lines(Console console, String task, String unit, long total) {
      this.console = console;
      this.task = task;
      this.unit = unit;
      this.total = total;
    }

    @Override
    void done(long done) {
      long now = System.nanoTime();
      if (now - printed >= INTERVAL) {
        printed = now;
        String of = total < 0 ? "" : String.format(Locale.ROOT, " of %,d", total);
        console.err.println(
            String.format(
                Locale.ROOT, "%s: %,d%s %s%s", task, done, of, unit, pace(done, now - started)));
      }
    }

    /** The rate and, if the total is known, the time that is left at this rate. */
    private String pace(long done, long nanos) {
      double rate = done * 1e9 / nanos;
      if (total < done || done == 0) {
        return String.format(Locale.ROOT, ", %,.0f a second", rate);
      }
      long left = (long) ((total - done) / rate);
      return String.format(
          Locale.ROOT, ", %,.0f a second, %d:%02d left", rate, left / 60, left % 60);
    }

    @Override
    public void close() {}
  }
}
