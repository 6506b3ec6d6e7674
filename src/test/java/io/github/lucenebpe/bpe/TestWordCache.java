package io.github.lucenebpe.bpe;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.Test;

public class TestWordCache {
  private static final int GREATEST_ID = Merges.MAX_SIZE - 1;

  private final WordCache cache = new WordCache(1024);
  private final int[] found = new int[1024];
  private final int[] misses = new int[1025];

  private void load(String text) {
    cache.load(text.toCharArray(), 0, text.length());
  }

  /** The ids of the piece that a text is, null if it is not here. */
  private int[] ids(String piece) {
    load(piece);
    int slot = cache.find(0, piece.length());
    return slot < 0 ? null : idsAt(slot);
  }

  private int[] idsAt(int slot) {
    int[] ids = new int[WordCache.MAX_TOKENS + 1];
    int count = cache.copyIds(slot, ids, 1);
    return Arrays.copyOfRange(ids, 1, 1 + count);
  }

  private boolean put(String piece, int... ids) {
    load(piece);
    return cache.put(0, piece.length(), ids, 0, ids.length);
  }

  /** Pieces that differ in one bit of one char, wherever it is, or in length. */
  @Test
  public void testKeysDiffer() {
    String letters = "\uFFFFж\0a世 \uD83D\uDE00ab\u0001cdef\uFFFF";
    int id = 0;
    for (int length = 1; length <= WordCache.MAX_LENGTH; length++) {
      for (int bit = 0; bit <= Character.SIZE * length; bit++) {
        char[] piece = letters.substring(0, length).toCharArray();
        if (bit > 0) {
          piece[(bit - 1) / Character.SIZE] ^= (char) (1 << (bit - 1) % Character.SIZE);
        }
        String changed = new String(piece);
        assertEquals(null, ids(changed));
        if (!put(changed, id)) {
          cache.putAnyway(0, length, new int[] {id}, 0, 1);
        }
        assertArrayEquals(new int[] {id}, ids(changed));
        id++;
      }
    }
  }

  /** Up to eight ids, the greatest too, and that there are more. */
  @Test
  public void testIds() {
    for (int count = 1; count < 100; count++) {
      int[] ids = IntStream.range(0, count).map(i -> GREATEST_ID - i).toArray();
      String piece = "piece " + count;
      assertTrue(put(piece, ids));
      if (count <= WordCache.MAX_TOKENS) {
        assertArrayEquals(ids, ids(piece));
      } else {
        load(piece);
        int[] copied = new int[WordCache.MAX_TOKENS];
        assertEquals(
            WordCache.MAX_TOKENS + 1, cache.copyIds(cache.find(0, piece.length()), copied, 0));
      }
    }
  }

  /** Many pieces side by side, of all lengths, some of them known: those at home are found. */
  @Test
  public void testFindAll() {
    Random random = new Random(7);
    List<String> words = Stream.generate(() -> word(random)).limit(20_000).distinct().toList();
    int[] known = new int[words.size()];
    int home = 0;
    int all = 0;
    for (int round = 0; round < 2000; round++) {
      int[] picked = random.ints(1 + random.nextInt(60), 0, words.size()).toArray();
      StringBuilder text = new StringBuilder();
      int[] ends = new int[picked.length];
      for (int i = 0; i < picked.length; i++) {
        text.append(words.get(picked[i]));
        ends[i] = 100 + text.length();
      }
      load(text.toString());
      int missed = cache.findAll(100, ends, picked.length, found, misses);
      misses[missed] = picked.length;
      for (int i = 0, m = 0; i < picked.length; i++) {
        int from = i == 0 ? 0 : ends[i - 1] - 100;
        int to = ends[i] - 100;
        String word = words.get(picked[i]);
        if (i < misses[m]) {
          assertArrayEquals(word, new int[] {picked[i], 1}, idsAt(found[i]));
          home++;
        } else {
          m++;
          if (to - from <= WordCache.MAX_LENGTH) {
            int slot = cache.find(from, to);
            assertTrue(word, slot < 0 || known[picked[i]] > 0);
            if (slot >= 0) {
              assertArrayEquals(word, new int[] {picked[i], 1}, idsAt(slot));
            } else {
              known[picked[i]] += cache.put(from, to, new int[] {0, picked[i], 1}, 1, 2) ? 1 : 0;
            }
          }
        }
        all++;
      }
    }
    assertTrue(home + " of " + all + " at home", home > all / 3);
  }

