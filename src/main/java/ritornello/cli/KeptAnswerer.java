package ritornello.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ritornello.answer.Answerer;
import ritornello.answer.AnswererFigures;
import ritornello.answer.AnswererFiles;
import ritornello.answer.AnswererTraining;
import ritornello.answer.AnswererTraining.Epoch;
import ritornello.store.ModelDirectory;

/** Keeps the best epoch so far of a training in the directory of the model, and tells of each. */
final class KeptAnswerer implements AnswererTraining.Progress {
  private final Path directory;
  private final AnswererRecord start;
  private final PrintWriter err;
  private final List<Epoch> epochs = new ArrayList<>();
  private Optional<ModelDirectory> model = Optional.empty();
  private Optional<Answerer> best = Optional.empty();
  private Optional<AnswererFigures> figures = Optional.empty();
  private int bestNumber;

  /**
   * @param directory made when there is something to keep
   * @param start how it is trained, before any epoch
   */
  KeptAnswerer(Path directory, AnswererRecord start, PrintWriter err) {
    this.directory = directory;
    this.start = start;
    this.err = err;
  }

  @Override
  public void epoch(Epoch epoch, Optional<Answerer> better) throws IOException {
    epochs.add(epoch);
    if (better.isPresent()) {
      best = better;
      bestNumber = epoch.number();
      write();
    }
    err.printf(
        Locale.ROOT,
        "epoch %d/%d: loss %.4f nats a token%s%n",
        epoch.number(),
        start.options().epochs(),
        epoch.loss(),
        epoch
            .validationLoss()
            .map(loss -> String.format(Locale.ROOT, ", validation %.4f", loss))
            .map(told -> told + (better.isPresent() ? "  best" : ""))
            .orElse(""));
    err.flush();
  }

  /** Measures the best, and keeps what came of it; once, at the end. */
  void measure(List<int[]> test) throws IOException {
    if (!test.isEmpty()) {
      figures =
          Optional.of(
              AnswererFigures.of(
                  best.orElseThrow(), Optional.empty(), test, AnswererReport.progress(err)));
    }
    write();
  }

  private void write() throws IOException {
    if (model.isEmpty()) {
      model = Optional.of(ModelDirectory.create(directory));
      AnswererFiles.writeBeginning(best.orElseThrow(), model.get());
    }
    AnswererFiles.write(best.orElseThrow(), record(), model.get());
  }

  /** How it went so far. */
  AnswererRecord record() {
    return new AnswererRecord(
        start.data(),
        start.dataHash(),
        start.validation(),
        start.test(),
        start.pieces(),
        start.options(),
        List.copyOf(epochs),
        bestNumber,
        figures);
  }
}
