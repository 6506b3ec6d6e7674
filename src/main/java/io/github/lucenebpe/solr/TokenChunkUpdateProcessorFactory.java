package io.github.lucenebpe.solr;

import io.github.lucenebpe.count.TextBoundary;
import io.github.lucenebpe.count.TokenCounter;
import io.github.lucenebpe.count.TokenWindow;
import io.github.lucenebpe.count.TokenWindows;
import io.github.lucenebpe.lucene.EncodingArgument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrException.ErrorCode;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.util.NamedList;
import org.apache.solr.core.SolrCore;
import org.apache.solr.request.SolrQueryRequest;
import org.apache.solr.response.SolrQueryResponse;
import org.apache.solr.schema.IndexSchema;
import org.apache.solr.schema.SchemaField;
import org.apache.solr.update.AddUpdateCommand;
import org.apache.solr.update.processor.UpdateRequestProcessor;
import org.apache.solr.update.processor.UpdateRequestProcessorFactory;
import org.apache.solr.util.plugin.SolrCoreAware;

/**
 * Cuts the text of a field into chunks of at most so many tokens, as {@link TokenWindows} does.
 *
 * <pre class="prettyprint">
 * &lt;processor class="io.github.lucenebpe.solr.TokenChunkUpdateProcessorFactory"&gt;
 *   &lt;str name="llm"&gt;text-embedding-3-small&lt;/str&gt;
 *   &lt;str name="source"&gt;body&lt;/str&gt;
 *   &lt;str name="children"&gt;chunks&lt;/str&gt;
 *   &lt;int name="maxTokens"&gt;512&lt;/int&gt;
 *   &lt;int name="overlap"&gt;64&lt;/int&gt;
 * &lt;/processor&gt;</pre>
 *
 * <ul>
 *   <li>{@code encoding}, {@code llm} or {@code model}: the tokens, as in the tokenizer {@code bpe}
 *   <li>{@code source}: the field; each of its values is cut by itself
 *   <li>{@code maxTokens}, {@code overlap} (default 0): the size of chunks
 *   <li>{@code boundary}: where chunks end if they can: {@code token}, {@code word}, {@code line},
 *       {@code sentence} (default) or {@code paragraph}
 *   <li>{@code children}: name under which the chunks become child documents with the ids {@code
 *       PARENT#0}, {@code PARENT#1} and so on. The schema needs {@code _root_} and {@code
 *       _nest_path_}. Or
 *   <li>{@code dest}: multi-valued field for the texts of the chunks
 *   <li>{@code textField}, {@code startField}, {@code endField}, {@code tokensField}: fields of a
 *       child for its text, the place of the text in its value of {@code source} (UTF-16 chars) and
 *       its number of tokens; {@code chunk_text}, {@code chunk_start}, {@code chunk_end} and {@code
 *       chunk_tokens} by default
 *   <li>{@code valueField}: field of a child for the index of that value, from 0; {@code
 *       chunk_value} by default if {@code source} is multi-valued in the schema, else none
 * </ul>
 *
 * With {@code dest}, {@code startField}, {@code endField}, {@code tokensField} and {@code
 * valueField} are further multi-valued fields, in the order of the texts, where they are named.
 */
