package io.github.lucenebpe.eval;

import java.util.Map;
import java.util.Random;

/**
 * Whether the difference of two contenders on the same queries is more than chance: Fisher's paired
 * randomisation test with the difference of means as its statistic, two-sided.
 *
 * <p>If the two were the same, which value of a query belongs to whom would be a coin flip. The p
 * value is the part of all ways to flip that make the difference at least as great; it is estimated
 * from random ones, with a fixed seed.
 *
 * @see <a href="https://dl.acm.org/doi/10.1145/1321440.1321528">Smucker, Allan, Carterette: A
 *     comparison of statistical significance tests for information retrieval evaluation</a>
 */
final class RandomisationTest {
  private static final int ROUNDS = 10_000;

  private RandomisationTest() {}

  /**
   * The p value, at least 1 / (rounds + 1).
   *
   * @param one values by query
   * @param other values of the same queries
   */
  static double pValue(Map<String, Double> one, Map<String, Double> other) {
    if (!one.keySet().equals(other.keySet())) {
      throw new IllegalArgumentException("the contenders have different queries");
    }
    double[] differences =
        one.keySet().stream().mapToDouble(query -> one.get(query) - other.get(query)).toArray();
    double observed = 0;
    for (double difference : differences) {
      observed += difference;
    }
    Random random = new Random(42);
    int asGreat = 1;
    for (int round = 0; round < ROUNDS; round++) {
      double sum = 0;
      for (double difference : differences) {
        sum += random.nextBoolean() ? difference : -difference;
      }
      // Sums in another order differ in the last bits.
      if (Math.abs(sum) >= Math.abs(observed) - 1e-9) {
        asGreat++;
      }
    }
    return (double) asGreat / (ROUNDS + 1);
  }
}
