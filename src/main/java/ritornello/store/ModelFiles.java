package ritornello.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of a model, for reading: a directory, or bundled with the program.
 *
 * <p>What the JSON files hold is up to who writes them; here they are any record.
 */
public sealed interface ModelFiles permits ModelDirectory, BundledModel {
  /** The weights, as safetensors. */
  String WEIGHTS = "model.safetensors";

  /** What the network is made of, as JSON. */
  String CONFIG = "config.json";

  /** The codec and its tokens, as JSON. */
  String VOCABULARY = "vocabulary.json";

  /** How it was trained, as JSON: seed, step, hash of the data, curves. */
  String TRAINING = "training.json";

  /** All that training needs to go on exactly where it stopped, as safetensors. */
  String OPTIMIZER = "optimizer.safetensors";

  /** The runs of what it was trained on, as hashes, in safetensors; models may lack it. */
  String RUNS = "runs.safetensors";

  /** What generating needs. */
  List<String> NEEDED = List.of(CONFIG, VOCABULARY, WEIGHTS);

  /**
   * The model that a user means: a directory if there is a model in it, else the bundled one of
   * this name.
   *
   * @throws IOException if there is neither; the message says what there is
   */
  static ModelFiles resolve(String nameOrPath) throws IOException {
    return resolve(nameOrPath, BundledModel.ROOT);
  }

  /** As above, with the bundled models elsewhere among the resources. */
  static ModelFiles resolve(String nameOrPath, String root) throws IOException {
    Optional<Path> directory = path(nameOrPath);
    if (directory.isPresent() && ModelDirectory.looksLikeModel(directory.get())) {
      return ModelDirectory.open(directory.get());
    }
    List<String> bundled = BundledModel.names(root);
    if (bundled.contains(nameOrPath)) {
      return new BundledModel(nameOrPath, root);
    }
    throw new IOException("no model at " + nameOrPath + ": " + obstacle(directory) + hint(bundled));
  }

  private static String obstacle(Optional<Path> place) {
    if (place.isEmpty() || !Files.exists(place.get())) {
      return "";
    }
    return Files.isDirectory(place.get())
        ? "it is not the folder of a model; "
        : "that is a file, and a model is a folder; ";
  }

  private static String hint(List<String> bundled) {
    if (bundled.isEmpty()) {
      return "train one with 'ritornello train'";
    }
    return "train one, or use '" + String.join("' or '", bundled) + "'";
  }

  /** Names of the models that come with the program, sorted. */
  static List<String> bundled() throws IOException {
    return BundledModel.names(BundledModel.ROOT);
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** What to call it: the name of the directory, or of the bundled model. */
  String name();

  /** Where it is, for people. */
  String place();

  /** Whether there is such a file. */
  boolean has(String file);

  /**
   * One of the files, from its beginning.
   *
   * @throws IOException if there is no such file
   */
  InputStream open(String file) throws IOException;

  /** All bytes of one of the files; as {@link #open}. */
  default byte[] bytes(String file) throws IOException {
    try (InputStream in = open(file)) {
      return in.readAllBytes();
    }
  }

  /** What the network is made of. */
  default <R extends Record> R config(Class<R> type) throws IOException {
    return json(CONFIG, type);
  }

  /** The codec and its tokens. */
  default <R extends Record> R vocabulary(Class<R> type) throws IOException {
    return json(VOCABULARY, type);
  }

  /** How it was trained. */
  default <R extends Record> R training(Class<R> type) throws IOException {
    return json(TRAINING, type);
  }

  /** The weights. */
  default Safetensors weights() throws IOException {
    return Safetensors.read(bytes(WEIGHTS), place() + "/" + WEIGHTS);
  }

  /** The runs of what it was trained on. */
  default Safetensors runs() throws IOException {
    return Safetensors.read(bytes(RUNS), place() + "/" + RUNS);
  }

  private <R extends Record> R json(String file, Class<R> type) throws IOException {
    return Json.read(bytes(file), place() + "/" + file, type);
  }
}
