package io.github.lucenebpe.it;

import static org.junit.Assert.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends the requests of the README as they stand there. */
final class ReadmeRequests {
  private static final Pattern CURL =
      Pattern.compile("curl -X (\\w+) 'http://localhost:9200(/[^']*)'(?: --json '\\n([^']*)')?");

  private ReadmeRequests() {}

  /**
   * Sends the requests of a block, each of which has to succeed.
   *
   * @param mark the comment before the block
   * @return their answers
   */
  static List<JsonNode> send(String mark, Rest rest) throws IOException {
    String readme = Files.readString(Path.of(System.getProperty("bpe.basedir"), "README.md"));
    int start = readme.indexOf("<!-- " + mark + " -->\n```sh\n");
    Matcher curl = CURL.matcher(readme).region(start, readme.indexOf("\n```\n", start));
    List<JsonNode> answers = new ArrayList<>();
    while (curl.find()) {
      answers.add(rest.ok(curl.group(1) + " " + curl.group(2), curl.group(3)));
    }
    assertFalse("no requests after " + mark, answers.isEmpty());
    return answers;
  }
}
