package io.github.lucenebpe.bpe;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What all benchmarks are compared by: UTF-8 encoded in the processor time of the thread, which a
 * busy machine changes less than the time of the clock. The collector's time is in neither.
 */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class Rate {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Millions of bytes. */
  public double megabytes;

  /** Time on a processor. */
  public double cpuSeconds;

  /** Time of the clock. */
  public double clockSeconds;

  private long cpuStart;
  private long clockStart;

  void start() {
    clockStart = System.nanoTime();
    cpuStart = THREADS.getCurrentThreadCpuTime();
  }

  void stop(int bytes) {
    cpuSeconds += (THREADS.getCurrentThreadCpuTime() - cpuStart) / 1e9;
    clockSeconds += (System.nanoTime() - clockStart) / 1e9;
    megabytes += bytes / 1e6;
  }
}
