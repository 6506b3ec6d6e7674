package io.github.lucenebpe.solr;

import io.github.lucenebpe.count.TokenCounter;
import io.github.lucenebpe.count.TokenLimit;
import io.github.lucenebpe.count.TokenLimit.Action;
import io.github.lucenebpe.count.TokenLimitException;
import io.github.lucenebpe.lucene.EncodingArgument;
import java.io.IOException;
import java.util.List;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrException.ErrorCode;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.util.NamedList;
import org.apache.solr.core.SolrCore;
import org.apache.solr.request.SolrQueryRequest;
import org.apache.solr.response.SolrQueryResponse;
import org.apache.solr.update.AddUpdateCommand;
import org.apache.solr.update.processor.UpdateRequestProcessor;
import org.apache.solr.update.processor.UpdateRequestProcessorFactory;
import org.apache.solr.util.plugin.SolrCoreAware;

/**
 * Counts the tokens of a document's fields into a numeric field, and holds them to a limit.
 *
 * <pre class="prettyprint">
 * &lt;processor class="io.github.lucenebpe.solr.TokenCountUpdateProcessorFactory"&gt;
 *   &lt;str name="llm"&gt;text-embedding-3-small&lt;/str&gt;
 *   &lt;str name="source"&gt;title&lt;/str&gt;
 *   &lt;str name="source"&gt;body&lt;/str&gt;
 *   &lt;str name="dest"&gt;tokens&lt;/str&gt;
 *   &lt;int name="limit"&gt;8191&lt;/int&gt;
 *   &lt;str name="overLimit"&gt;flag&lt;/str&gt;
 *   &lt;str name="flag"&gt;too_long&lt;/str&gt;
 * &lt;/processor&gt;</pre>
 *
 * <ul>
 *   <li>{@code encoding}, {@code llm} or {@code model}: the tokens, as in the tokenizer {@code bpe}
 *   <li>{@code source}: the fields, once each; all their values count
 *   <li>{@code dest}: the field for the total, with what is left after a cut. Optional with a limit
 *   <li>{@code limit}: greatest number of tokens of all fields together. Optional
 *   <li>{@code overLimit}: {@code fail} (default) refuses a document over the limit with status
 *       400; {@code flag} says so in the boolean field {@code flag}; {@code cut} cuts the texts,
 *       the last first, never inside a character
 * </ul>
 *
 * A document without any of the fields stays as it is.
 */
public final class TokenCountUpdateProcessorFactory extends UpdateRequestProcessorFactory
    implements SolrCoreAware {
  private PluginArguments arguments;
  private EncodingArgument encoding;
  private SourceFields source;
  private String dest;
  private Integer limit;
  private Action overLimit;
  private String flag;

  private TokenCounter counter;
  private TokenLimit tokenLimit;

  /** Made by Solr. */
  public TokenCountUpdateProcessorFactory() {}

  @Override
  public void init(NamedList<?> args) {
    arguments = new PluginArguments(getClass(), args);
    encoding = arguments.encoding();
    List<String> fields = arguments.fields("source");
    source = new SourceFields(fields);
    dest = arguments.get("dest");
    limit = arguments.integer("limit");
    overLimit = arguments.choice("overLimit", Action.values(), Action.FAIL);
    flag = arguments.get("flag");
    arguments.end();
    if (fields.isEmpty()) {
      throw arguments.wrong("'source' is missing");
    }
    if (dest == null && limit == null) {
      throw arguments.wrong("'dest' or 'limit' must be set");
    }
    if ((overLimit == Action.FLAG) != (flag != null)) {
      throw arguments.wrong("'flag' names the field for 'overLimit' flag: one needs the other");
    }
    if (limit == null && overLimit != Action.FAIL) {
      throw arguments.wrong("'overLimit' needs a 'limit'");
    }
  }

  @Override
  public void inform(SolrCore core) {
    counter = arguments.counter(encoding, core.getResourceLoader());
    if (limit != null) {
      tokenLimit = arguments.checked(() -> new TokenLimit(counter, limit, overLimit));
    }
  }

  @Override
  public UpdateRequestProcessor getInstance(
      SolrQueryRequest req, SolrQueryResponse rsp, UpdateRequestProcessor next) {
    return new UpdateRequestProcessor(next) {
      @Override
      public void processAdd(AddUpdateCommand cmd) throws IOException {
        if (!source.areMissing(cmd.getSolrInputDocument())) {
          count(cmd);
        }
        super.processAdd(cmd);
      }
    };
  }

  private void count(AddUpdateCommand cmd) {
    SolrInputDocument doc = cmd.getSolrInputDocument();
    List<String> texts = source.texts(doc);
    long tokens;
    if (tokenLimit == null) {
      tokens = counter.total(texts);
    } else {
      TokenLimit.Checked checked = check(cmd, texts);
      tokens = checked.tokens();
      if (checked.over() && overLimit == Action.CUT) {
        source.replace(doc, checked.texts());
      }
      if (flag != null) {
        source.set(doc, flag, checked.over());
      }
    }
    if (dest != null) {
      source.set(doc, dest, tokens);
    }
  }

  private TokenLimit.Checked check(AddUpdateCommand cmd, List<String> texts) {
    try {
      return tokenLimit.check(texts);
    } catch (TokenLimitException e) {
      throw new SolrException(
          ErrorCode.BAD_REQUEST,
          "document " + cmd.getPrintableId() + ", " + source + ": " + e.getMessage(),
          e);
    }
  }
}
