package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.PieceEncoder;
import io.github.lucenebpe.bpe.SpecialTokenFinder;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.bpe.Tokens;
import io.github.lucenebpe.split.PieceReader;
import java.io.IOException;
import java.util.Iterator;
import org.apache.lucene.analysis.CharFilter;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.apache.lucene.util.AttributeFactory;
import org.apache.lucene.util.AttributeImpl;

/**
 * Byte-pair tokens: the ids that a language model sees, one Lucene token each.
 *
 * <p>The text is read as tokens are asked for, and no more of it is held than the longest piece of
 * the split pattern needs. The ids are those of {@link Encoding#encode} for the whole text, however
 * the reader hands it out. No object is made per token.
 *
 * <table>
 * <caption>Attributes of a token</caption>
 * <tr><td>term</td><td>see {@link TermKind}</td></tr>
 * <tr><td>{@link TokenIdAttribute}</td><td>the token id</td></tr>
 * <tr><td>offsets</td><td>in chars. A token that holds only part of a character spans all of it:
 *     {@code "x 🌳 y"} in cl100k_base has the spans {@code [0,1) [1,4) [2,4) [2,4) [4,6)}. Starts
 *     never go backwards</td></tr>
 * <tr><td>position increment</td><td>1, for the parts of a word too: a phrase of token ids finds
 *     exactly the texts in which the ids follow each other</td></tr>
 * <tr><td>type</td><td>{@value #SPECIAL_TYPE} for a special token, else {@code word}</td></tr>
 * </table>
 *
 * <p>What happens at a special token, such as {@code <|endoftext|>}, is decided by {@link
 * SpecialTokens}; by default it is ordinary text. A text that the policy rejects makes {@link
 * #incrementToken} throw an {@link IllegalArgumentException}, and so does a text of more than
 * {@link Integer#MAX_VALUE} chars, which Lucene's offsets cannot address. {@code IndexWriter} then
 * passes the exception on, drops the document and stays usable.
 *
 * <p><b>Searching for words.</b> Token ids depend on the space before a word and on its case: in
 * cl100k_base {@code "hello world"} is 15339, 1917, but {@code "world"} alone is 14957. A field of
 * raw ids counts tokens and finds exact strings; it is not a field for word search.
 */
public final class BpeTokenizer extends Tokenizer {

  /** The type of special tokens. */
  public static final String SPECIAL_TYPE = "special";

  // The term comes first: it decides which attribute object holds the bytes of the term.
  private final CharTermAttribute termAtt = addAttribute(CharTermAttribute.class);
  private final TokenIdAttribute idAtt = addAttribute(TokenIdAttribute.class);
  private final OffsetAttribute offsetAtt = addAttribute(OffsetAttribute.class);
  private final TypeAttribute typeAtt = addAttribute(TypeAttribute.class);

  /**
   * All of the above in one, if there is no other attribute, terms are decimal and offsets need no
   * correction; else null. Known from the first token of a text on: by then filters and consumers
   * have added what they want.
   */
  private PackedTokenIdAttributeImpl onlyAtt;

  private final Encoding encoding;

  /** Borrowed from the first token of a text to {@link #close}; else null. */
  private PieceEncoder encoder;

  private final SpecialTokenFinder specialTokenFinder;
  private final TokenTexts texts;
  private final PieceReader pieces;

  /** Tokens of the current piece, of which {@link #next} is due. */
  private final Tokens tokens = new Tokens();

  private int next;

  /** Tokens with decimal ids as terms, special tokens as ordinary text. */
  public BpeTokenizer(Encoding encoding) {
    this(encoding, SpecialTokens.ORDINARY, TermKind.ID);
  }

  /**
   * Tokens with a policy for special tokens and a kind of terms.
   *
   * @throws IllegalArgumentException if the terms are texts and a token of the encoding is too long
   *     for a term of an index
   */
  public BpeTokenizer(Encoding encoding, SpecialTokens specialTokens, TermKind terms) {
    this(DEFAULT_TOKEN_ATTRIBUTE_FACTORY, encoding, specialTokens, terms);
  }

