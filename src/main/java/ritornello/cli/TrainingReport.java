package ritornello.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import ritornello.lm.Batching;
import ritornello.lm.Trainer;
import ritornello.lm.TrainingOptions;
import ritornello.lm.TrainingRecord;

/**
 * Says what is trained on what, and what came of it.
 *
 * @param places folders and files, as the user named them
 * @param model as the user named it
 * @param out where the result goes
 * @param err where all else goes
 */
record TrainingReport(List<Path> places, Path model, PrintWriter out, PrintWriter err) {
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final int MOST_BARS = 60;

  /**
   * @param resumed whether the training was begun before
   */
  void tellBeginning(Trainer trainer, boolean resumed) {
    TrainingRecord record = trainer.record();
    TrainingOptions options = record.options();
    err.printf(
        Locale.ROOT,
        "%,d pieces to learn from, %,d tokens; %,d pieces for validation%n",
        trainer.training().count(),
        trainer.training().tokens(),
        trainer.validation().count());
    err.printf(
        Locale.ROOT,
        "%s %s%s, %,d parameters: %d epochs at most, %d pieces side by side, %s, %d threads,"
            + " %s of memory%n",
        resumed ? "going on with" : "training",
        trainer.network(),
        record.from().map(name -> " from " + name).orElse(""),
        record.parameters(),
        options.maxEpochs(),
        options.batch(),
        windows(options),
        options.threads(),
        Memory.text(Trainer.bytes(trainer.network(), options)));
    err.flush();
  }

  private static String windows(TrainingOptions options) {
    boolean whole = options.batching().map(Batching::whole).orElse(false);
    return (whole ? "whole pieces of up to " : "windows of ") + options.window() + " steps";
  }

  /**
   * @param more options that a command that goes on needs
   */
  void tellEnding(Trainer.Ending ending, Trainer trainer, String more) {
    TrainingRecord record = trainer.record();
    if (record.skippedSteps() > 0) {
      err.println(record.skippedSteps() + " steps were left out: their gradients were not finite");
    }
    if (ending == Trainer.Ending.STOPPED) {
      String folders = String.join(" ", places.stream().map(TrainingReport::quoted).toList());
      err.println(
          "stopped, what was learned is kept; go on with: ritornello train "
              + folders
              + " --model "
              + quoted(model)
              + " --resume"
              + more);
    } else if (ending == Trainer.Ending.EARLY) {
      err.println("stopped early: validation no longer gets better");
    }
    if (record.bestEpoch() == 0) {
      out.printf("%s: validation was not measured yet; these are the latest weights%n", model);
    } else {
      tellBest(record);
    }
    tellLearned(trainer);
  }

  /** From what, with what, and how the validation loss went. */
  private void tellLearned(Trainer trainer) {
    TrainingRecord record = trainer.record();
    out.printf(
        Locale.ROOT,
        "  learned from %,d pieces, %,d tokens, in %,d steps; %,d parameters%n",
        trainer.training().count(),
        trainer.training().tokens(),
        record.steps(),
        record.parameters());
    if (record.epochs().size() > 1) {
      double[] losses =
          record.epochs().stream().mapToDouble(TrainingRecord.Epoch::validationLoss).toArray();
      out.printf(
          Locale.ROOT,
          "  validation %.4f at first, %.4f at last%s%n",
          losses[0],
          losses[losses.length - 1],
          canShow(BARS) ? "  " + bars(losses) : "");
    }
  }

  private static boolean canShow(String text) {
    return Charset.defaultCharset().newEncoder().canEncode(text);
  }

  /** A bar for each, or for each few of many; the highest for the largest. */
  private static String bars(double[] values) {
    double least = Arrays.stream(values).min().orElse(0);
    double range = Math.max(1e-9, Arrays.stream(values).max().orElse(0) - least);
    int count = Math.min(MOST_BARS, values.length);
    StringBuilder bars = new StringBuilder();
    for (int i = 0; i < count; i++) {
      double value = values[(int) ((i + 1L) * values.length / count) - 1];
      bars.append(BARS.charAt((int) Math.round((BARS.length() - 1) * (value - least) / range)));
    }
    return bars.toString();
  }

  /**
   * @param page where the report is
   */
  void tellPage(Path page) {
    out.println("  report " + Printable.name(page.toString()));
  }

  private void tellBest(TrainingRecord record) {
    out.printf(
        Locale.ROOT,
        "%s: %s, the best is %s with a validation loss of %.4f nats a token,"
            + " as if it chose among %.1f%n",
        model,
        record.bestPart().isEmpty()
            ? record.epochs().size() + " epochs"
            : latest(record.epochs().get(record.epochs().size() - 1)),
        record.bestEpoch() + record.bestPart().map(part -> ", part " + part).orElse(""),
        record.bestValidationLoss(),
        Math.exp(record.bestValidationLoss()));
  }

  private static String latest(TrainingRecord.Epoch epoch) {
    return "epoch " + epoch.epoch() + ", part " + epoch.part().orElse(1);
  }

  void tellTest(double loss, int pieces) {
    out.printf(
        Locale.ROOT,
        "%s: %.4f nats a token on the %d pieces kept for the test%n",
        model,
        loss,
        pieces);
  }

  /** What to do next. */
  void tellNext() {
    out.flush();
    err.println("hear it with: ritornello generate --model " + quoted(model));
    err.flush();
  }

  /** So that it can be pasted into a shell. */
  static String quoted(Path path) {
    String text = Printable.name(path.toString());
    return text.chars().allMatch(c -> Character.isLetterOrDigit(c) || "/\\._-:+~".indexOf(c) >= 0)
        ? text
        : '"' + text + '"';
  }
}
