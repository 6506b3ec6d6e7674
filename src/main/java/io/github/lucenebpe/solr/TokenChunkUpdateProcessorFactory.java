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
 *       child for its text, the place of the text in {@code source} (UTF-16 chars) and its number
 *       of tokens; {@code chunk_text}, {@code chunk_start}, {@code chunk_end} and {@code
 *       chunk_tokens} by default. With {@code dest}, the last three are further multi-valued
 *       fields, in the order of the texts, where they are named
 * </ul>
 */
public final class TokenChunkUpdateProcessorFactory extends UpdateRequestProcessorFactory
    implements SolrCoreAware {

  /** What is told of a chunk, and in which field. */
  private record Part(String field, Function<TokenWindow, Object> value) {}

  private PluginArguments arguments;
  private EncodingArgument encoding;
  private SourceFields source;
  private int maxTokens;
  private int overlap;
  private TextBoundary boundary;
  private String children;
  private List<Part> parts;

  private TokenWindows windows;
  private String uniqueKey;

  /** Made by Solr. */
  public TokenChunkUpdateProcessorFactory() {}

  @Override
  public void init(NamedList<?> args) {
    arguments = new PluginArguments(getClass(), args);
    encoding = arguments.encoding();
    source = new SourceFields(List.of(arguments.require("source")));
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
      parts.add(new Part(dest, TokenWindow::text));
    } else {
      addPart("textField", "chunk_text", TokenWindow::text);
    }
    addPart("startField", "chunk_start", TokenWindow::start);
    addPart("endField", "chunk_end", TokenWindow::end);
    addPart("tokensField", "chunk_tokens", TokenWindow::tokens);
    arguments.end();
  }

  private void addPart(String setting, String byDefault, Function<TokenWindow, Object> value) {
    String field = arguments.get(setting);
    if (field == null && children != null) {
      field = byDefault;
    }
    if (field != null) {
      parts.add(new Part(field, value));
    }
  }

  @Override
  public void inform(SolrCore core) {
    TokenCounter counter = arguments.counter(encoding, core.getResourceLoader());
    windows = arguments.checked(() -> new TokenWindows(counter, maxTokens, overlap, boundary));
    SchemaField key = core.getLatestSchema().getUniqueKeyField();
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
    List<TokenWindow> chunks =
        source.texts(doc).stream().map(windows::of).flatMap(List::stream).toList();
    if (children == null) {
      for (Part part : parts) {
        source.set(doc, part.field, chunks.stream().map(part.value).toList());
      }
    } else {
      source.set(doc, children, children(doc, chunks));
    }
  }

  private List<SolrInputDocument> children(SolrInputDocument doc, List<TokenWindow> chunks) {
    Object id = doc.getFieldValue(uniqueKey);
    if (id == null) {
      throw new SolrException(
          ErrorCode.BAD_REQUEST, "a document with chunks needs a value of " + uniqueKey);
    }
    List<SolrInputDocument> documents = new ArrayList<>(chunks.size());
    for (TokenWindow chunk : chunks) {
      SolrInputDocument child = new SolrInputDocument();
      child.setField(uniqueKey, id + "#" + documents.size());
      for (Part part : parts) {
        child.setField(part.field, part.value.apply(chunk));
      }
      documents.add(child);
    }
    return documents;
  }
}
