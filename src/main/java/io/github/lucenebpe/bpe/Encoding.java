package io.github.lucenebpe.bpe;

import io.github.lucenebpe.split.Splitter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A byte-pair encoding: text to token ids and back, as tiktoken and minbpe do it.
 *
 * <p>A text is cut at its special tokens, what lies between is split into pieces, and each piece
 * becomes the token that it is, or is merged from its bytes, pair by pair, the smallest resulting
 * id first. Text is UTF-16; an unpaired surrogate is encoded as U+FFFD.
 *
 * <p>Encodings come from {@code io.github.lucenebpe.model.Encodings}. They are immutable, and one
 * is to be shared by all threads.
 *
 * @see <a href="https://github.com/openai/tiktoken">tiktoken</a>, whose ids these are
 * @see <a href="https://github.com/karpathy/minbpe">minbpe</a>, whose trained models these read
 */
public final class Encoding {
  /** The greatest id that a special token may have. */
  public static final int MAX_SPECIAL_ID = Integer.MAX_VALUE - 1;

  private final String name;
  private final Splitter splitter;
  private final TokenTables tables;
  private final Vocabulary vocabulary;
  private final Map<String, Integer> specialTokens;
  private final Map<Integer, byte[]> specialBytes = new HashMap<>();
  private final int vocabularySize;

  private final SpecialTokenFinder allSpecials;
  private final SpecialTokenFinder noSpecials;
  private final Pool<TextEncoder> encoders;

  private Encoding(
      String name, Splitter splitter, TokenTables tables, Map<String, Integer> specialTokens) {
    this.name = Objects.requireNonNull(name, "name");
    this.splitter = Objects.requireNonNull(splitter, "splitter");
    this.tables = tables;
    this.vocabulary = tables.vocabulary();
    this.specialTokens = Collections.unmodifiableMap(new LinkedHashMap<>(specialTokens));
    this.vocabularySize = addSpecials();
    this.allSpecials = SpecialTokenFinder.of(this.specialTokens, SpecialTokens.ALL);
    this.noSpecials = SpecialTokenFinder.of(this.specialTokens, SpecialTokens.NONE);
    this.encoders =
        new Pool<>() {
          @Override
          TextEncoder make() {
            return new TextEncoder(Encoding.this);
          }
        };
  }

  /**
   * The encoding of merge rules: two tokens merge only if a rule says so, as in minbpe.
   *
   * @param name what {@link #name()} returns
   * @param specialTokens names and ids, in the order in which they are looked for
   * @throws IllegalArgumentException if two rules merge the same pair, if a special token is empty
   *     or has the id of another token, or if the tokens are too long
   */
  public static Encoding ofMerges(
      String name, Splitter splitter, Merges merges, Map<String, Integer> specialTokens) {
    return new Encoding(name, splitter, TokenTables.ofMerges(merges, false), specialTokens);
  }

  /**
   * As {@link #ofMerges(String, Splitter, Merges, Map)}, for rules that are known to give each
   * token from its own bytes, and so need no check.
   */
  public static Encoding ofReachableMerges(
      String name, Splitter splitter, Merges merges, Map<String, Integer> specialTokens) {
    return new Encoding(name, splitter, TokenTables.ofMerges(merges, true), specialTokens);
  }

  /**
   * The encoding whose tables {@link #writeTables} wrote, by the same version of this class: the
   * form of the shipped encodings in the jar.
   *
   * @param tables is read up to the end of the tables, and not closed
   * @throws IOException if the tables are cut off or damaged, or if the stream cannot be read
   * @throws IllegalArgumentException if a special token is empty or has the id of another token
   */
  public static Encoding ofTables(
      String name, Splitter splitter, InputStream tables, Map<String, Integer> specialTokens)
      throws IOException {
    return new Encoding(name, splitter, TokenTables.read(new PackedArrays(tables)), specialTokens);
  }

