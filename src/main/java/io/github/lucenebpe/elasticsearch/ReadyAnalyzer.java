package io.github.lucenebpe.elasticsearch;

import io.github.lucenebpe.plugin.LazyAnalyzer;
import org.apache.lucene.analysis.Analyzer;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.AnalyzerFactory;

/** Analyzers that need no settings: the tokenizer of an encoding and nothing else. */
public abstract class ReadyAnalyzer implements AnalyzerFactory {
  private final String encoding;

  private ReadyAnalyzer(String encoding) {
    this.encoding = encoding;
  }

  @Override
  public final Analyzer create() {
    return LazyAnalyzer.ofTokens(encoding);
  }

  /** The tokens of r50k_base. */
  @NamedComponent("bpe_r50k_base")
  public static final class R50kBase extends ReadyAnalyzer {
    /** Made by Elasticsearch. */
    public R50kBase() {
      super("r50k_base");
    }
  }

  /** The tokens of p50k_base. */
  @NamedComponent("bpe_p50k_base")
  public static final class P50kBase extends ReadyAnalyzer {
    /** Made by Elasticsearch. */
    public P50kBase() {
      super("p50k_base");
    }
  }

  /** The tokens of p50k_edit. */
  @NamedComponent("bpe_p50k_edit")
  public static final class P50kEdit extends ReadyAnalyzer {
    /** Made by Elasticsearch. */
    public P50kEdit() {
      super("p50k_edit");
    }
  }

  /** The tokens of cl100k_base. */
  @NamedComponent("bpe_cl100k_base")
  public static final class Cl100kBase extends ReadyAnalyzer {
    /** Made by Elasticsearch. */
    public Cl100kBase() {
      super("cl100k_base");
    }
  }

  /** The tokens of o200k_base. */
  @NamedComponent("bpe_o200k_base")
  public static final class O200kBase extends ReadyAnalyzer {
    /** Made by Elasticsearch. */
    public O200kBase() {
      super("o200k_base");
    }
  }

  /** The tokens of o200k_harmony. */
  @NamedComponent("bpe_o200k_harmony")
  public static final class O200kHarmony extends ReadyAnalyzer {
    /** Made by Elasticsearch. */
    public O200kHarmony() {
      super("o200k_harmony");
    }
  }
}
