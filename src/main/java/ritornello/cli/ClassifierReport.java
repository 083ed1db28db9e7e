package ritornello.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import ritornello.classify.Classifier;
import ritornello.classify.Confusion;
import ritornello.classify.Features;
import ritornello.classify.LinearModel;
import ritornello.corpus.LabelledCorpus;
import ritornello.corpus.LabelledPiece;

/**
 * How often a classifier is right on the pieces that were kept for the test, beside what it must be
 * better than, as JSON.
 *
 * @param data where the collection is
 * @param training pieces that were learned from
 * @param validation pieces that told when to stop
 * @param test pieces that it is measured on
 * @param network what the classifier answers
 * @param linear what logistic regression over histograms answers, learned from the same pieces
 * @param linearFeatures how many numbers it sees of a piece
 * @param linearStrength λ of its regularisation, the best on the validation pieces
 * @param majority what is answered if it is always the most frequent label of the training pieces
 */
record ClassifierReport(
    String model,
    String data,
    List<String> labels,
    int training,
    int validation,
    int test,
    Figures network,
    Figures linear,
    int linearFeatures,
    double linearStrength,
    Figures majority) {

  /**
   * Of one way to answer.
   *
   * @param accuracy share of right answers
   * @param low where that lies, with {@code high}, in 95 of 100 cases
   * @param macroF1 mean of the F1 of all labels
   * @param f1 of each label
   * @param confusion for each label that pieces have, how many got each answer
   */
  record Figures(
      double accuracy,
      double low,
      double high,
      double macroF1,
      double[] f1,
      List<int[]> confusion) {
    static Figures of(Confusion c) {
      double[] interval = c.accuracyInterval();
      double[] f1 = IntStream.range(0, c.labels().size()).mapToDouble(c::f1).toArray();
      return new Figures(
          c.accuracy(), interval[0], interval[1], c.macroF1(), f1, List.of(c.counts()));
    }
  }

  /** Measures all three. */
  static ClassifierReport of(Classifier classifier, LabelledCorpus corpus, String data) {
    List<String> labels = corpus.labels();
    List<LabelledPiece> test = corpus.test();
    int[] wanted = test.stream().mapToInt(LabelledPiece::label).toArray();
    int[] network =
        test.stream()
            .mapToInt(piece -> classifier.classify(piece.piece().tokens()).label())
            .toArray();
    Features features = new Features(classifier.codec(), classifier.scheme().metre());
    LinearModel linear =
        LinearModel.best(
            examples(corpus.training(), features),
            examples(corpus.validation(), features),
            labels.size());
    int[] ofLinear =
        examples(test, features).stream().mapToInt(e -> linear.label(e.features())).toArray();
    int commonest = commonest(corpus);
    int[] always = IntStream.range(0, wanted.length).map(i -> commonest).toArray();
    return new ClassifierReport(
        classifier.name(),
        data,
        labels,
        corpus.training().size(),
        corpus.validation().size(),
        test.size(),
        Figures.of(Confusion.of(labels, wanted, network)),
        Figures.of(Confusion.of(labels, wanted, ofLinear)),
        features.size(),
        linear.strength(),
        Figures.of(Confusion.of(labels, wanted, always)));
  }

  private static List<LinearModel.Example> examples(List<LabelledPiece> pieces, Features features) {
    List<LinearModel.Example> examples = new ArrayList<>();
    for (LabelledPiece piece : pieces) {
      double[] numbers = features.of(piece.piece().tokens());
      examples.add(new LinearModel.Example(numbers, piece.label()));
    }
    return examples;
  }

  private static int commonest(LabelledCorpus corpus) {
    int[] counts = new int[corpus.labels().size()];
    corpus.training().forEach(piece -> counts[piece.label()]++);
    int commonest = 0;
    for (int label = 1; label < counts.length; label++) {
      commonest = counts[label] > counts[commonest] ? label : commonest;
    }
    return commonest;
  }

  /** For people. */
  void tell(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s on %d test pieces of %s, %d labels; learned from %d, validated on %d%n%n",
        model,
        test,
        data,
        labels.size(),
        training,
        validation);
    out.printf(Locale.ROOT, "  %-12s %8s %18s %9s%n", "", "right", "95 % interval", "macro-F1");
    tell(model, network, out);
    tell("linear", linear, out);
    tell("majority", majority, out);
    out.printf(
        Locale.ROOT,
        "%n  linear is logistic regression over %d shares of pitch classes, intervals and times;"
            + " λ = %s%n%n",
        linearFeatures,
        linearStrength);
    tellConfusion(out);
    out.flush();
  }

  private static void tell(String name, Figures figures, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "  %-12s %6.1f %% %10.1f to %4.1f %% %8.3f%n",
        name,
        100 * figures.accuracy(),
        100 * figures.low(),
        100 * figures.high(),
        figures.macroF1());
  }

  private void tellConfusion(PrintWriter out) {
    int width = Math.max(8, labels.stream().mapToInt(String::length).max().orElse(8));
    StringBuilder text =
        new StringBuilder("  a row for what pieces are, a column for what they were taken for:\n");
    text.append(String.format(Locale.ROOT, "  %-" + width + "s", ""));
    for (int i = 0; i < labels.size(); i++) {
      text.append(String.format(Locale.ROOT, " %5s", "(" + (i + 1) + ")"));
    }
    text.append("     F1\n");
    for (int row = 0; row < labels.size(); row++) {
      text.append(String.format(Locale.ROOT, "  %-" + width + "s", labels.get(row)));
      for (int count : network.confusion().get(row)) {
        text.append(String.format(Locale.ROOT, " %5s", count == 0 ? "." : String.valueOf(count)));
      }
      text.append(String.format(Locale.ROOT, "  %5.2f  (%d)%n", network.f1()[row], row + 1));
    }
    out.print(text);
  }
}
