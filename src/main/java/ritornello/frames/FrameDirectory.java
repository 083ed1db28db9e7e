package ritornello.frames;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import ritornello.lm.ModelConfig;
import ritornello.lm.Trainer;
import ritornello.lm.TrainingRecord;
import ritornello.nn.Layout;
import ritornello.nn.NetworkSpec;
import ritornello.store.Json;
import ritornello.store.ModelDirectory;
import ritornello.store.ModelFiles;
import ritornello.store.WholeFile;

/**
 * A model of frames on disk: {@code frames.json} says what it is made of, {@code member-1}, {@code
 * member-2} and so on are the directories of its networks. It can be used as soon as the first of
 * them has learned anything.
 */
public final class FrameDirectory {
  static final String FILE = "frames.json";
  private static final int FORMAT = 1;
  private static final String KIND = "frames";

  private final Path directory;
  private Stored stored;

  /**
   * What {@code frames.json} holds.
   *
   * @param settings as chosen, with the seeds and threads that were used
   * @param data where the file was that it learned from
   * @param dataHash of that file
   * @param mixing once all members are trained
   * @param valid how likely the model, once it is complete, finds the validation pieces
   */
  record Stored(
      int format,
      FrameSettings settings,
      String data,
      String dataHash,
      Optional<Mixing> mixing,
      Optional<FrameFigures> valid) {
    Stored with(Mixing fitted, FrameFigures figures) {
      return new Stored(
          format, settings, data, dataHash, Optional.of(fitted), Optional.of(figures));
    }
  }

  private FrameDirectory(Path directory, Stored stored) {
    this.directory = directory;
    this.stored = stored;
  }

  /**
   * A new model, of which nothing is trained yet.
   *
   * @throws IOException if there is anything in the directory
   */
  public static FrameDirectory create(Path directory, FrameSettings settings, FrameFile data)
      throws IOException {
    checkFree(directory);
    WholeFile.createFolder(directory);
    Stored stored =
        new Stored(FORMAT, settings, data.place(), data.hash(), Optional.empty(), Optional.empty());
    Json.write(directory.resolve(FILE), stored);
    return new FrameDirectory(directory, stored);
  }

