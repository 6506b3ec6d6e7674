package io.github.lucenebpe.cli;

import static org.junit.Assert.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A command that was run in this process, with what it printed. */
final class CommandRun {
  private final int status;
  private final byte[] bytes;
  private final String err;

  private CommandRun(int status, byte[] bytes, String err) {
    this.status = status;
    this.bytes = bytes;
    this.err = err;
  }

  /** Runs a command with nothing on standard input. */
  static CommandRun bpe(String... args) {
    return bpeWithInput(new byte[0], args);
  }

  /** Runs a command with a text on standard input. */
  static CommandRun bpeWithInput(String input, String... args) {
    return bpeWithInput(input.getBytes(StandardCharsets.UTF_8), args);
  }

  /** Runs a command with bytes on standard input. */
  static CommandRun bpeWithInput(byte[] input, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status = Bpe.run(Console.of(new ByteArrayInputStream(input), out, err), args);
    return new CommandRun(status, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
  }

  int status() {
    return status;
  }

  byte[] bytes() {
    return bytes;
  }

  String err() {
    return err;
  }

  String out() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The command went well and printed exactly this. */
  void prints(String expected) {
    succeeds();
    assertEquals(expected, out());
  }

  /** The command went well and said nothing on standard error. */
  CommandRun succeeds() {
    assertEquals("", err);
    assertEquals(0, status);
    return this;
  }

  /** The input was wrong, and one line says why. */
  void rejectsInput(String message) {
    assertEquals("bpe: " + message + "\n", err);
    assertEquals(1, status);
  }

  /** The arguments were wrong, and one line says why. */
  void rejectsUsage(String message) {
    assertEquals("bpe: " + message + "\n", err);
    assertEquals(2, status);
  }
}
