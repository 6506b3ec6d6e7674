package io.github.lucenebpe.it;

import org.junit.ClassRule;
import org.junit.rules.RuleChain;
import org.junit.runner.RunWith;
import org.junit.runners.Suite;

/** The two plugins in a node of Elasticsearch. */
@RunWith(Suite.class)
@Suite.SuiteClasses({
  ElasticsearchPackageChecks.class,
  AnalysisChecks.class,
  IngestChecks.class,
  PassageChecks.class,
  ReadmeChecks.class
})
public class TestElasticsearch {
  @ClassRule
  public static final RuleChain NODE =
      RuleChain.outerRule(EngineUnderTest.ENGINE).around(new PassageIndex(""));
}
