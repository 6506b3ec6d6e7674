package io.github.lucenebpe.elasticsearch;

import static org.junit.Assert.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.elasticsearch.plugin.Extensible;
import org.elasticsearch.plugin.NamedComponent;
import org.junit.Test;

/** The list of components that Elasticsearch reads says what the annotations say. */
public class TestNamedComponents {

  @Test
  public void testListAgreesWithAnnotations() throws IOException {
    Map<String, Map<String, String>> components = new TreeMap<>();
    for (JavaClass c :
        new ClassFileImporter().importPackages("io.github.lucenebpe.elasticsearch")) {
      if (c.isAnnotatedWith(NamedComponent.class)) {
        components
            .computeIfAbsent(extensible(c), name -> new TreeMap<>())
            .put(c.getAnnotationOfType(NamedComponent.class).value(), c.getName());
      }
    }
    assertEquals(
        json(components),
        Files.readString(Path.of("src", "assembly", "elasticsearch", "named_components.json")));
  }

  private static String extensible(JavaClass component) {
    return component.getAllRawInterfaces().stream()
        .filter(c -> c.isAnnotatedWith(Extensible.class))
        .map(JavaClass::getName)
        .collect(Collectors.joining(" and "));
  }

  private static String json(Map<String, Map<String, String>> components) {
    return components.entrySet().stream()
        .map(
            type ->
                type.getValue().entrySet().stream()
                    .map(c -> "    \"%s\": \"%s\"".formatted(c.getKey(), c.getValue()))
                    .collect(
                        Collectors.joining(",\n", "  \"" + type.getKey() + "\": {\n", "\n  }")))
        .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
  }
}
