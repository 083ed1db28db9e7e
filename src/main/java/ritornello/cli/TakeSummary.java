package ritornello.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import ritornello.take.Invention;
import ritornello.take.Take;
import ritornello.task.Constraint;
import ritornello.task.Generator;

/** Tells what came of a take. */
final class TakeSummary {
  private final PrintWriter out;

  TakeSummary(CommandSpec spec) {
    out = spec.commandLine().getOut();
  }

  /**
   * Tells it.
   *
   * @param modelName what to call the model
   * @param seconds that it took
   * @param file where it is
   */
  void tell(Invention.Made made, String modelName, double seconds, Path file) {
    Take take = made.take();
    Generator.Generated generated = made.generated();
    out.printf(
        Locale.ROOT,
        "%s%n  take %s%s%n  model %s, random seed %d, %s%n"
            + "  %s, %d notes; %d tokens in %.2f s, %,.0f tokens/s%n",
        file,
        take.id(),
        take.parent().map(parent -> ", goes on from take " + parent).orElse(""),
        modelName,
        take.ownSeed(),
        Invention.told(take),
        made.summary(),
        made.score().noteCount(),
        generated.invented(),
        seconds,
        generated.invented() / seconds);
    take.maxCopy().ifPresent(most -> tellCopying(generated));
    tellConstraints(take, generated);
    out.flush();
  }

  private void tellCopying(Generator.Generated generated) {
    out.printf(
        "  drawn anew, so as not to copy more: %d %s%n",
        generated.refused(), generated.refused() == 1 ? "token" : "tokens");
    if (generated.copies() > 0) {
      out.printf(
          "  copied more all the same, for nothing else could follow: %d %s%n",
          generated.copies(), generated.copies() == 1 ? "time" : "times");
    }
  }

  private void tellConstraints(Take take, Generator.Generated generated) {
    List<Constraint> constraints = take.rules().constraints(take.bars());
    if (constraints.isEmpty()) {
      return;
    }
    double[] nats = generated.nats();
    int tokens = Math.max(1, generated.invented());
    List<String> told = new ArrayList<>();
    for (int i = 0; i < constraints.size(); i++) {
      told.add(String.format(Locale.ROOT, "%s %.3f", constraints.get(i), nats[i] / tokens));
    }
    if (constraints.size() > 1) {
      told.add(String.format(Locale.ROOT, "together %.3f", nats[constraints.size()] / tokens));
    }
    out.printf("  cost in nats a token: %s%n", String.join("; ", told));
    if (generated.redrawn() > 0) {
      out.printf(
          "  drawn anew to keep to that: %d %s%n",
          generated.redrawn(), generated.redrawn() == 1 ? "bar" : "bars");
    }
  }
}
