package io.github.lucenebpe.plugin;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.lucene.util.ResourceLoader;

/**
 * The settings of a processor, from the map in which an engine has them.
 *
 * <p>Each setting is taken out of the map when it is asked for: what is left in the end is unknown.
 * All methods throw {@link SettingException} if the value is missing or wrong.
 */
public final class ProcessorSettings {
  private static final String ENCODING = "encoding";
  private static final String LLM = "llm";
  private static final String MODEL = "model";

  private final Map<String, Object> values;

  /** Settings that will be taken out of a map. */
  public ProcessorSettings(Map<String, Object> values) {
    this.values = values;
  }

  /** Whether there is such a setting; it stays where it is. */
  public boolean has(String name) {
    return values.get(name) != null;
  }

  /**
   * A text.
   *
   * @param defaultValue null if there is no default and the setting is optional
   */
  public String text(String name, String defaultValue) {
    Object value = values.remove(name);
    if (value == null) {
      return defaultValue;
    }
    if (value instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw wrong(name, "a text", value);
  }

  /** Paths of one or more fields, each once: a text or a list of texts. */
  public List<String> fields(String name) {
    Object value = values.remove(name);
    if (value == null) {
      throw new SettingException(name, "required property is missing");
    }
    List<?> list = value instanceof List<?> several ? several : List.of(value);
    if (list.isEmpty()
        || !list.stream().allMatch(text -> text instanceof String s && !s.isEmpty())) {
      throw wrong(name, "a text or a list of texts", value);
    }
    if (Set.copyOf(list).size() < list.size()) {
      throw new SettingException(name, "must name each field once, got [" + value + "]");
    }
    return list.stream().map(String.class::cast).toList();
  }

  /** A whole number that has to be there. */
  public int number(String name) {
    if (!has(name)) {
      throw new SettingException(name, "required property is missing");
    }
    return number(name, 0);
  }

  /** A whole number. */
  public int number(String name, int defaultValue) {
    Object value = values.remove(name);
    if (value == null) {
      return defaultValue;
    }
    try {
      return Integer.parseInt(value.toString());
    } catch (NumberFormatException e) {
      throw wrong(name, "a whole number of at most " + Integer.MAX_VALUE, value);
    }
  }

  /** True or false. */
  public boolean flag(String name, boolean defaultValue) {
    Object value = values.remove(name);
    if (value == null) {
      return defaultValue;
    }
    return switch (value.toString()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, "true or false", value);
    };
  }

  /** One of the constants of a type, in small letters. */
  public <E extends Enum<E>> E choice(String name, E defaultValue) {
    Object value = values.remove(name);
    if (value == null) {
      return defaultValue;
    }
    E[] choices = defaultValue.getDeclaringClass().getEnumConstants();
    return Arrays.stream(choices)
        .filter(choice -> lower(choice).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    name,
                    "one of " + Arrays.stream(choices).map(ProcessorSettings::lower).toList(),
                    value));
  }

  /**
   * The encoding that one of {@code encoding}, {@code llm} and {@code model} names.
   *
   * @param config opens model files
   */
  public Encoding encoding(ResourceLoader config) {
    String encoding = text(ENCODING, null);
    String llm = text(LLM, null);
    String model = text(MODEL, null);
    if (Stream.of(encoding, llm, model).filter(Objects::nonNull).count() != 1) {
      throw new SettingException(
          ENCODING, "exactly one of [encoding], [llm] and [model] must be set");
    }
    String name = encoding != null ? ENCODING : llm != null ? LLM : MODEL;
    try {
      if (encoding != null) {
        return Encodings.get(encoding);
      }
      return llm != null ? Encodings.forModel(llm) : load(model, config);
    } catch (IllegalArgumentException | IOException e) {
      throw new SettingException(name, e.getMessage(), e);
    }
  }

  private static Encoding load(String model, ResourceLoader config) throws IOException {
    try (InputStream in = config.openResource(model)) {
      return Encodings.load(in, model);
    }
  }

  /** Runs a constructor that checks its numbers, and blames a setting if it refuses them. */
  public static <T> T checked(String name, Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (IllegalArgumentException e) {
      throw new SettingException(name, e.getMessage(), e);
    }
  }

  /** Refuses settings that nothing has asked for. */
  public void requireNoOthers() {
    if (!values.isEmpty()) {
      throw new SettingException(
          values.keySet().iterator().next(), "unknown property; unknown are " + values.keySet());
    }
  }

  private static SettingException wrong(String name, String expected, Object value) {
    return new SettingException(name, "must be " + expected + ", got [" + value + "]");
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