  private static String word(Random random) {
    int length = 1 + random.nextInt(WordCache.MAX_LENGTH + 3);
    char first = (char) (random.nextInt(10) << 8);
    return random
        .ints(length, 0, 6)
        .collect(StringBuilder::new, (w, c) -> w.append((char) (first + c)), StringBuilder::append)
        .toString();
  }

  /** Of many pieces that differ from one in a single char, some have the same home: no match. */
  @Test
  public void testHomesThatMeet() {
    String word = "пятнадцать букв";
    assertTrue(put(word, 1));
    for (int place = 0; place < WordCache.MAX_LENGTH; place++) {
      for (int c = 1; c < 10_000; c += 20) {
        char[] text = new char[20 * WordCache.MAX_LENGTH];
        int[] ends = new int[20];
        for (int i = 0; i < ends.length; i++) {
          word.getChars(0, WordCache.MAX_LENGTH, text, i * WordCache.MAX_LENGTH);
          text[i * WordCache.MAX_LENGTH + place] ^= (char) (c + i);
          ends[i] = (i + 1) * WordCache.MAX_LENGTH;
        }
        cache.load(text, 0, text.length);
        assertEquals(ends.length, cache.findAll(0, ends, ends.length, found, misses));
      }
    }
    load(word + "x");
    assertEquals(1, cache.findAll(0, new int[] {word.length() + 1}, 1, found, misses));
    assertEquals(0, cache.findAll(0, new int[] {word.length()}, 1, found, misses));
  }

  /** In a full set the piece that is furthest from its home goes, and a new one is at home. */
  @Test
  public void testPushesOut() {
    List<String> set = piecesOfOneHome(6);
    for (int i = 0; i < 4; i++) {
      assertTrue(put(set.get(i), i));
    }
    for (int i = 4; i < 6; i++) {
      String piece = set.get(i);
      assertFalse(put(piece, i));
      cache.putAnyway(0, piece.length(), new int[] {i}, 0, 1);
      assertEquals(0, cache.findAll(0, new int[] {piece.length()}, 1, found, misses));
    }
    assertArrayEquals(new int[] {0}, ids(set.get(0)));
    assertArrayEquals(new int[] {1}, ids(set.get(1)));
    assertEquals(null, ids(set.get(2)));
    assertEquals(null, ids(set.get(3)));
    assertArrayEquals(new int[] {4}, ids(set.get(4)));
    assertArrayEquals(new int[] {5}, ids(set.get(5)));
  }

  /** Where a slot is free none is pushed out. */
  @Test
  public void testPutAnywayTakesFreeSlots() {
    List<String> set = piecesOfOneHome(4);
    for (int i = 0; i < 4; i++) {
      load(set.get(i));
      cache.putAnyway(0, set.get(i).length(), new int[] {i}, 0, 1);
    }
    for (int i = 0; i < 4; i++) {
      assertArrayEquals(new int[] {i}, ids(set.get(i)));
    }
  }

  /** Pieces that have the same home in an empty cache. */
  private List<String> piecesOfOneHome(int count) {
    List<String> pieces = new ArrayList<>();
    int home = 0;
    for (int i = 0; pieces.size() < count; i++) {
      String piece = "piece " + i;
      load(piece);
      cache.findAll(0, new int[] {piece.length()}, 1, found, misses);
      home = i == 0 ? found[0] : home;
      if (found[0] == home) {
        pieces.add(piece);
      }
    }
    return pieces;
  }

  /** Hardly any is lost while the cache grows. */
  @Test
  public void testKeepsWhileItGrows() {
    int count = 1 << 16;
    for (int i = 0; i < count; i++) {
      put("слово" + i, i);
    }
    int lost = 0;
    for (int i = 0; i < count; i++) {
      int[] ids = ids("слово" + i);
      assertTrue(ids == null || ids[0] == i);
      lost += ids == null ? 1 : 0;
    }
    assertTrue(lost + " of " + count + " are lost", lost < count / 12);
  }
}
