package ritornello.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ritornello.lm.LanguageModel;
import ritornello.lm.Likelihood;
import ritornello.lm.Measured;
import ritornello.lm.NGramBaseline;
import ritornello.token.TokenKind;

/**
 * What {@link Evaluate} tells, as JSON and as text.
 *
 * @param on what was measured on
 * @param notes that the tokens tell of
 * @param knownPieces of the pieces, how many are token for token in the training; if that is known
 * @param unigram of the same pieces as the n-grams
 */
record EvaluationReport(
    String model,
    String codec,
    String on,
    int pieces,
    long tokens,
    long notes,
    Optional<Integer> knownPieces,
    Figures network,
    Optional<Grams> ngram,
    Optional<Figures> unigram) {

  /**
   * What a model made of it.
   *
   * @param top1 share of tokens that it found likeliest
   * @param top5 share of tokens that it found among the five likeliest
   */
  record Figures(
      double natsPerToken,
      double bitsPerNote,
      double perplexity,
      double top1,
      double top5,
      List<Kind> kinds) {
    static Figures of(Measured measured, long notes) {
      List<Kind> kinds = new ArrayList<>();
      for (Map.Entry<TokenKind, Likelihood> kind : measured.kinds().entrySet()) {
        Likelihood of = kind.getValue();
        kinds.add(
            new Kind(
                kind.getKey().label(),
                of.tokens(),
                of.natsPerToken(),
                of.accuracy(),
                of.accuracyOfFive()));
      }
      Likelihood all = measured.all();
      return new Figures(
          all.natsPerToken(),
          all.bitsPerNote(notes),
          Math.min(all.perplexity(), Double.MAX_VALUE),
          all.accuracy(),
          all.accuracyOfFive(),
          kinds);
    }
  }

  /** What a model made of the tokens of a kind. */
  record Kind(String kind, long tokens, double natsPerToken, double top1, double top5) {}

  /**
   * What the n-grams are, and what they made of it.
   *
   * @param moved whether they learned the pieces in other keys, tempos and velocities too
   * @param validationNatsPerToken of each order from 1
   * @param networkNeedsLess share of the n-grams' nats that the network saves
   */
  record Grams(
      int order,
      String smoothing,
      int trainingPieces,
      long trainingTokens,
      boolean moved,
      int validationPieces,
      List<Double> validationNatsPerToken,
      double networkNeedsLess,
      Figures figures) {}

  private static final String SMOOTHING = "interpolated modified Kneser-Ney";

  static EvaluationReport of(
      LanguageModel model,
      String on,
      int pieces,
      long notes,
      Optional<Integer> knownPieces,
      Measured network,
      Optional<Baseline> baseline) {
    return new EvaluationReport(
        model.name(),
        model.codec().spec().name(),
        on,
        pieces,
        network.all().tokens(),
        notes,
        knownPieces,
        Figures.of(network, notes),
        baseline.map(grams -> grams(grams, network, notes)),
        baseline.map(grams -> Figures.of(grams.grams().unigram(), notes)));
  }

  private static Grams grams(Baseline baseline, Measured network, long notes) {
    NGramBaseline grams = baseline.grams();
    return new Grams(
        grams.order(),
        SMOOTHING,
        baseline.pieces(),
        baseline.tokens(),
        baseline.moved(),
        baseline.validationPieces(),
        grams.validation(),
        1 - network.all().nats() / grams.ngram().all().nats(),
        Figures.of(grams.ngram(), notes));
  }

  private record Row(String name, Figures figures) {}

  /** As a table for people. */
  void tell(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s on %s: %,d pieces, %,d tokens, %,d notes%n",
        model,
        Printable.name(on),
        pieces,
        tokens,
        notes);
    if (knownPieces.orElse(0) > 0) {
      out.printf(
          Locale.ROOT, "  %,d of them are among those it was trained on%n", knownPieces.get());
    }
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(model, network));
    ngram.ifPresent(grams -> rows.add(new Row(grams.order() + "-gram", grams.figures())));
    unigram.ifPresent(figures -> rows.add(new Row("unigram", figures)));
    int width = Math.max(8, rows.stream().mapToInt(row -> row.name().length()).max().orElse(0));
    tellAll(rows, width, out);
    ngram.ifPresent(grams -> tell(grams, out));
    tellKinds(rows, out);
  }

  private static void tellAll(List<Row> rows, int width, PrintWriter out) {
    out.printf(
        "%n  %-" + width + "s  %12s  %11s  %10s  %7s  %7s%n",
        "",
        "nats a token",
        "bits a note",
        "perplexity",
        "top 1",
        "top 5");
    for (Row row : rows) {
      Figures f = row.figures();
      out.printf(
          Locale.ROOT,
          "  %-" + width + "s  %12.4f  %11.3f  %10.3f  %5.1f %%  %5.1f %%%n",
          row.name(),
          f.natsPerToken(),
          f.bitsPerNote(),
          f.perplexity(),
          100 * f.top1(),
          100 * f.top5());
    }
  }

  private void tell(Grams grams, PrintWriter out) {
    double less = 100 * grams.networkNeedsLess();
    out.printf(
        Locale.ROOT,
        "%n%s needs %.1f %% %s nats than the %d-gram, %s, learned from %,d training pieces%s;%n"
            + "the order is the best of 1 to %d on %s%n",
        model,
        Math.abs(less),
        less < 0 ? "more" : "fewer",
        grams.order(),
        grams.smoothing(),
        grams.trainingPieces(),
        grams.moved() ? ", moved to other keys as for the model" : "",
        grams.validationNatsPerToken().size(),
        grams.validationPieces() == 0
            ? "the pieces measured"
            : String.format(Locale.ROOT, "%,d validation pieces", grams.validationPieces()));
  }

  private static void tellKinds(List<Row> rows, PrintWriter out) {
    out.printf("%n  %-8s  %9s", "kind", "tokens");
    rows.forEach(row -> out.printf("  %19s", row.name()));
    out.printf("%n  %-8s  %9s", "", "");
    rows.forEach(row -> out.printf("  %10s  %7s", "nats", "top 1"));
    out.println();
    List<Kind> kinds = rows.get(0).figures().kinds();
    for (int i = 0; i < kinds.size(); i++) {
      out.printf(Locale.ROOT, "  %-8s  %,9d", kinds.get(i).kind(), kinds.get(i).tokens());
      for (Row row : rows) {
        Kind kind = row.figures().kinds().get(i);
        out.printf(Locale.ROOT, "  %10.4f  %5.1f %%", kind.natsPerToken(), 100 * kind.top1());
      }
      out.println();
    }
    out.flush();
  }
}