public final class TokenChunkUpdateProcessorFactory extends UpdateRequestProcessorFactory
    implements SolrCoreAware {

  /** A chunk of one of the values of the source. */
  private record Chunk(int value, TokenWindow window) {}

  /** What is told of a chunk, and in which field. */
  private record Part(String field, Function<Chunk, Object> content) {}

  private PluginArguments arguments;
  private EncodingArgument encoding;
  private String sourceField;
  private SourceFields source;
  private int maxTokens;
  private int overlap;
  private TextBoundary boundary;
  private String children;
  private List<Part> parts;

  /** Null if it is not set. */
  private String valueField;

  private TokenWindows windows;
  private String uniqueKey;

  /** Made by Solr. */
  public TokenChunkUpdateProcessorFactory() {}

  @Override
  public void init(NamedList<?> args) {
    arguments = new PluginArguments(getClass(), args);
    encoding = arguments.encoding();
    sourceField = arguments.require("source");
    source = new SourceFields(List.of(sourceField));
    arguments.require("maxTokens");
    maxTokens = arguments.integer("maxTokens");
    Integer shared = arguments.integer("overlap");
    overlap = shared == null ? 0 : shared;
    boundary = arguments.choice("boundary", TextBoundary.values(), TextBoundary.SENTENCE);
    children = arguments.get("children");
    String dest = arguments.get("dest");
    if ((children == null) == (dest == null)) {
      throw arguments.wrong("exactly one of 'children' and 'dest' must be set");
    }
    parts = new ArrayList<>();
    if (dest != null) {
      parts.add(new Part(dest, chunk -> chunk.window.text()));
    } else {
      addPart("textField", "chunk_text", chunk -> chunk.window.text());
    }
    addPart("startField", "chunk_start", chunk -> chunk.window.start());
    addPart("endField", "chunk_end", chunk -> chunk.window.end());
    addPart("tokensField", "chunk_tokens", chunk -> chunk.window.tokens());
    valueField = arguments.get("valueField");
    arguments.end();
  }

  private void addPart(String setting, String byDefault, Function<Chunk, Object> content) {
    String field = arguments.get(setting);
    if (field == null && children != null) {
      field = byDefault;
    }
    if (field != null) {
      parts.add(new Part(field, content));
    }
  }

  @Override
  public void inform(SolrCore core) {
    TokenCounter counter = arguments.counter(encoding, core.getResourceLoader());
    windows = arguments.checked(() -> new TokenWindows(counter, maxTokens, overlap, boundary));
    IndexSchema schema = core.getLatestSchema();
    SchemaField texts = schema.getFieldOrNull(sourceField);
    if (valueField == null && children != null && texts != null && texts.multiValued()) {
      valueField = "chunk_value";
    }
    if (valueField != null) {
      parts.add(new Part(valueField, Chunk::value));
    }
    SchemaField key = schema.getUniqueKeyField();
    if (key == null && children != null) {
      throw arguments.wrong("'children' needs a schema with a uniqueKey");
    }
    uniqueKey = key == null ? null : key.getName();
  }

  @Override
  public UpdateRequestProcessor getInstance(
      SolrQueryRequest req, SolrQueryResponse rsp, UpdateRequestProcessor next) {
    return new UpdateRequestProcessor(next) {
      @Override
      public void processAdd(AddUpdateCommand cmd) throws IOException {
        if (!source.areMissing(cmd.getSolrInputDocument())) {
          chunk(cmd.getSolrInputDocument());
        }
        super.processAdd(cmd);
      }
    };
  }

  private void chunk(SolrInputDocument doc) {
    List<Chunk> chunks = new ArrayList<>();
    List<String> texts = source.texts(doc);
    for (int i = 0; i < texts.size(); i++) {
      for (TokenWindow window : windows.of(texts.get(i))) {
        chunks.add(new Chunk(i, window));
      }
    }
    if (children == null) {
      for (Part part : parts) {
        source.set(doc, part.field, chunks.stream().map(part.content).toList());
      }
    } else {
      source.set(doc, children, children(doc, chunks));
    }
  }

  private List<SolrInputDocument> children(SolrInputDocument doc, List<Chunk> chunks) {
    Object id = doc.getFieldValue(uniqueKey);
    if (id == null) {
      throw new SolrException(
          ErrorCode.BAD_REQUEST, "a document with chunks needs a value of " + uniqueKey);
    }
    List<SolrInputDocument> documents = new ArrayList<>(chunks.size());
    for (Chunk chunk : chunks) {
      SolrInputDocument child = new SolrInputDocument();
      child.setField(uniqueKey, id + "#" + documents.size());
      for (Part part : parts) {
        child.setField(part.field, part.content.apply(chunk));
      }
      documents.add(child);
    }
    return documents;
  }
}
