package io.github.lucenebpe.model;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Utf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * Hugging Face's {@code tokenizer.json} with a byte-level BPE model, the kind that GPT-2 and its
 * successors have.
 *
 * <p>An encoding and its file have the same ids: those of {@code encode(text, SpecialTokens.ALL)}
 * here and of {@code encode(text, add_special_tokens=False)} there, where added tokens in a text
 * always become their ids. A {@code post_processor}, whose tokens come around a text when the
 * caller asks for them, is not read. Every other feature that has a part in the ids and that an
 * {@link Encoding} does not have is refused with the name of its field: normalizers, dropout, white
 * space around added tokens, several splits one after the other.
 *
 * <p>One thing can differ. Hugging Face's tokenizers take the classes of characters from the
 * Unicode of the Oniguruma that they were built with, while an encoding here has Unicode 16.0: a
 * text with a character that one of the two does not know may be split in another way.
 *
 * @see <a href="https://github.com/huggingface/tokenizers">Hugging Face tokenizers</a>, version
 *     0.23
 */
public final class HuggingFaceFile {
  private HuggingFaceFile() {}

  /**
   * Writes an encoding, to a temporary file first, which is then moved.
   *
   * @param overwrite whether a file that exists may be replaced
   * @throws ModelFormatException if the format cannot hold the encoding; the message says why
   * @throws java.nio.file.FileAlreadyExistsException if the file exists and is not to be replaced
   * @throws IOException if writing fails; nothing is left behind then
   */
  public static void write(Encoding encoding, Path file, boolean overwrite) throws IOException {
    AtomicFiles.write(Map.of(file, content(encoding, file)), overwrite);
  }

  static byte[] content(Encoding encoding, Path file) throws ModelFormatException {
    return HuggingFaceWriter.format(encoding, file.toString()).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads an encoding.
   *
   * @param content the bytes of the file
   * @param fileName the name of the file, for messages and as the name of the encoding
   * @throws ModelFormatException if it is no such file, or has a feature that is not supported; the
   *     message names the field
   */
  static Encoding read(byte[] content, String fileName) throws ModelFormatException {
    int malformed = Utf8.firstMalformed(content, 0, content.length);
    if (malformed >= 0) {
      throw new ModelFormatException(
          fileName + ": expected UTF-8, malformed at byte " + malformed + " of the file");
    }
    return HuggingFaceReader.read(new String(content, StandardCharsets.UTF_8), fileName);
  }
}
