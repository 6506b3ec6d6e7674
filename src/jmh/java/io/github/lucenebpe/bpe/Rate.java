package io.github.lucenebpe.bpe;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What all benchmarks are compared by: MB of UTF-8 a second. */
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class Rate {
  /** Millions of bytes; JMH divides by the time. */
  public double megabytes;

  void add(int bytes) {
    megabytes += bytes / 1e6;
  }
}
