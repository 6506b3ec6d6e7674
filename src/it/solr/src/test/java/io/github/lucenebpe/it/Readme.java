package io.github.lucenebpe.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the README says of Solr, for the tests to do. */
final class Readme {
  private static final Pattern BLOCK = Pattern.compile("(?s)```(\\w+)\n(.*?)```");
  private static final Pattern CURL =
      Pattern.compile("(?s)curl 'http://localhost:8983([^']*)' --json '\\s*(.*?)'");

  private final List<String> xml = new ArrayList<>();
  private final List<String> shell = new ArrayList<>();

  private Readme() {}

  /** Reads the section on Solr. */
  static Readme ofSolr() throws IOException {
    String text = Files.readString(Path.of(System.getProperty("bpe.basedir"), "README.md"));
    String section = text.substring(text.indexOf("## In Solr\n"));
    section = section.substring(0, section.indexOf("\n## "));
    Readme readme = new Readme();
    for (Matcher m = BLOCK.matcher(section); m.find(); ) {
      (m.group(1).equals("xml") ? readme.xml : readme.shell).add(m.group(2));
    }
    return readme;
  }

  String schema() {
    return xml.get(0);
  }

  String solrConfig() {
    return xml.get(1);
  }

  /** A request: its path and its JSON. */
  record Request(String path, String json) {}

  List<Request> requests() {
    List<Request> requests = new ArrayList<>();
    for (Matcher m = CURL.matcher(shell.get(0)); m.find(); ) {
      requests.add(new Request(m.group(1), m.group(2)));
    }
    return requests;
  }
}
