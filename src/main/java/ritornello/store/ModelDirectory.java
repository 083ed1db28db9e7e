package ritornello.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A model in a directory of its own.
 *
 * <p>Each file appears whole, but a power cut may fall between two of them. So all that is needed
 * to go on training exactly stands in one, {@link #OPTIMIZER}: the latest weights, the moments, and
 * as its metadata where training stood. {@link #writeCheckpoint} writes it last: whatever of the
 * others is newer is written again, the same, when training goes on from it.
 */
public final class ModelDirectory implements ModelFiles {
  private static final String TOKENS = "tokens.cache";
  private static final String REPORT = "report.html";
  private static final String SAMPLES = "samples.json";

  private static final List<String> FILES =
      List.of(CONFIG, VOCABULARY, WEIGHTS, TRAINING, OPTIMIZER, RUNS, TOKENS, REPORT, SAMPLES);

  private final Path directory;

  private ModelDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * A model that is there, with all that generating needs.
   *
   * @throws IOException if there is none, or it is not complete
   */
  public static ModelDirectory open(Path directory) throws IOException {
    requireModel(directory);
    ModelDirectory model = new ModelDirectory(directory);
    for (String file : NEEDED) {
      if (!model.has(file)) {
        String why =
            file.equals(WEIGHTS) ? "its training stopped before the first checkpoint; " : "";
        throw new IOException(
            "the model at " + directory + " has no " + file + ": " + why + "train it again");
      }
    }
    return model;
  }

  /**
   * A place for a new model. The directory is created if it is missing; one that holds no more than
   * the beginnings of a model, without weights, is taken over.
   *
   * @throws IOException if there is a model in it already, or anything else
   */
  public static ModelDirectory create(Path directory) throws IOException {
    ModelDirectory model = requireFree(directory);
    WholeFile.createFolder(directory);
    WholeFile.removeLeftovers(directory);
    model.requireNothingElse();
    return model;
  }

  /**
   * Checks that {@link #create} may succeed, and changes nothing.
   *
   * @throws IOException if there is a model in the directory already, or anything else
   */
  public static void checkFree(Path directory) throws IOException {
    ModelDirectory model = requireFree(directory);
    if (Files.isDirectory(directory)) {
      model.requireNothingElse();
    }
  }

  private static ModelDirectory requireFree(Path directory) throws IOException {
    requireFolderIfAny(directory);
    ModelDirectory model = new ModelDirectory(directory);
    if (model.has(WEIGHTS) || model.has(OPTIMIZER)) {
      throw new IOException(
          "there is a model at "
              + directory
              + " already; choose another name ('ritornello train --resume' goes on with one)");
    }
    return model;
  }

  /**
   * A model whose training is to go on.
   *
   * @throws IOException if there is none, or it has no checkpoint
   */
  public static ModelDirectory resume(Path directory) throws IOException {
    requireModel(directory);
    ModelDirectory model = new ModelDirectory(directory);
    if (!model.has(OPTIMIZER)) {
      throw new IOException(
          "the model at "
              + directory
              + " has no "
              + OPTIMIZER
              + " to go on from; train it anew, without --resume");
    }
    WholeFile.removeLeftovers(directory);
    return model;
  }

  /** Whether this is a directory with any file of a model in it. */
  static boolean looksLikeModel(Path directory) {
    return FILES.stream().anyMatch(file -> Files.isRegularFile(directory.resolve(file)));
  }

  private static void requireFolderIfAny(Path directory) throws IOException {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new IOException(directory + " is a file; a model is a folder: choose another name");
    }
  }

  private static void requireModel(Path directory) throws IOException {
    requireFolderIfAny(directory);
    if (!Files.exists(directory)) {
      throw new IOException("no model at " + directory + ": there is no such folder; train one");
    }
    if (!looksLikeModel(directory)) {
      throw new IOException("no model at " + directory + ": that folder holds other things");
    }
  }

  private void requireNothingElse() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      List<String> others =
          entries
              .map(path -> path.getFileName().toString())
              .filter(name -> !FILES.contains(name) && !name.startsWith("."))
              .sorted()
              .toList();
      if (!others.isEmpty()) {
        throw new IOException(
            "the folder "
                + directory
                + " holds other things ("
                + others.get(0)
                + "); a model needs a folder of its own");
      }
    } catch (FileSystemException e) {
      throw ReadFailedException.of(directory, e);
    }
  }

  public Path directory() {
    return directory;
  }

  @Override
  public String name() {
    return nameOf(directory);
  }

  /** What a model in this directory is called. */
  public static String nameOf(Path directory) {
    Path name = directory.toAbsolutePath().normalize().getFileName();
    return name == null ? "model" : name.toString();
  }

  @Override
  public String place() {
    return directory.toString();
  }

  @Override
  public boolean has(String file) {
    return Files.isRegularFile(directory.resolve(file));
  }

  @Override
  public InputStream open(String file) throws IOException {
    try {
      return Files.newInputStream(directory.resolve(file));
    } catch (IOException e) {
      throw ReadFailedException.of(directory.resolve(file), e);
    }
  }

  @Override
  public Safetensors weights() throws IOException {
    return Safetensors.read(directory.resolve(WEIGHTS));
  }

  /** What {@link #writeCheckpoint} stored for going on. */
  public Safetensors optimizer() throws IOException {
    return Safetensors.read(directory.resolve(OPTIMIZER));
  }

  /** Stores what doesn't change while training: once, before the first checkpoint. */
  public void writeBeginning(Record config, Record vocabulary) throws IOException {
    Json.write(directory.resolve(CONFIG), config);
    Json.write(directory.resolve(VOCABULARY), vocabulary);
  }

  /** Stores the runs of what it is trained on: once, before the first checkpoint. */
  public void writeRuns(Safetensors runs) throws IOException {
    runs.write(directory.resolve(RUNS));
  }

  /** Where the page is that {@link #writeReport} writes. */
  public Path report() {
    return directory.resolve(REPORT);
  }

  /** Stores what people are told about the training, in place of what they were told before. */
  public void writeReport(String html) throws IOException {
    WholeFile.write(report(), html.getBytes(StandardCharsets.UTF_8));
  }

  /** Stores what the model invented while it was trained, in place of what was stored before. */
  public void writeSamples(Record samples) throws IOException {
    Json.write(directory.resolve(SAMPLES), samples);
  }

  /** What {@link #writeSamples} stored, if anything. */
  public <R extends Record> Optional<R> samples(Class<R> type) throws IOException {
    Path file = directory.resolve(SAMPLES);
    return Files.isRegularFile(file) ? Optional.of(Json.read(file, type)) : Optional.empty();
  }

  /** Where the tokens of the collection are while it is trained. */
  public Path tokens() {
    return directory.resolve(TOKENS);
  }

  /** Removes {@link #tokens}, if they may be: other systems keep what is mapped into memory. */
  public void discardTokens() {
    tokens().toFile().delete();
  }

  /** As {@link #discardBeginning()}, because of something that matters more than its success. */
  public void discardBeginning(Exception because) {
    try {
      discardBeginning();
    } catch (IOException left) {
      because.addSuppressed(left);
    }
  }

  /** Removes what was made before the first checkpoint, if there is none, and the folder. */
  public void discardBeginning() throws IOException {
    if (has(WEIGHTS) || has(OPTIMIZER)) {
      return;
    }
    WholeFile.removeTemporary(directory);
    Files.deleteIfExists(tokens());
    Files.deleteIfExists(directory.resolve(CONFIG));
    Files.deleteIfExists(directory.resolve(VOCABULARY));
    Files.deleteIfExists(directory.resolve(RUNS));
    Files.deleteIfExists(directory.resolve(SAMPLES));
    Files.deleteIfExists(report());
    Files.delete(directory);
  }

  /** Stores a model that is trained, and will not be trained on: the weights last. */
  public void writeTrained(Safetensors weights, Record training) throws IOException {
    Json.write(directory.resolve(TRAINING), training);
    weights.write(directory.resolve(WEIGHTS));
  }

  /**
   * Stores where training stands.
   *
   * @param weights to generate with: the best so far
   * @param training how it went, for people and tools
   * @param optimizer all that is needed to go on: the latest weights, moments and counters
   */
  public void writeCheckpoint(Safetensors weights, Record training, Safetensors optimizer)
      throws IOException {
    weights.write(directory.resolve(WEIGHTS));
    Json.write(directory.resolve(TRAINING), training);
    optimizer.write(directory.resolve(OPTIMIZER));
  }
}
