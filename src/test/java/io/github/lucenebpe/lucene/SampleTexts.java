package io.github.lucenebpe.lucene;

import java.util.Random;

/**
 * Random text out of what is difficult for a stream of byte-pair tokens: white space of every kind,
 * contractions, characters of several bytes, unpaired surrogates, special tokens and parts of them.
 */
public final class SampleTexts {
  private static final String[] PARTS = {
    "a",
    "the",
    " the",
    "The",
    "HELLO",
    " hello",
    "world",
    "don't",
    "we'LL",
    "'\u017F",
    "naïve",
    "Straße",
    "e\u0301",
    "мост",
    "桥梁",
    "の水は",
    "نهر",
    "नदी",
    "안녕",
    "🌳",
    "👩‍🚒",
    "\uD83C",
    "\uDF33",
    "\uFFFD",
    "\u0085",
    "\u00A0",
    "\u2028",
    "\u3000",
    " ",
    "  ",
    "   ",
    "\t",
    "\n",
    "\r\n",
    "\n\n",
    "1",
    "12",
    "1234",
    "٣",
    "Ⅷ",
    ".",
    "...",
    "!?",
    "}\n",
    "/*",
    "====",
    "\0",
    "\\",
    "\\x41",
    "<|",
    "|>",
    "<|endoftext|>",
    "<|endoftext|",
    "<|fim|>",
    "<|fim|>x",
    "<|fim_prefix|>",
    "<|endofprompt|>"
  };

  private SampleTexts() {}

  /** Text of at most so many parts; now and then one part is repeated often. */
  public static String random(Random random, int maxParts) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(maxParts + 1); i > 0; i--) {
      String part = PARTS[random.nextInt(PARTS.length)];
      text.append(part.repeat(random.nextInt(50) == 0 ? 1 + random.nextInt(300) : 1));
    }
    return text.toString();
  }
}
