package io.github.lucenebpe.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.lucene.analysis.TokenFilterFactory;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.TokenizerFactory;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.util.Version;
import org.apache.solr.core.SolrResourceLoader;
import org.apache.solr.schema.IndexSchema;
import org.apache.solr.schema.IndexSchemaFactory;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What can be tried of Solr 10 where no whole node can be had: its {@link IndexSchema} reads the
 * schema and analyzes a text with it, and all of Solr and Lucene that the package calls is there.
 * Runs with Solr 10 and Lucene 10 before everything else on the class path.
 */
public final class Solr10Main {
  private Solr10Main() {}

  /**
   * Prints the terms of a text and what is missing.
   *
   * @param args the instance folder, which has {@code conf}; the package; a field; a text
   */
  public static void main(String[] args) throws Exception {
    Path jar = Path.of(args[1]);
    URL[] urls = {jar.toUri().toURL()};
    try (URLClassLoader plugins = new URLClassLoader(urls, Solr10Main.class.getClassLoader());
        SolrResourceLoader loader = new SolrResourceLoader(Path.of(args[0]), plugins)) {
      System.out.println("solr " + IndexSchema.class.getPackage().getImplementationVersion());
      // As a node does for the jars of its lib folder.
      TokenizerFactory.reloadTokenizers(plugins);
      TokenFilterFactory.reloadTokenFilters(plugins);
      IndexSchema schema =
          new IndexSchema(
              "schema.xml",
              IndexSchemaFactory.getConfigResource(null, null, loader, "schema.xml"),
              Version.LATEST,
              loader,
              new Properties());
      System.out.println("terms " + terms(schema, args[2], args[3]));
      System.out.println("missing " + missing(jar, plugins));
    }
  }

  private static String terms(IndexSchema schema, String field, String text) throws IOException {
    StringBuilder terms = new StringBuilder();
    try (TokenStream tokens = schema.getIndexAnalyzer().tokenStream(field, text)) {
      CharTermAttribute term = tokens.getAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        terms.append(terms.isEmpty() ? "" : " ").append(term);
      }
      tokens.end();
    }
    return terms.toString();
  }

  /** The methods that classes of a jar call and that are not there. */
  private static Set<String> missing(Path jar, ClassLoader loader) throws IOException {
    Set<String> missing = new TreeSet<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
        if (entry.getName().endsWith(".class")) {
          try (InputStream in = file.getInputStream(entry)) {
            new ClassReader(in).accept(calls(loader, missing), 0);
          }
        }
      }
    }
    return missing;
  }

  private static ClassVisitor calls(ClassLoader loader, Set<String> missing) {
    return new ClassVisitor(Opcodes.ASM9) {
      @Override
      public MethodVisitor visitMethod(
          int access, String name, String descriptor, String signature, String[] exceptions) {
        return new MethodVisitor(Opcodes.ASM9) {
          @Override
          public void visitMethodInsn(
              int opcode, String owner, String method, String type, boolean isInterface) {
            if (owner.startsWith("org/apache/") && !exists(loader, owner, method, type)) {
              missing.add(owner + "." + method + type);
            }
          }
        };
      }
    };
  }

  /** Whether a class or what it inherits from declares a method, by the class files alone. */
  private static boolean exists(ClassLoader loader, String owner, String method, String type) {
    boolean[] found = {false};
    ClassReader reader;
    try (InputStream in = loader.getResourceAsStream(owner + ".class")) {
      if (in == null) {
        return false;
      }
      reader = new ClassReader(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            found[0] |= name.equals(method) && descriptor.equals(type);
            return null;
          }
        },
        ClassReader.SKIP_CODE);
    return found[0]
        || Stream.concat(
                Stream.ofNullable(reader.getSuperName()), Stream.of(reader.getInterfaces()))
            .anyMatch(parent -> exists(loader, parent, method, type));
  }
}
