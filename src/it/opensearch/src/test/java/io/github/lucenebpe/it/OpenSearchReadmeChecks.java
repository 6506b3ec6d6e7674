package io.github.lucenebpe.it;

import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.Test;

/** The requests of the README, and those that only OpenSearch understands after them. */
public class OpenSearchReadmeChecks extends ReadmeChecks {

  @Override
  @Test
  public void testRequestsOfTheReadme() throws IOException {
    super.testRequestsOfTheReadme();
    JsonNode report =
        ReadmeRequests.send("opensearch", EngineUnderTest.ENGINE.rest())
            .get(1)
            .at("/ext/llm_token_budget");
    assertTrue(report.toString(), report.get("used").asInt() <= 20);
    assertTrue(report.toString(), report.has("cut"));
  }
}
