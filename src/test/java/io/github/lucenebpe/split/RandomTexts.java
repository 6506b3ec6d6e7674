package io.github.lucenebpe.split;

import java.util.Random;

/** Texts in which everything that the split patterns tell apart is frequent. */
final class RandomTexts {
  /** How many texts a random test looks at; more with {@code -Dfuzz.count=1000000}. */
  static final int COUNT = Integer.getInteger("fuzz.count", 20_000);

  private static final String[] ATOMS = {
    // letters of all kinds, also outside of the BMP: Lu, Ll, Lt, Lm, Lo
    "a",
    "b",
    "A",
    "B",
    "é",
    "É",
    "ǅ",
    "ʰ",
    "ª",
    "あ",
    "漢",
    "𐐀",
    "𐐨",
    "𝐀",
    "𠀀",
    // contractions, with long s; the Kelvin sign looks like one of its letters
    "'",
    "'",
    "'",
    "’",
    "s",
    "S",
    "ſ",
    "t",
    "d",
    "m",
    "M",
    "l",
    "L",
    "v",
    "V",
    "e",
    "E",
    "r",
    "K",
    // numbers: Nd, Nl, No
    "1",
    "2",
    "٣",
    "Ⅳ",
    "½",
    "𝟎",
    "𐄇",
    // marks: Mn, Mc, Me
    "\u0301",
    "\u0903",
    "\u20DD",
    "\uD834\uDD65",
    "\uDB40\uDD00",
    // white space, and what is none
    " ",
    " ",
    " ",
    "\n",
    "\n",
    "\r",
    "\t",
    "\u000B",
    "\u0085",
    "\u00A0",
    "\u2028",
    "\u3000",
    "\u001C",
    "\u180E",
    "\u200B",
    "\uFEFF",
    // other characters, among them unassigned and private ones
    "/",
    "/",
    "!",
    ".",
    "(",
    "_",
    "€",
    "😀",
    "\u0378",
    "\uE000",
    "\uFFFD",
    "\0",
    // halves of surrogate pairs
    "\uD801",
    "\uDC00",
    "\uD83D",
    "\uDE00",
  };

  private RandomTexts() {}

  /** A text of up to {@code maxAtoms} atoms, from a handful of kinds. */
  static String next(Random random, int maxAtoms) {
    String[] kinds = new String[1 + random.nextInt(6)];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = ATOMS[random.nextInt(ATOMS.length)];
    }
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(maxAtoms + 1); n > 0; n--) {
      text.append(kinds[random.nextInt(kinds.length)]);
    }
    return text.toString();
  }
}
