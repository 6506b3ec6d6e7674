package io.github.lucenebpe.lucene;

import io.github.lucenebpe.split.UnicodeCategories;
import io.github.lucenebpe.split.UnicodeScripts;

/**
 * What decides, for search, how a word is cut out of a text, tokenized, and given extra terms: the
 * kind of its script. Characters have kinds too, and not each of them decides that of its word.
 */
enum WordKind {
  /** Digits and other numbers of any script. */
  NUMBER(false),

  /** Words between spaces, written with vowels: Latin, Cyrillic, Greek, Devanagari and the rest. */
  ALPHABETIC(false),

  /** Words between spaces, of consonants: Arabic, Hebrew. */
  CONSONANTAL(false),

  /** Words between spaces, of syllables: Hangul. */
  SYLLABIC(false),

  /** No spaces, and a character says much: Han, Hiragana, Katakana, Bopomofo. */
  IDEOGRAPHIC(true),

  /** No spaces, and a character says little: Thai, Lao, Khmer, Myanmar. */
  UNSPACED(true),

  /** Of a character: a letter of no script of its own, such as the Japanese length mark. */
  COMMON(false),

  /** Of a character: a mark, which belongs to the letter before it. */
  MARK(false),

  /** Of a character: invisible and not the end of a word, such as a soft hyphen or a joiner. */
  FORMAT(false),

  /** Of a character: none of these; it is between words. */
  BETWEEN(false);

  /** By char; half a surrogate pair is {@link #BETWEEN}. */
  private static final WordKind[] KINDS = new WordKind[1 << 16];

  static {
    for (int c = 0; c < KINDS.length; c++) {
      KINDS[c] = compute(c);
    }
  }

  private final boolean spaceless;

  WordKind(boolean spaceless) {
    this.spaceless = spaceless;
  }

  /**
   * Whether words are not set apart by spaces, so that what is cut out as one is a run of several.
   */
  boolean isSpaceless() {
    return spaceless;
  }

  /** The kind of a code point. */
  static WordKind of(int codePoint) {
    return codePoint < KINDS.length ? KINDS[codePoint] : compute(codePoint);
  }

  /** The kind of a word from any tokenizer: that of its first character which decides one. */
  static WordKind of(char[] word) {
    for (int i = 0; i < word.length; ) {
      int codePoint = Character.codePointAt(word, i);
      WordKind kind = of(codePoint);
      if (kind.decides()) {
        return kind;
      }
      i += Character.charCount(codePoint);
    }
    return ALPHABETIC;
  }

  /** Whether a character of this kind gives its kind to the word. */
  boolean decides() {
    return compareTo(COMMON) < 0;
  }

  /** Whether a word of this kind goes on with a character of a kind that decides. */
  boolean goesOnWith(WordKind other) {
    return this == other || (this != NUMBER && other != NUMBER && !spaceless && !other.spaceless);
  }

  private static WordKind compute(int codePoint) {
    return switch (UnicodeCategories.category(codePoint)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
          NUMBER;
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          MARK;
      // The zero-width space is a format character that does separate words.
      case Character.FORMAT -> codePoint == 0x200B ? BETWEEN : FORMAT;
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER ->
          ofLetter(UnicodeScripts.script(codePoint));
      default -> BETWEEN;
    };
  }

  private static WordKind ofLetter(String script) {
    return switch (script) {
      case "common", "inherited" -> COMMON;
      case "han", "hiragana", "katakana", "bopomofo" -> IDEOGRAPHIC;
      case "thai", "lao", "khmer", "myanmar" -> UNSPACED;
      case "hangul" -> SYLLABIC;
      case "arabic", "hebrew" -> CONSONANTAL;
      default -> ALPHABETIC;
    };
  }
}
