package ritornello.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import ritornello.answer.AnswererFigures;

/**
 * How likely true answers are, as JSON and for people.
 *
 * @param model what is measured
 * @param generator what it is compared with, if anything
 * @param on which pieces
 */
record AnswererReport(
    String model, Optional<String> generator, String on, AnswererFigures figures) {

  /** Tells that some of it is known. */
  static AnswererFigures.Progress progress(PrintWriter err) {
    return row -> {
      err.printf(
          Locale.ROOT, "measured: %s of %d bars, %,d pairs%n", row.kind(), row.bars(), row.pairs());
      err.flush();
    };
  }

  void tell(PrintWriter out) {
    out.printf("%s on %s; nats a token of the true answer%n%n", model, on);
    out.printf(
        "  %-10s %5s %6s %8s  %8s  %8s  %8s",
        "", "bars", "pairs", "tokens", "question", "shuffled", "another");
    generator.ifPresent(name -> out.printf("  %12s  %12s", name, name + " alone"));
    out.println();
    for (AnswererFigures.Row row : figures.rows()) {
      out.printf(
          Locale.ROOT,
          "  %-10s %5d %,6d %,8d  %8.4f  %8s  %8s",
          row.kind(),
          row.bars(),
          row.pairs(),
          row.tokens(),
          row.heard(),
          nats(row.shuffled()),
          nats(row.another()));
      generator.ifPresent(
          name -> out.printf("  %12s  %12s", nats(row.primed()), nats(row.alone())));
      out.println();
    }
    out.printf(
        "%n  question: it hears the question; shuffled: with its bars in another order; another:"
            + " another%n  tune's of the same metre and length%n");
    generator.ifPresent(
        name -> out.printf("  %s goes on from the question; alone: from metre and key%n", name));
    out.flush();
  }

  private static String nats(Optional<Double> value) {
    return value.map(nats -> String.format(Locale.ROOT, "%.4f", nats)).orElse("");
  }
}
