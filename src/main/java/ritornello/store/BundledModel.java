package ritornello.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A model among the program's resources. */
final class BundledModel implements ModelFiles {
  /** Where models lie, each in a folder of its name, with a file {@link #INDEX}. */
  static final String ROOT = "/ritornello/models/";

  /** One name a line. */
  static final String INDEX = "index";

  private final String name;
  private final String root;

  BundledModel(String name, String root) {
    this.name = name;
    this.root = root;
  }

  /** The names that the index has, sorted; none without an index. */
  static List<String> names(String root) throws IOException {
    try (InputStream in = BundledModel.class.getResourceAsStream(root + INDEX)) {
      if (in == null) {
        return List.of();
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .sorted()
          .toList();
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String place() {
    return "bundled model " + name;
  }

  @Override
  public boolean has(String file) {
    return BundledModel.class.getResource(resource(file)) != null;
  }

  @Override
  public InputStream open(String file) throws IOException {
    InputStream in = BundledModel.class.getResourceAsStream(resource(file));
    if (in == null) {
      throw new IOException(place() + " has no " + file + "; the program's jar is incomplete");
    }
    return in;
  }

  private String resource(String file) {
    return root + name + "/" + file;
  }
}
