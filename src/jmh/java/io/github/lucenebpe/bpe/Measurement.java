package io.github.lucenebpe.bpe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The result of one benchmark in a JVM of its own. The rates are those of the best iteration, which
 * a busy machine has disturbed least.
 *
 * @param rate MB of UTF-8 in a second of processor time
 * @param clockRate MB of UTF-8 in a second of the clock, all threads together
 * @param allocated bytes of heap for one pass
 */
record Measurement(double rate, double clockRate, double allocated) {

  /** How long a benchmark takes. */
  enum Effort {
    QUICK(3, 400),
    FULL(5, 1_000);

    private final int iterations;
    private final int millis;

    Effort(int iterations, int millis) {
      this.iterations = iterations;
      this.millis = millis;
    }
  }

  /**
   * Runs a benchmark; says so on standard error.
   *
   * @param parameters in pairs: name, value
   * @throws IllegalStateException if it fails; JMH has printed why
   */
  static Measurement of(Class<?> benchmark, Effort effort, int threads, String... parameters) {
    List<String> values = new ArrayList<>();
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\b" + benchmark.getSimpleName() + "\\b")
            .threads(threads)
            .warmupIterations(effort.iterations)
            .warmupTime(TimeValue.milliseconds(effort.millis))
            .measurementIterations(2 * effort.iterations)
            .measurementTime(TimeValue.milliseconds(effort.millis / 2))
            .addProfiler(GCProfiler.class)
            .jvmArgsAppend(jvmArguments())
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    for (int i = 0; i < parameters.length; i += 2) {
      options.param(parameters[i], parameters[i + 1]);
      values.add(parameters[i + 1]);
    }
    System.err.println(benchmark.getSimpleName() + ' ' + String.join(" ", values));
    try {
      RunResult result = new Runner(options.build()).runSingle();
      BenchmarkResult iterations = result.getAggregatedResult();
      return new Measurement(
          bestRate(iterations, "cpuSeconds"),
          threads * bestRate(iterations, "clockSeconds"),
          score(result.getSecondaryResults(), "gc.alloc.rate.norm"));
    } catch (RunnerException e) {
      throw new IllegalStateException(benchmark.getSimpleName() + " failed: " + values, e);
    }
  }

  /**
   * With compilation in the foreground, so that a busy machine does not put it off, and all of the
   * heap in memory before the start, so that the first touch of new arrays is not measured.
   */
  private static String[] jvmArguments() {
    List<String> arguments =
        new ArrayList<>(List.of("-Xms2g", "-Xmx2g", "-Xbatch", "-XX:+AlwaysPreTouch"));
    arguments.add("-D" + Texts.FOLDER + '=' + System.getProperty(Texts.FOLDER, ""));
    if (Runtime.version().feature() >= 24) {
      // JMH 1.37 uses what Java 24 and later warn of.
      arguments.add("--sun-misc-unsafe-memory-access=allow");
    }
    return arguments.toArray(String[]::new);
  }

  private static double bestRate(BenchmarkResult result, String seconds) {
    return result.getIterationResults().stream()
        .map(IterationResult::getSecondaryResults)
        .mapToDouble(counters -> score(counters, "megabytes") / score(counters, seconds))
        .max()
        .orElseThrow();
  }

  /** JMH declares the type of its results raw. */
  private static double score(Map<String, ?> results, String name) {
    return ((Result<?>) results.get(name)).getScore();
  }
}