  /**
   * Tokens with a policy for special tokens, a kind of terms, and attributes from a factory.
   *
   * @param factory makes the attributes; {@link TokenIdTermAttributeFactory} for binary terms
   * @throws IllegalArgumentException if the terms are texts and a token of the encoding is too long
   *     for a term of an index, or the factory makes binary terms of token ids
   */
  public BpeTokenizer(
      AttributeFactory factory, Encoding encoding, SpecialTokens specialTokens, TermKind terms) {
    super(factory);
    if (terms == TermKind.TEXT && termAtt instanceof TokenIdTermAttributeImpl) {
      throw new IllegalArgumentException("binary terms need token ids, got TermKind.TEXT");
    }
    this.encoding = encoding;
    specialTokenFinder = encoding.specialTokenFinder(specialTokens);
    texts = terms == TermKind.TEXT ? TokenTexts.of(encoding) : null;
    pieces = new PieceReader(encoding.splitter(), specialTokenFinder);
    start();
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (next == tokens.size()) {
      clearAttributes();
      return incrementBeyondTokens();
    }
    if (onlyAtt == null) {
      clearAttributes();
    } else {
      onlyAtt.clear(); // as clearAttributes, without its way from one to the next
    }
    setNextToken();
    return true;
  }

  private void setNextToken() {
    int i = next++;
    setToken(tokens.id(i), tokens.start(i), tokens.end(i));
  }

  /** Moves on where none of {@link #tokens} is left. */
  private boolean incrementBeyondTokens() throws IOException {
    while (next == tokens.size()) {
      tokens.clear();
      next = 0;
      if (encoder == null) {
        encoder = encoding.pieceEncoder();
        onlyAtt = findOnlyAtt();
      }
      if (encodeRun()) {
        break;
      }
      if (!pieces.next()) {
        return false;
      }
      int base = requireAddressable(pieces.discarded() + pieces.end()) - pieces.end();
      if (pieces.isDelimiter()) {
        setSpecialToken(base);
        return true;
      }
      encoder.encode(pieces, base, tokens);
    }
    setNextToken();
    return true;
  }

  private PackedTokenIdAttributeImpl findOnlyAtt() {
    Iterator<AttributeImpl> attributes = getAttributeImplsIterator();
    return attributes.next() instanceof PackedTokenIdAttributeImpl packed
            && !attributes.hasNext()
            && texts == null
            && !(input instanceof CharFilter)
        ? packed
        : null;
  }

  /** Takes the tokens of as many pieces as are certain, but not too many at once. */
  private boolean encodeRun() {
    int base = requireAddressable(pieces.discarded() + pieces.certainEnd()) - pieces.certainEnd();
    encoder.encodeRun(pieces, base, tokens);
    return tokens.size() > 0;
  }

  private void setSpecialToken(int base) {
    int start = pieces.start();
    int length = pieces.end() - start;
    int place = base + start;
    setToken(specialTokenFinder.id(pieces.chars(), start, length, place), place, place + length);
    typeAtt.setType(SPECIAL_TYPE);
  }

  private void setToken(int id, int start, int end) {
    if (onlyAtt != null) {
      onlyAtt.setToken(id, start, end);
      return;
    }
    idAtt.setTokenId(id);
    if (texts == null) {
      TokenIdTerms.writeDecimal(id, termAtt);
    } else {
      texts.write(id, termAtt);
    }
    offsetAtt.setOffset(correctOffset(start), correctOffset(end));
  }

  /** Refuses a place in the text that an offset cannot hold. */
  static int requireAddressable(long place) {
    if (place > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "the text is longer than " + Integer.MAX_VALUE + " chars, the most that offsets address");
    }
    return (int) place;
  }

  @Override
  public void end() throws IOException {
    super.end();
    int finalOffset = correctOffset((int) Math.min(pieces.charsRead(), Integer.MAX_VALUE));
    offsetAtt.setOffset(finalOffset, finalOffset);
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    start();
  }

  @Override
  public void close() throws IOException {
    super.close();
    pieces.release();
    if (encoder != null) {
      encoder.release();
      encoder = null;
    }
    start();
  }

  /** Starts on the input as it is; while there is none, that is a reader which reports misuse. */
  private void start() {
    pieces.reset(input);
    onlyAtt = null;
    tokens.release();
    next = 0;
  }
}