  /**
   * Writes the tables that this encoding looks into, for {@link #ofTables}. Name, splitter and
   * special tokens are not in them.
   *
   * @throws IllegalStateException if this encoding is made of ranks, or if it has tokens that their
   *     own bytes do not give or that are merged from greater ids
   * @throws IOException if the stream cannot be written
   */
  public void writeTables(OutputStream out) throws IOException {
    PackedArrays.Writer arrays = new PackedArrays.Writer();
    tables.write(arrays);
    arrays.writeTo(out);
  }

  /**
   * The encoding of ranked tokens: two tokens merge if their bytes together are a token, and a
   * piece that is a token is never taken apart, as in tiktoken.
   *
   * @param name what {@link #name()} returns
   * @param tokens the bytes of each token by id (its rank); null for an unused id
   * @param specialTokens names and ids, in the order in which they are looked for
   * @throws IllegalArgumentException if a byte is no token, if two tokens are equal, or if a
   *     special token is empty or has the id of another token
   */
  public static Encoding ofRanks(
      String name, Splitter splitter, byte[][] tokens, Map<String, Integer> specialTokens) {
    return new Encoding(name, splitter, TokenTables.ofRanks(tokens), specialTokens);
  }

  /**
   * An encoding that differs in its name and its special tokens only, and shares all else.
   *
   * @throws IllegalArgumentException if a special token is empty or has the id of another token
   */
  public Encoding withSpecialTokens(String newName, Map<String, Integer> newSpecialTokens) {
    return new Encoding(newName, splitter, tables, newSpecialTokens);
  }

  /** Checks and enters the special tokens; returns the size of the vocabulary with them. */
  private int addSpecials() {
    int size = vocabulary.size();
    for (Map.Entry<String, Integer> special : specialTokens.entrySet()) {
      int id = special.getValue();
      if (special.getKey().isEmpty()) {
        throw new IllegalArgumentException("special token " + id + " is empty");
      }
      if (id < 0 || id > MAX_SPECIAL_ID || vocabulary.contains(id)) {
        throw new IllegalArgumentException(
            "special token "
                + special.getKey()
                + " cannot have the id "
                + id
                + (vocabulary.contains(id)
                    ? ": it is taken"
                    : ": it must be from 0 to " + MAX_SPECIAL_ID));
      }
      specialBytes.putIfAbsent(id, special.getKey().getBytes(StandardCharsets.UTF_8));
      size = Math.max(size, id + 1);
    }
    return size;
  }

  /** Name of the encoding, such as {@code cl100k_base}; the file name if the file has no other. */
  public String name() {
    return name;
  }

  /** Cuts text into the pieces inside which this encoding merges. */
  public Splitter splitter() {
    return splitter;
  }

  /** The tokens but the special ones. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /**
   * The merge rules: those that the encoding was made of, or those behind its ranks.
   *
   * @throws IllegalArgumentException if the ranks do not come from merges: if a token is not the
   *     merge of two tokens with smaller ids; the message names it
   */
  public Merges merges() {
    return tables.rules();
  }

  /**
   * Whether two tokens merge if their bytes together are a token ({@link #ofRanks}), and not by
   * rules.
   */
  public boolean isMadeOfRanks() {
    return !tables.isMadeOfMerges();
  }

  /**
   * Whether the bytes of an ordinary token, as a piece, become this token. Merge rules that no
   * training makes may give others.
   */
  public boolean isReachable(int id) {
    return vocabulary.contains(id) && tables.isReachable(id);
  }

  /** Special tokens and their ids, in the order of their registration; unmodifiable. */
  public Map<String, Integer> specialTokens() {
    return specialTokens;
  }

  /** Greatest id + 1, special tokens and unused ids included: tiktoken's {@code n_vocab}. */
  public int vocabularySize() {
    return vocabularySize;
  }

  /** Whether there is a token of this id, special or not. */
  public boolean contains(int id) {
    return vocabulary.contains(id) || isSpecial(id);
  }

  /** Whether the id is that of a special token. */
  public boolean isSpecial(int id) {
    return specialBytes.containsKey(id);
  }

