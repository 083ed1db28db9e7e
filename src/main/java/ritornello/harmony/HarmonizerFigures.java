package ritornello.harmony;

import java.util.ArrayList;
import java.util.List;

/**
 * How right a harmoniser is, beside what must be beaten.
 *
 * @param tunes how many were measured on
 * @param rows of the harmoniser, a chord a beat and a chord a bar, of its network alone, and of the
 *     baselines, which learned from the same tunes
 */
public record HarmonizerFigures(int tunes, List<Row> rows) {

  /** One of them. */
  public record Row(String name, Accuracy accuracy) {}

  /**
   * Measures.
   *
   * @param training what the baselines learn from
   * @param validation what the strength of the hidden Markov model is chosen by, which the weights
   *     of the harmoniser's progressions were as well; without any it is chosen by the training
   * @param measured one tune or more
   */
  public static HarmonizerFigures of(
      Harmonizer model,
      List<HarmonizedTune> training,
      List<HarmonizedTune> validation,
      List<HarmonizedTune> measured) {
    Labels labels = model.labels();
    List<HarmonizedTune> chosenBy = validation.isEmpty() ? training : validation;
    List<Row> rows = new ArrayList<>();
    rows.add(row(model.name(), model.tagger(Per.BEAT), labels, measured));
    rows.add(row(model.name() + ", a chord a bar", model.tagger(Per.BAR), labels, measured));
    rows.add(row("its network alone", model.unsmoothed(), labels, measured));
    rows.add(
        row(
            "hidden Markov model",
            HiddenMarkov.learn(training, chosenBy, labels),
            labels,
            measured));
    rows.add(
        row("degree and place in the bar", new MostFrequent(training, labels), labels, measured));
    return new HarmonizerFigures(measured.size(), rows);
  }

  private static Row row(
      String name, ChordTagger tagger, Labels labels, List<HarmonizedTune> tunes) {
    return new Row(name, Accuracy.of(tagger, labels, tunes));
  }
}
