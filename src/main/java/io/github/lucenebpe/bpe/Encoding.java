package io.github.lucenebpe.bpe;

import io.github.lucenebpe.split.Splitter;
import java.nio.charset.CodingErrorAction;
import java.util.Map;

/** Placeholder: the signatures that others build on. */
public final class Encoding {
  private Encoding() {}

  public String name() {
    throw new UnsupportedOperationException();
  }

  public Splitter splitter() {
    throw new UnsupportedOperationException();
  }

  /** Special tokens and their ids, in the order of their registration; unmodifiable. */
  public Map<String, Integer> specialTokens() {
    throw new UnsupportedOperationException();
  }

  /** Greatest id + 1, holes included (tiktoken's n_vocab). */
  public int vocabularySize() {
    throw new UnsupportedOperationException();
  }

  public int[] encodeOrdinary(CharSequence text) {
    throw new UnsupportedOperationException();
  }

  /**
   * Ids of the text.
   *
   * @throws IllegalArgumentException if the text holds a special token that {@code specials}
   *     rejects; the message names the token and its char index
   */
  public int[] encode(CharSequence text, SpecialTokens specials) {
    throw new UnsupportedOperationException();
  }

  /** As {@link #encode}, with the place of each token: appends to {@code out}. */
  public void tokenize(CharSequence text, SpecialTokens specials, Tokens out) {
    throw new UnsupportedOperationException();
  }

  public int count(CharSequence text) {
    throw new UnsupportedOperationException();
  }

  public int count(CharSequence text, SpecialTokens specials) {
    throw new UnsupportedOperationException();
  }

  /** Malformed UTF-8 becomes U+FFFD; IllegalArgumentException "Invalid token for decoding: N". */
  public String decode(int... ids) {
    throw new UnsupportedOperationException();
  }

  public String decode(int[] ids, CodingErrorAction onMalformed) {
    throw new UnsupportedOperationException();
  }

  public byte[] decodeBytes(int... ids) {
    throw new UnsupportedOperationException();
  }

  public boolean isSpecial(int id) {
    throw new UnsupportedOperationException();
  }

  /** Whether decode knows the id. */
  public boolean contains(int id) {
    throw new UnsupportedOperationException();
  }

  /**
   * The bytes of one token (of a special one, its name in UTF-8); IllegalArgumentException if
   * unknown.
   */
  public byte[] tokenBytes(int id) {
    throw new UnsupportedOperationException();
  }

  /** The id of the token with these bytes, special ones included, or -1. */
  public int tokenId(byte[] bytes) {
    throw new UnsupportedOperationException();
  }

  /** A worker for one thread that encodes piece by piece: for streams. */
  public PieceEncoder pieceEncoder() {
    throw new UnsupportedOperationException();
  }

  /**
   * The special tokens that a policy takes out of a text or rejects, for {@link
   * io.github.lucenebpe.split.PieceReader}; null if there are none.
   */
  public SpecialTokenFinder specialTokenFinder(SpecialTokens specials) {
    throw new UnsupportedOperationException();
  }
}
