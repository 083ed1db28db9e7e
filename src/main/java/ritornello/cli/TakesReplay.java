package ritornello.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import ritornello.lm.LanguageModel;
import ritornello.midi.MidiReader;
import ritornello.midi.MidiWriter;
import ritornello.originality.RunsOfLength;
import ritornello.score.Score;
import ritornello.store.ModelFiles;
import ritornello.store.WholeFile;
import ritornello.take.Invention;
import ritornello.take.Take;
import ritornello.task.UnsatisfiableException;

/** Makes a take anew. */
@Command(
    name = "replay",
    description = "Make a take anew, from what it carries: the same bytes, or it says why not.")
final class TakesReplay implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID|FILE", description = "The take.")
  private String wanted;

  @Option(
      names = "--in",
      paramLabel = "FOLDER",
      defaultValue = "generated",
      description = "Where to look for an id (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "A new file for it (default: none, it is only compared).")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Where the model is, if not where it was.")
  private Optional<String> model = Optional.empty();

  @Mixin private MidiInput input;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Path file = new TakeFolder(folder).find(wanted);
    Take take =
        Take.of(MidiReader.read(file).score(), file.toString())
            .orElseThrow(() -> new IOException(file + " carries no take"));
    byte[] made = bytes(make(take));
    boolean same = Arrays.equals(made, Files.readAllBytes(file));
    if (output.isPresent()) {
      WholeFile.create(output.get(), stream -> stream.write(made));
      out.println(output.get());
    }
    if (!same) {
      err.println(
          file
              + " has other bytes: it was changed after it was made"
              + (take.version().equals(Version.number())
                  ? ", or made on another kind of machine"
                  : ", or by version " + Printable.name(take.version()) + " of this program")
              + (output.isPresent() ? "; the take as it is made now is " + output.get() : ""));
      return ExitCode.INPUT;
    }
    out.println("take " + take.id() + ": the same bytes as " + file);
    out.flush();
    return ExitCode.DONE;
  }

  private Score make(Take take) throws IOException {
    ModelFiles files = ModelFiles.resolve(model.orElse(take.model()));
    if (!Invention.sha256(files).equals(take.modelSha256())) {
      throw new IOException(
          "the model at "
              + files.place()
              + " is another than the one that made the take; say by --model where that is");
    }
    List<Path> collection = take.collection().stream().map(Path::of).toList();
    Optional<RunsOfLength> forbidden =
        take.maxCopy().isEmpty()
            ? Optional.empty()
            : Optional.of(
                CopyOptions.forbidden(
                    spec,
                    take.maxCopy().get(),
                    collection,
                    files,
                    input.mode(),
                    spec.commandLine().getErr()));
    try {
      return new Invention(LanguageModel.load(files), forbidden).make(take).score();
    } catch (UnsatisfiableException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static byte[] bytes(Score score) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    MidiWriter.write(score, bytes);
    return bytes.toByteArray();
  }
}
