package io.github.lucenebpe.plugin;

import io.github.lucenebpe.count.TextBoundary;
import io.github.lucenebpe.count.TokenCounter;
import io.github.lucenebpe.count.TokenWindow;
import io.github.lucenebpe.count.TokenWindows;
import io.github.lucenebpe.plugin.DocumentTexts.FieldTexts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.ResourceLoader;

/**
 * The ingest processor {@value #TYPE}: cuts a text into {@linkplain TokenWindows windows} of at
 * most so many tokens and stores them as a list of objects, for a {@code nested} field.
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><td>{@code field}</td><td>the text, or list of texts, to cut</td></tr>
 * <tr><td>{@code encoding}, {@code llm} or {@code model}</td><td>the name of an encoding, of an
 *     LLM, or a model file in the config folder; exactly one</td></tr>
 * <tr><td>{@code max_tokens}</td><td>greatest number of tokens of a chunk, at least 4</td></tr>
 * <tr><td>{@code overlap}</td><td>greatest number of tokens that a chunk repeats of the one before;
 *     at most half of {@code max_tokens}; default 0</td></tr>
 * <tr><td>{@code boundary}</td><td>where chunks end if they can: {@code token}, {@code word},
 *     {@code line}, {@code sentence} (default) or {@code paragraph}</td></tr>
 * <tr><td>{@code max_chunks}</td><td>a document with more chunks is refused; default: no
 *     limit</td></tr>
 * <tr><td>{@code target_field}</td><td>gets the chunks; default {@code chunks}</td></tr>
 * <tr><td>{@code ignore_missing}</td><td>whether the field may be missing or null; the document
 *     then gets no chunks. Default false: the document is refused</td></tr>
 * </table>
 *
 * <p>A chunk has the fields {@code text}, {@code start_offset} and {@code end_offset} (UTF-16 chars
 * in the text, as everywhere in Lucene) and {@code tokens}, their number in the chunk encoded by
 * itself. If the field is a list, a chunk also has {@code value}, the index of its text in the
 * list.
 *
 * <p>Thread-safe.
 */
public final class TokenChunkProcessor {
  /** Name of the processor. */
  public static final String TYPE = "llm_token_chunk";

  private final String field;
  private final String targetField;
  private final TokenWindows windows;
  private final int maxChunks;
  private final boolean ignoreMissing;

  /**
   * A processor.
   *
   * @param settings those above; they are taken out
   * @param config opens model files
   * @throws SettingException if a setting is missing or wrong
   */
  public TokenChunkProcessor(ProcessorSettings settings, ResourceLoader config) {
    List<String> fields = settings.fields("field");
    if (fields.size() > 1) {
      throw new SettingException("field", "must be one field, got " + fields);
    }
    field = fields.get(0);
    targetField = settings.text("target_field", "chunks");
    TokenCounter counter = new TokenCounter(settings.encoding(config));
    int maxTokens = settings.number("max_tokens");
    int overlap = settings.number("overlap", 0);
    TextBoundary boundary = settings.choice("boundary", TextBoundary.SENTENCE);
    ProcessorSettings.checked(
        "max_tokens", () -> new TokenWindows(counter, maxTokens, 0, boundary));
    windows =
        ProcessorSettings.checked(
            "overlap", () -> new TokenWindows(counter, maxTokens, overlap, boundary));
    maxChunks = settings.number("max_chunks", Integer.MAX_VALUE);
    if (maxChunks < 1) {
      throw new SettingException("max_chunks", "must be at least 1, got " + maxChunks);
    }
    ignoreMissing = settings.flag("ignore_missing", false);
  }

  /**
   * Cuts the text of a document.
   *
   * @throws IllegalArgumentException if the document is to be refused; the message says why
   */
  public void process(DocumentFields document) {
    FieldTexts value = FieldTexts.of(document, field, ignoreMissing);
    List<Map<String, Object>> chunks = new ArrayList<>();
    for (int i = 0; i < value.texts().size(); i++) {
      for (TokenWindow window : windows.of(value.texts().get(i))) {
        Map<String, Object> chunk = chunk(window);
        if (value.isList()) {
          chunk.put("value", i);
        }
        chunks.add(chunk);
      }
    }
    if (chunks.size() > maxChunks) {
      throw new IllegalArgumentException(
          "field ["
              + field
              + "] gives "
              + chunks.size()
              + " chunks, [max_chunks] allows "
              + maxChunks);
    }
    document.set(targetField, chunks);
  }

  private static Map<String, Object> chunk(TokenWindow window) {
    Map<String, Object> chunk = new LinkedHashMap<>();
    chunk.put("text", window.text());
    chunk.put("start_offset", window.start());
    chunk.put("end_offset", window.end());
    chunk.put("tokens", window.tokens());
    return chunk;
  }
}
