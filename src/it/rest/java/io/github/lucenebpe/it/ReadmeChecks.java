package io.github.lucenebpe.it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.util.List;
import org.junit.Test;

/** The requests of the README as they stand there. */
public class ReadmeChecks {
  private static final Engine ENGINE = EngineUnderTest.ENGINE;

  @Test
  public void testRequestsOfTheReadme() throws IOException {
    List<JsonNode> answers = ReadmeRequests.send("rest", ENGINE.rest());
    assertFalse(answers.get(2).toString(), answers.get(2).get("errors").asBoolean());
    JsonNode found = answers.get(3);
    assertEquals(List.of("1"), found.at("/hits/hits").findValuesAsText("_id"));
    Encoding gpt4o = Encodings.forModel("gpt-4o");
    String body = "Hello world, hello search engines. How many tokens are you?";
    JsonNode source = found.at("/hits/hits/0/_source");
    assertEquals(gpt4o.count("greeting") + gpt4o.count(body), source.get("tokens").asInt());
    assertEquals(body, source.at("/chunks/0/text").asText());
    assertEquals(source.get("tokens").asInt(), found.at("/aggregations/cost/value").asInt());
    assertEquals(
        "[\"Hello<em> world, hello</em> search engines. How many tokens are you?\"]",
        answers.get(4).at("/hits/hits/0/highlight/body.exact").toString().replace("</em><em>", ""));
    assertEquals(List.of("15339", "1917"), answers.get(5).findValuesAsText("token"));
  }
}
