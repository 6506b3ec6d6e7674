package io.github.lucenebpe.solr;

import io.github.lucenebpe.count.TokenCounter;
import io.github.lucenebpe.lucene.EncodingArgument;
import java.util.List;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrException.ErrorCode;
import org.apache.solr.common.params.SolrParams;
import org.apache.solr.common.util.NamedList;
import org.apache.solr.common.util.StrUtils;
import org.apache.solr.core.SolrCore;
import org.apache.solr.request.SolrQueryRequest;
import org.apache.solr.response.transform.DocTransformer;
import org.apache.solr.response.transform.TransformerFactory;
import org.apache.solr.search.DocIterationInfo;

/**
 * The number of tokens of a document as a field of the answer: {@code fl=id,[tokens f=title,body]},
 * {@code fl=n:[tokens f=body llm=gpt-4o]}.
 *
 * <pre class="prettyprint">
 * &lt;transformer name="tokens" class="io.github.lucenebpe.solr.TokensTransformerFactory"&gt;
 *   &lt;str name="encoding"&gt;o200k_base&lt;/str&gt;
 * &lt;/transformer&gt;</pre>
 *
 * <p>{@code f}: stored fields, separated by commas. {@code count}: numeric field that holds the
 * count already, where it has a value. {@code encoding} or {@code llm} in the request go before
 * what is configured, which may also be a {@code model} file.
 */
public final class TokensTransformerFactory extends TransformerFactory {
  private PluginArguments arguments;
  private EncodingArgument configured;
  private TokenCounter configuredCounter;

  /** Made by Solr. */
  public TokensTransformerFactory() {}

  @Override
  public void init(NamedList<?> args) {
    super.init(args);
    arguments = new PluginArguments(getClass(), args);
    configured = arguments.encodingOrNull();
    arguments.end();
  }

  @Override
  public DocTransformer create(String field, SolrParams params, SolrQueryRequest req) {
    String fields = params.get("f");
    if (fields == null || fields.isBlank()) {
      throw new SolrException(
          ErrorCode.BAD_REQUEST, "[tokens] needs f, the fields to count, as in [tokens f=body]");
    }
    DocumentTexts texts =
        new DocumentTexts(
            List.copyOf(StrUtils.splitSmart(fields, ",", true)),
            params.get("count"),
            counter(params, req));
    texts.requireReadable(req.getSchema());
    return new Transformer(field, texts);
  }

  private TokenCounter counter(SolrParams params, SolrQueryRequest req) {
    String encoding = params.get("encoding");
    String llm = params.get("llm");
    if (encoding == null && llm == null && configured != null) {
      return configuredCounter(req.getCore());
    }
    try {
      return new TokenCounter(new EncodingArgument(encoding, llm, null, null).encoding());
    } catch (IllegalArgumentException e) {
      throw new SolrException(ErrorCode.BAD_REQUEST, "[tokens]: " + e.getMessage(), e);
    }
  }

  /** Made when first needed, because Solr tells transformers no earlier where their files are. */
  private synchronized TokenCounter configuredCounter(SolrCore core) {
    if (configuredCounter == null) {
      configuredCounter = arguments.counter(configured, core.getResourceLoader());
    }
    return configuredCounter;
  }

  private static final class Transformer extends DocTransformer {
    private final String name;
    private final DocumentTexts texts;

    Transformer(String name, DocumentTexts texts) {
      this.name = name;
      this.texts = texts;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public String[] getExtraRequestFields() {
      return texts.allFields().toArray(String[]::new);
    }

    /** What Solr 9 calls. */
    @Override
    @SuppressWarnings("deprecation")
    public void transform(SolrDocument doc, int docid) {
      doc.setField(name, texts.count(doc));
    }

    /** What Solr 10 calls. */
    @Override
    public void transform(SolrDocument doc, int docid, DocIterationInfo docInfo) {
      doc.setField(name, texts.count(doc));
    }
  }
}
