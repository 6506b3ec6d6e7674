package io.github.lucenebpe.bpe;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What to do with special tokens that stand in a text: take them as the tokens that they are,
 * reject the text, or read them as plain text.
 *
 * <p>In terms of tiktoken's {@code encode(allowed_special, disallowed_special)}, and of minbpe's
 * {@code allowed_special}:
 *
 * <table>
 * <caption>The policies of the reference implementations</caption>
 * <tr><th>here</th><th>tiktoken</th><th>minbpe</th></tr>
 * <tr><td>{@link #ALL}</td><td>{@code "all", ()}</td><td>{@code "all"}</td></tr>
 * <tr><td>{@link #NONE}</td><td>{@code set(), "all"} (its default)</td><td>{@code "none_raise"}</td></tr>
 * <tr><td>{@link #ORDINARY}</td><td>{@code set(), ()}</td><td>{@code "none"}</td></tr>
 * <tr><td>{@link #only}{@code (a)}</td><td>{@code {a}, ()}</td><td>{@code {a}}</td></tr>
 * <tr><td>{@code only(a).}{@link #rejectingOthers}{@code ()}</td><td>{@code {a}, "all"}</td><td></td></tr>
 * <tr><td>{@code only(a).}{@link #rejecting}{@code (b)}</td><td>{@code {a}, {b}}</td><td></td></tr>
 * </table>
 *
 * <p>Immutable and thread-safe.
 */
public final class SpecialTokens {
  /** Every special token of the encoding that stands in the text becomes its id. */
  public static final SpecialTokens ALL = new SpecialTokens(null, Set.of());

  /** Text that holds a special token is rejected: an exception names the token and its place. */
  public static final SpecialTokens NONE = new SpecialTokens(Set.of(), null);

  /** Special tokens are plain text. */
  public static final SpecialTokens ORDINARY = new SpecialTokens(Set.of(), Set.of());

  /** Names of the tokens that become their ids; null for all of the encoding. */
  private final Set<String> allowed;

  /** Strings that a text must not hold; null for all tokens of the encoding but the allowed. */
  private final Set<String> rejected;

  private SpecialTokens(Set<String> allowed, Set<String> rejected) {
    this.allowed = allowed;
    this.rejected = rejected;
  }

  /**
   * The named tokens become their ids, all others are plain text. Names that the encoding does not
   * have are ignored, as in tiktoken.
   */
  public static SpecialTokens only(String... names) {
    return new SpecialTokens(set(names), Set.of());
  }

  /** The same, and text that holds another special token of the encoding is rejected. */
  public SpecialTokens rejectingOthers() {
    return new SpecialTokens(allowed, null);
  }

  /**
   * The same, and text that holds one of these strings is rejected, special tokens or not.
   *
   * @throws IllegalArgumentException if a string is empty
   */
  public SpecialTokens rejecting(String... strings) {
    if (Arrays.asList(strings).contains("")) {
      throw new IllegalArgumentException("cannot reject the empty string: every text holds it");
    }
    return new SpecialTokens(allowed, set(strings));
  }

  private static Set<String> set(String... strings) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(strings)));
  }

  boolean allows(String name) {
    return allowed == null || allowed.contains(name);
  }

  boolean allowsAny() {
    return allowed == null || !allowed.isEmpty();
  }

  /** The strings to reject, of which {@code names} are the special tokens of the encoding. */
  Set<String> rejected(Set<String> names) {
    if (rejected != null) {
      return rejected;
    }
    Set<String> others = new LinkedHashSet<>();
    for (String name : names) {
      if (!allows(name)) {
        others.add(name);
      }
    }
    return others;
  }
}
