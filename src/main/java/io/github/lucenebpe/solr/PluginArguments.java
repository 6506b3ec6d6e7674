package io.github.lucenebpe.solr;

import io.github.lucenebpe.count.TokenCounter;
import io.github.lucenebpe.lucene.EncodingArgument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.lucene.util.ResourceLoader;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrException.ErrorCode;
import org.apache.solr.common.util.NamedList;

/**
 * The settings of a plugin in {@code solrconfig.xml}. What is wrong with them stops the core from
 * being created, with a message that names the plugin, the setting and its value.
 */
final class PluginArguments {
  private final String plugin;
  private final NamedList<?> args;
  private final Set<String> unread = new LinkedHashSet<>();

  /**
   * Settings.
   *
   * @param plugin its class, for messages
   */
  PluginArguments(Class<?> plugin, NamedList<?> args) {
    this.plugin = plugin.getSimpleName();
    this.args = args;
    for (int i = 0; i < args.size(); i++) {
      unread.add(args.getName(i));
    }
  }

  /** An optional setting; null if it is missing. */
  String get(String name) {
    List<String> values = list(name);
    if (values.size() > 1) {
      throw wrong("'" + name + "' can have one value, got " + values);
    }
    return values.isEmpty() ? null : values.get(0);
  }

  /** A setting that must be there. */
  String require(String name) {
    String value = get(name);
    if (value == null) {
      throw wrong("'" + name + "' is missing");
    }
    return value;
  }

  /** The values of a setting that may be given several times or as an array. */
  List<String> list(String name) {
    unread.remove(name);
    List<String> values = new ArrayList<>();
    for (Object value : args.getAll(name)) {
      Stream<?> several = value instanceof Collection<?> many ? many.stream() : Stream.of(value);
      several.map(one -> String.valueOf(one).strip()).forEach(values::add);
    }
    if (values.contains("")) {
      throw wrong("'" + name + "' is empty");
    }
    return values;
  }

  /** The same for names of fields, each of which may stand there once. */
  List<String> fields(String name) {
    List<String> fields = list(name);
    if (new HashSet<>(fields).size() < fields.size()) {
      throw wrong("'" + name + "' names a field twice: " + fields);
    }
    return fields;
  }

  /** An optional number; null if it is missing. */
  Integer integer(String name) {
    String value = get(name);
    try {
      return value == null ? null : Integer.valueOf(value);
    } catch (NumberFormatException e) {
      throw wrong(
          "'"
              + name
              + "' must be a whole number of at most "
              + Integer.MAX_VALUE
              + ", got "
              + value);
    }
  }

  /** One of the constants of an enum, in small letters. */
  <E extends Enum<E>> E choice(String name, E[] values, E byDefault) {
    String value = get(name);
    return value == null ? byDefault : checked(() -> constant(name, values, value));
  }

  /**
   * The constant of an enum that a setting names.
   *
   * @throws IllegalArgumentException if there is none; the message lists what there is
   */
  static <E extends Enum<E>> E constant(String setting, E[] values, String value) {
    List<String> names =
        Arrays.stream(values).map(constant -> constant.name().toLowerCase(Locale.ROOT)).toList();
    int index = names.indexOf(value);
    if (index < 0) {
      throw new IllegalArgumentException(
          "'" + setting + "' must be one of " + names + ", got " + value);
    }
    return values[index];
  }

  /** The settings {@code encoding}, {@code llm} and {@code model}, one of which must be there. */
  EncodingArgument encoding() {
    return checked(() -> new EncodingArgument(get("encoding"), get("llm"), get("model"), null));
  }

  /** The same if one of them is there, else null. */
  EncodingArgument encodingOrNull() {
    boolean any = Stream.of("encoding", "llm", "model").anyMatch(unread::contains);
    return any ? encoding() : null;
  }

  /** The counter for an encoding, whose model file is loaded now. */
  TokenCounter counter(EncodingArgument encoding, ResourceLoader loader) {
    try {
      encoding.inform(loader);
      return new TokenCounter(encoding.encoding());
    } catch (IOException | IllegalArgumentException e) {
      throw wrong("wrong 'model': " + e.getMessage());
    }
  }

  /** Refuses settings that nobody asked for. */
  void end() {
    if (!unread.isEmpty()) {
      throw wrong("unknown settings " + unread);
    }
  }

  /** What a call returns; its complaint about an argument becomes one about this plugin. */
  <T> T checked(Supplier<T> call) {
    try {
      return call.get();
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  SolrException wrong(String what) {
    return new SolrException(ErrorCode.SERVER_ERROR, plugin + ": " + what);
  }
}
