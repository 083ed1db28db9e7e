package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import ritornello.midi.MidiReader;
import ritornello.originality.RunHashes;
import ritornello.originality.RunsOfLength;
import ritornello.store.ModelFiles;

/** How much of what is known may be copied. */
final class CopyOptions {
  private static final int FEWEST_NOTES = 2;
  private static final int MOST_NOTES = 1000;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--max-copy",
      paramLabel = "N",
      description =
          "Copy no more than N notes in a row from the music that the model was trained"
              + " on, in whatever key or speed; a model knows 6, 8, 10, 12, 16, 20, 24 and 32.")
  private Optional<Integer> mostNotes = Optional.empty();

  @Option(
      names = "--collection",
      arity = "1..*",
      paramLabel = "FOLDER",
      description = "Folders of what not to copy (default: what the model was trained on).")
  private List<Path> collection = List.of();

  /** Before anything is read. */
  void check() {
    if (mostNotes.isEmpty() && !collection.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--collection goes with --max-copy");
    }
    if (mostNotes.isPresent() && (mostNotes.get() < FEWEST_NOTES || mostNotes.get() > MOST_NOTES)) {
      throw new ParameterException(
          spec.commandLine(),
          "--max-copy is "
              + mostNotes.get()
              + "; it must be from "
              + FEWEST_NOTES
              + " to "
              + MOST_NOTES);
    }
  }

  /** Folders of what not to copy. */
  List<String> collection() {
    return collection.stream()
        .map(folder -> folder.toAbsolutePath().normalize().toString())
        .toList();
  }

  /** How many notes may be copied in a row, if that was said. */
  Optional<Integer> mostNotes() {
    return mostNotes;
  }

  /**
   * The runs that are too long to be copied; empty if all may be.
   *
   * @throws IOException if neither a collection nor the model says what there is to copy
   */
  Optional<RunsOfLength> forbidden(ModelFiles model, MidiReader.Mode mode, PrintWriter err)
      throws IOException {
    return mostNotes.isEmpty()
        ? Optional.empty()
        : Optional.of(forbidden(spec, mostNotes.get(), collection, model, mode, err));
  }

  /**
   * The runs that are too long to be copied.
   *
   * @param most notes that may be copied in a row
   * @param collection of what not to copy; empty for what the model was trained on
   */
  static RunsOfLength forbidden(
      CommandSpec spec,
      int most,
      List<Path> collection,
      ModelFiles model,
      MidiReader.Mode mode,
      PrintWriter err)
      throws IOException {
    if (!collection.isEmpty()) {
      return CollectionRuns.of(collection, mode).index().ofLength(most + 1);
    }
    if (!model.has(ModelFiles.RUNS)) {
      throw new IOException(
          model.place()
              + " has no "
              + ModelFiles.RUNS
              + ", for an older version trained it; say by --collection FOLDER what it must not copy");
    }
    int limit = RunHashes.limit(most);
    if (limit > most) {
      throw new ParameterException(
          spec.commandLine(),
          "--max-copy is "
              + most
              + ", and a model knows runs of "
              + limit
              + " notes and more; give --collection FOLDER as well, or ask for "
              + limit);
    }
    if (limit < most) {
      err.printf("--max-copy: the model knows runs of %d notes, so no more are copied%n", limit);
    }
    return RunHashes.of(model.runs(), limit);
  }
}
