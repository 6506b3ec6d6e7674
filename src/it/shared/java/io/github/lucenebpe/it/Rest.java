package io.github.lucenebpe.it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Requests to a node, noted in a file with their answers, both shortened. Thread-safe. */
final class Rest {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final int SHOWN = 600;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI node;
  private final Path transcript;

  Rest(URI node, Path transcript) {
    this.node = node;
    this.transcript = transcript;
  }

  /** A value as JSON. */
  static String json(Object value) throws IOException {
    return JSON.writeValueAsString(value);
  }

  /** Where the node is. */
  URI uri() {
    return node;
  }

  /** An answer whose status has to be 200 or 201. */
  JsonNode ok(String request, String body) throws IOException {
    HttpResponse<String> response = send(request, body);
    assertEquals(request + "\n" + body + "\n" + response.body(), 2, response.statusCode() / 100);
    return JSON.readTree(response.body());
  }

  /** The answer to a request that is wrong: its status has to be 400; the messages in it. */
  String refusal(String request, String body) throws IOException {
    HttpResponse<String> response = send(request, body);
    assertEquals(request + "\n" + body + "\n" + response.body(), 400, response.statusCode());
    JsonNode answer = JSON.readTree(response.body());
    String messages =
        Stream.of("reason", "msg")
            .flatMap(name -> answer.findValuesAsText(name).stream())
            .collect(Collectors.joining("\n"));
    assertTrue(response.body(), !messages.isEmpty());
    return messages;
  }

  /**
   * Sends a request.
   *
   * @param request method and path, such as {@code PUT /docs}
   * @param body JSON, or lines of JSON, or null
   */
  HttpResponse<String> send(String request, String body) throws IOException {
    return send(
        request,
        body,
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body),
        "application/json");
  }

  /** Sends a file. */
  HttpResponse<String> upload(String request, byte[] file) throws IOException {
    return send(
        request,
        "(a file)",
        HttpRequest.BodyPublishers.ofByteArray(file),
        "application/octet-stream");
  }

  private HttpResponse<String> send(
      String request, String body, HttpRequest.BodyPublisher content, String contentType)
      throws IOException {
    String[] methodAndPath = request.split(" ", 2);
    HttpRequest.Builder http =
        HttpRequest.newBuilder(node.resolve(methodAndPath[1])).method(methodAndPath[0], content);
    if (body != null) {
      http.header("Content-Type", contentType);
    }
    try {
      HttpResponse<String> response =
          client.send(http.build(), HttpResponse.BodyHandlers.ofString());
      note(request, body, response);
      return response;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private synchronized void note(String request, String body, HttpResponse<String> response)
      throws IOException {
    String lines =
        request
            + "\n"
            + (body == null ? "" : shortened(body) + "\n")
            + response.statusCode()
            + " "
            + shortened(response.body())
            + "\n\n";
    Files.writeString(transcript, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String shortened(String text) {
    String flat = text.strip();
    return flat.length() <= SHOWN ? flat : flat.substring(0, SHOWN) + " …";
  }
}