  /**
   * A copy of the bytes of a token; of a special token, its name in UTF-8.
   *
   * @throws IllegalArgumentException if there is no token of this id
   */
  public byte[] tokenBytes(int id) {
    if (vocabulary.contains(id)) {
      return vocabulary.bytes(id);
    }
    byte[] special = specialBytes.get(id);
    if (special == null) {
      throw unknown(id);
    }
    return special.clone();
  }

  /** The id of the token with these bytes, special ones included; -1 if there is none. */
  public int tokenId(byte[] bytes) {
    int id = bytes.length == 0 ? -1 : tables.tokenId(bytes, 0, bytes.length);
    if (id >= 0) {
      return id;
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    Integer special = specialTokens.get(text);
    // What is malformed reads as U+FFFD, and is no name.
    boolean isName = special != null && Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
    return isName ? special : -1;
  }

  /** The ids of a text in which special tokens are plain text. */
  public int[] encodeOrdinary(CharSequence text) {
    return encode(text, SpecialTokens.ORDINARY);
  }

  /**
   * The ids of a text.
   *
   * @param specials what to do with special tokens in the text
   * @throws IllegalArgumentException if the text holds a special token that {@code specials}
   *     rejects; the message names the token and its place, a char index
   * @throws IllegalStateException if a piece is too long for an array, or too deep for a pattern
   *     that goes through java.util.regex
   */
  public int[] encode(CharSequence text, SpecialTokens specials) {
    TextEncoder encoder = encoders.borrow();
    int[] ids = encoder.encode(text, specials);
    encoders.giveBack(encoder);
    return ids;
  }

  /**
   * Appends the tokens of a text with their places.
   *
   * @param specials what to do with special tokens in the text
   * @throws IllegalArgumentException as {@link #encode(CharSequence, SpecialTokens)}; {@code out}
   *     may have taken tokens by then
   */
  public void tokenize(CharSequence text, SpecialTokens specials, Tokens out) {
    TextEncoder encoder = encoders.borrow();
    encoder.tokenize(text, specials, out);
    encoders.giveBack(encoder);
  }

  /** Number of tokens of a text in which special tokens are plain text; no ids are made. */
  public int count(CharSequence text) {
    return count(text, SpecialTokens.ORDINARY);
  }

  /**
   * Number of tokens of a text; no ids are made.
   *
   * @param specials what to do with special tokens in the text
   * @throws IllegalArgumentException as {@link #encode(CharSequence, SpecialTokens)}
   */
  public int count(CharSequence text, SpecialTokens specials) {
    TextEncoder encoder = encoders.borrow();
    int count = encoder.count(text, specials);
    encoders.giveBack(encoder);
    return count;
  }

  /** As {@link #countUpTo(CharSequence, int, SpecialTokens)} with special tokens as plain text. */
  public TokenPrefix countUpTo(CharSequence text, int limit) {
    return countUpTo(text, limit, SpecialTokens.ORDINARY);
  }

  /**
   * Counts the tokens of a text, but not beyond a limit, and says where the limit is. What comes
   * after the piece that reaches the limit is not looked at.
   *
   * <p>The tokens are those of the whole text. The text up to {@link TokenPrefix#end}, encoded by
   * itself, may have others, and more of them: a cut through a piece changes its merges.
   *
   * @param limit greatest number of tokens to count, 0 or more
   * @param specials what to do with special tokens in the text
   * @throws IllegalArgumentException if the limit is negative; as {@link #encode(CharSequence,
   *     SpecialTokens)}, but a rejected token after the limit may go unnoticed
   */
  public TokenPrefix countUpTo(CharSequence text, int limit, SpecialTokens specials) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit must not be negative, got " + limit);
    }
    TextEncoder encoder = encoders.borrow();
    TokenPrefix prefix = encoder.countUpTo(text, limit, specials);
    encoders.giveBack(encoder);
    return prefix;
  }

  /**
   * The ids of bytes that need not be UTF-8: tiktoken's {@code _encode_bytes}. What follows the
   * last whole character is merged with the tokens of the piece before it.
   */
  public int[] encodeBytes(byte[] bytes) {
    return new UnstableEncoder(this).encodeBytes(bytes);
  }

  /**
   * The ids of a text of which more is to come: those that further text cannot change, and what may
   * follow them. tiktoken's {@code encode_with_unstable}, with its approximations.
   */
  public UnstableTokens encodeUnstable(CharSequence text, SpecialTokens specials) {
    return new UnstableEncoder(this).encode(text, specials);
  }

  /**
   * The text of ids. Of several special tokens with one id, the first is taken. Malformed UTF-8
   * becomes U+FFFD, one for each maximal part of a character, as in Rust's {@code from_utf8_lossy}
   * and Python's {@code errors="replace"}.
   *
   * @throws IllegalArgumentException if there is no token of an id
   */
  public String decode(int... ids) {
    return decode(ids, CodingErrorAction.REPLACE);
  }

  /**
   * The text of ids.
   *
   * @param onMalformed what to do with malformed UTF-8: replace it, ignore it or report it
   * @throws IllegalArgumentException if there is no token of an id, or if malformed UTF-8 is to be
   *     reported
   */
  public String decode(int[] ids, CodingErrorAction onMalformed) {
    byte[] bytes = decodeBytes(ids);
    return Utf8.decode(bytes, 0, bytes.length, onMalformed);
  }

  /**
   * The bytes of ids.
   *
   * @throws IllegalArgumentException if there is no token of an id
   */
  public byte[] decodeBytes(int... ids) {
    int length = 0;
    for (int id : ids) {
      int added = vocabulary.contains(id) ? vocabulary.length(id) : special(id).length;
      length = Math.addExact(length, added);
    }
    byte[] bytes = new byte[length];
    int at = 0;
    for (int id : ids) {
      if (vocabulary.contains(id)) {
        at = vocabulary.copy(id, bytes, at);
      } else {
        byte[] special = special(id);
        System.arraycopy(special, 0, bytes, at, special.length);
        at += special.length;
      }
    }
    return bytes;
  }

  private byte[] special(int id) {
    byte[] bytes = specialBytes.get(id);
    if (bytes == null) {
      throw unknown(id);
    }
    return bytes;
  }

  private static IllegalArgumentException unknown(int id) {
    return new IllegalArgumentException("Invalid token for decoding: " + id);
  }

  /** Number of tokens of the last piece, 0 if it is a special token or if there is no piece. */
  int lastPieceTokens(CharSequence text, SpecialTokens specials) {
    TextEncoder encoder = encoders.borrow();
    int count = encoder.lastPieceTokens(text, specials);
    encoders.giveBack(encoder);
    return count;
  }

  /**
   * A worker for one thread that encodes piece by piece: for callers that cut a stream. To be given
   * back with {@link PieceEncoder#release}, so that the caches which it has filled are of use
   * again.
   */
  public PieceEncoder pieceEncoder() {
    return tables.encoders().borrow();
  }

  /**
   * Finds the special tokens that a policy takes out of a text or rejects.
   *
   * @return null if there are none
   */
  public SpecialTokenFinder specialTokenFinder(SpecialTokens specials) {
    if (specials == SpecialTokens.ORDINARY) {
      return null;
    }
    if (specials == SpecialTokens.ALL) {
      return allSpecials;
    }
    return specials == SpecialTokens.NONE
        ? noSpecials
        : SpecialTokenFinder.of(specialTokens, specials);
  }

  /** Forgets the pieces that were seen lately: for benchmarks of the first sight of a text. */
  void forgetPieces() {
    encoders.forEach(TextEncoder::forgetPieces);
    tables.encoders().forEach(PieceEncoder::forgetPieces);
  }

  TokenTables tables() {
    return tables;
  }

  @Override
  public String toString() {
    return name;
  }
}
