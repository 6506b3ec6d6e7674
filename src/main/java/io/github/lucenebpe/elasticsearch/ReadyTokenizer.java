package io.github.lucenebpe.elasticsearch;

import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.lucene.BpeTokenizer;
import io.github.lucenebpe.lucene.TermKind;
import io.github.lucenebpe.model.Encodings;
import org.apache.lucene.analysis.Tokenizer;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.TokenizerFactory;

/** Tokenizers that need no settings, one for each shipped encoding. */
public abstract class ReadyTokenizer implements TokenizerFactory {
  private final String encoding;

  private ReadyTokenizer(String encoding) {
    this.encoding = encoding;
  }

  @Override
  public final Tokenizer create() {
    return new BpeTokenizer(Encodings.get(encoding), SpecialTokens.ORDINARY, TermKind.ID);
  }

  /** The tokens of r50k_base. */
  @NamedComponent("bpe_r50k_base")
  public static final class R50kBase extends ReadyTokenizer {
    /** Made by Elasticsearch. */
    public R50kBase() {
      super("r50k_base");
    }
  }

  /** The tokens of p50k_base. */
  @NamedComponent("bpe_p50k_base")
  public static final class P50kBase extends ReadyTokenizer {
    /** Made by Elasticsearch. */
    public P50kBase() {
      super("p50k_base");
    }
  }

  /** The tokens of p50k_edit. */
  @NamedComponent("bpe_p50k_edit")
  public static final class P50kEdit extends ReadyTokenizer {
    /** Made by Elasticsearch. */
    public P50kEdit() {
      super("p50k_edit");
    }
  }

  /** The tokens of cl100k_base. */
  @NamedComponent("bpe_cl100k_base")
  public static final class Cl100kBase extends ReadyTokenizer {
    /** Made by Elasticsearch. */
    public Cl100kBase() {
      super("cl100k_base");
    }
  }

  /** The tokens of o200k_base. */
  @NamedComponent("bpe_o200k_base")
  public static final class O200kBase extends ReadyTokenizer {
    /** Made by Elasticsearch. */
    public O200kBase() {
      super("o200k_base");
    }
  }

  /** The tokens of o200k_harmony. */
  @NamedComponent("bpe_o200k_harmony")
  public static final class O200kHarmony extends ReadyTokenizer {
    /** Made by Elasticsearch. */
    public O200kHarmony() {
      super("o200k_harmony");
    }
  }
}