  /**
   * Checks that {@link #create} may succeed, and changes nothing.
   *
   * @throws IOException if there is anything in the directory
   */
  public static void checkFree(Path directory) throws IOException {
    if (Files.isRegularFile(directory.resolve(FILE))) {
      throw new IOException(
          "there is a model at "
              + directory
              + " already; go on training it with --resume, or choose another name");
    }
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new IOException(directory + " is a file; a model is a folder: choose another name");
    }
    if (Files.isDirectory(directory)) {
      try (Stream<Path> entries = Files.list(directory)) {
        if (entries.findAny().isPresent()) {
          throw new IOException(
              "the folder " + directory + " holds other things; a model needs a folder of its own");
        }
      }
    }
  }

  /**
   * A model that is there, trained or not.
   *
   * @throws IOException if there is none, or it is damaged or of another version
   */
  public static FrameDirectory open(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "no model of frames at "
              + directory
              + ": "
              + (Files.exists(directory) ? "it has no " + FILE : "there is no such folder")
              + "; train one with 'ritornello frames train'");
    }
    Stored stored = Json.read(file, Stored.class);
    if (stored.format() != FORMAT) {
      throw new IOException(
          file
              + " is of format "
              + stored.format()
              + ", and this program reads format "
              + FORMAT
              + "; use the version of Ritornello that made it");
    }
    return new FrameDirectory(directory, stored);
  }

  /** What it is made of. */
  public FrameSettings settings() {
    return stored.settings();
  }

  /** How likely the complete model finds the validation pieces. */
  public Optional<FrameFigures> valid() {
    return stored.valid();
  }

  /** Whether all members are trained, and mixed. */
  public boolean isComplete() {
    return stored.mixing().isPresent();
  }

  /** Bytes of memory that training takes besides its pieces. */
  public static long bytes(FrameSettings settings) {
    return settings.members().stream()
        .mapToLong(m -> Trainer.bytes(m.view().network(m.shape()), m.options()))
        .max()
        .orElse(0);
  }

  /**
   * What trains a member: from the beginning, or from where it stopped.
   *
   * @param number from 0
   * @param nanoClock tells when it is time for a checkpoint
   * @throws IOException if the file is not the one that training was begun with
   */
  public Trainer trainer(int number, FrameFile data, LongSupplier nanoClock) throws IOException {
    Member member = settings().members().get(number);
    View.Script script = member.view().script();
    FrameSource training =
        FrameSource.learned(
            data.sequences(FrameFile.Split.TRAIN),
            script,
            member.transpose(),
            member.options().seed());
    FrameSource validation =
        FrameSource.of(
            data.has(FrameFile.Split.VALID) ? data.sequences(FrameFile.Split.VALID) : List.of(),
            script);
    NetworkSpec network = member.view().network(member.shape());
    Path place = place(number);
    if (Files.isRegularFile(place.resolve(ModelFiles.OPTIMIZER))) {
      return Trainer.resume(
          ModelDirectory.resume(place),
          script.reading(),
          network,
          data.hash(),
          training,
          validation,
          nanoClock);
    }
    return Trainer.start(
        ModelDirectory.create(place),
        script.reading(),
        new ModelConfig(ModelConfig.FORMAT, KIND, network),
        member.view(),
        member.options(),
        new Trainer.Data(data.place(), data.hash(), 0, 0),
        training,
        validation,
        nanoClock);
  }

  private Path place(int number) {
    return directory.resolve("member-" + (number + 1));
  }

  /**
   * The model as far as it is trained. Members that have not learned anything are left out.
   *
   * @throws IOException if no member has, or one is damaged
   */
  public FrameModel model() throws IOException {
    List<FrameModel.Part> parts = new ArrayList<>();
    for (int number = 0; number < settings().members().size(); number++) {
      if (Files.isRegularFile(place(number).resolve(ModelFiles.WEIGHTS))) {
        ModelDirectory files = ModelDirectory.open(place(number));
        if (files.training(TrainingRecord.class).bestEpoch() > 0) {
          parts.add(part(files));
        }
      }
    }
    int planned = settings().members().size();
    if (parts.isEmpty()) {
      throw new IOException(
          "the model at "
              + directory
              + " has not learned anything yet; go on with 'ritornello frames train' and --resume");
    }
    Optional<Mixing> mixing = stored.mixing().filter(m -> parts.size() == planned);
    List<View> views = parts.stream().map(FrameModel.Part::view).toList();
    return new FrameModel(
        name(), parts, mixing.orElseGet(() -> Mixing.even(settings().semitones(), views)), planned);
  }

  private static FrameModel.Part part(ModelDirectory files) throws IOException {
    ModelConfig config = files.config(ModelConfig.class);
    View view = files.vocabulary(View.class);
    if (!config.kind().equals(KIND) || config.network().outputs() != view.answers()) {
      throw new IOException(files.place() + " is not a network of frames; train it again");
    }
    Map<String, float[]> parameters = new Layout(config.network()).read(files.weights());
    return new FrameModel.Part(view, config.network(), parameters);
  }

  private String name() {
    Path name = directory.toAbsolutePath().normalize().getFileName();
    return name == null ? "model" : name.toString();
  }

  /**
   * Finds how the trained members are best mixed, by the validation pieces, and stores it; without
   * such pieces all count alike. Loads ND4J.
   *
   * @return how likely the model finds the validation pieces, if there are any
   */
  public Optional<FrameFigures> finish(FrameFile data) throws IOException {
    if (!data.has(FrameFile.Split.VALID)) {
      return Optional.empty();
    }
    List<FrameSequence> valid = data.sequences(FrameFile.Split.VALID);
    int threads = settings().members().get(0).options().threads();
    FrameModel.Fitted fitted = model().fitted(valid, threads);
    Stored complete = stored.with(fitted.mixing(), fitted.figures());
    Json.write(directory.resolve(FILE), complete);
    stored = complete;
    return complete.valid();
  }
}
