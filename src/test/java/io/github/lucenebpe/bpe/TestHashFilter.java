package io.github.lucenebpe.bpe;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Random;
import org.junit.Test;

public class TestHashFilter {
  /** What was added is found, and nine in ten of other keys are not, in sets of any size. */
  @Test
  public void testRulesOutMostOthers() {
    for (int count : new int[] {1, 15, 16, 1_000, 100_000}) {
      HashFilter filter = HashFilter.ofCapacity(count);
      Random added = new Random(count);
      for (int i = 0; i < count; i++) {
        filter.add(added.nextLong());
      }
      Random again = new Random(count);
      for (int i = 0; i < count; i++) {
        assertTrue(filter.mayContain(again.nextLong()));
      }
      Random others = new Random(-count);
      int found = 0;
      for (int i = 0; i < 10_000; i++) {
        found += filter.mayContain(others.nextLong()) ? 1 : 0;
      }
      assertTrue(count + " keys: " + found, found < 1_250);
    }
  }

  @Test
  public void testNegativeHashes() {
    HashFilter filter = HashFilter.ofCapacity(16);
    filter.add(-7);
    assertTrue(filter.mayContain(-7));
    assertFalse(filter.mayContain(7));
  }
}
