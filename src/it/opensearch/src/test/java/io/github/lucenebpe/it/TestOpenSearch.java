package io.github.lucenebpe.it;

import org.junit.ClassRule;
import org.junit.rules.RuleChain;
import org.junit.runner.RunWith;
import org.junit.runners.Suite;

/** The plugin in a node of OpenSearch. */
@RunWith(Suite.class)
@Suite.SuiteClasses({
  OpenSearchPackageChecks.class,
  AnalysisChecks.class,
  BudgetChecks.class,
  IngestChecks.class,
  PassageChecks.class,
  OpenSearchReadmeChecks.class
})
public class TestOpenSearch {
  @ClassRule
  public static final RuleChain NODE =
      RuleChain.outerRule(EngineUnderTest.ENGINE)
          .around(
              new PassageIndex(
                  """
                  , "length": {"type": "token_count", "analyzer": "bpe_cl100k_base"}"""));
}
