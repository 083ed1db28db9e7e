package ritornello.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ritornello.lm.Batching;
import ritornello.lm.Learning;
import ritornello.lm.Trainer;
import ritornello.lm.TrainingOptions;
import ritornello.lm.TrainingRecord;
import ritornello.nn.NetworkSpec;
import ritornello.report.TrainingPage.Table;
import ritornello.token.Codec;
import ritornello.token.CodecSpec;
import ritornello.token.ControlledCodec;

/**
 * What a model is, of what it was made, how, and what came of it; as tables.
 *
 * @param place the model's directory, as the user named it
 * @param network of it
 * @param codec of it
 * @param record how the training went so far
 * @param collection what it learns from
 * @param test mean loss on the test pieces, in nats a token, if that was measured
 */
record ModelCard(
    String place,
    NetworkSpec network,
    Codec codec,
    TrainingRecord record,
    CollectionFacts collection,
    Optional<Double> test) {

  static ModelCard of(
      String place, Trainer trainer, CollectionFacts collection, Optional<Double> test) {
    return new ModelCard(
        place,
        trainer.network(),
        trainer.codec().orElseThrow(),
        trainer.record(),
        collection,
        test);
  }

  List<Table> tables() {
    return List.of(
        new Table("Result", result(), false),
        new Table("Model", model(), false),
        new Table("Collection", data(), false),
        new Table("Pieces", collection.rows(), false),
        new Table("Tokens of the training pieces", collection.kindRows(), true),
        new Table("Options", options(), false),
        new Table("Figures", figures(), true));
  }

  private static List<String> row(String name, Object value) {
    return List.of(name, value.toString());
  }

  private static String nats(double loss) {
    return String.format(
        Locale.ROOT, "%.4f nats a token, as if it chose among %.2f", loss, Math.exp(loss));
  }

  private List<List<String>> result() {
    List<List<String>> rows = new ArrayList<>();
    if (record.bestEpoch() > 0) {
      String part = record.bestPart().map(number -> ", part " + number).orElse("");
      rows.add(row("best", "epoch " + record.bestEpoch() + part));
      rows.add(row("validation", nats(record.bestValidationLoss())));
    }
    test.ifPresent(loss -> rows.add(row("test", nats(loss))));
    rows.add(row("steps", CollectionFacts.number(record.steps())));
    if (record.skippedSteps() > 0) {
      rows.add(row("steps left out", record.skippedSteps() + ", not finite"));
    }
    return rows;
  }

  private List<List<String>> model() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("network", network));
    rows.add(
        row(
            "embedding, dropout",
            network.embedding() + ", " + String.format(Locale.ROOT, "%.2f", network.dropout())));
    network
        .attention()
        .ifPresent(
            attention ->
                rows.add(row("attention", "over the latest " + attention.span() + " steps")));
    rows.add(row("parameters", CollectionFacts.number(record.parameters())));
    record.from().ifPresent(from -> rows.add(row("began with", from)));
    CodecSpec spec = codec.spec();
    rows.add(
        row(
            "codec",
            spec.name()
                + (spec.stepsPerQuarter() == CodecSpec.NO_GRID
                    ? ""
                    : ", " + spec.stepsPerQuarter() + " steps a quarter note")
                + (spec.positions() ? ", with positions" : "")
                + (spec.lookbackBars().isEmpty()
                    ? ""
                    : ", looking back " + spec.lookbackBars() + " bars")));
    String words =
        spec.words().map(w -> ", " + w.merges().size() + " of them learned words").orElse("");
    rows.add(row("vocabulary", codec.vocabulary().size() + " tokens" + words));
    if (codec instanceof ControlledCodec controlled) {
      ControlFacts.of(controlled).forEach(fact -> rows.add(row("can be asked for", fact)));
    }
    return rows;
  }

  private List<List<String>> data() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("where it was", record.data()));
    rows.add(row("hash", record.dataHash()));
    rows.add(
        row(
            "kept for validation, test",
            String.format(
                Locale.ROOT, "%.0f %%, %.0f %%", 100 * record.validation(), 100 * record.test())));
    if (collection.copies() > 0) {
      rows.add(row("copies left out", collection.copies()));
    }
    collection.notes().forEach(note -> rows.add(row("note", note)));
    return rows;
  }

  private List<List<String>> options() {
    TrainingOptions options = record.options();
    Learning learning = options.learningOrFirst();
    boolean whole = options.batching().map(Batching::whole).orElse(false);
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("random seed", options.seed()));
    rows.add(
        row(
            "batch",
            options.batch()
                + (whole ? " whole pieces of up to " : " windows of ")
                + options.window()
                + " steps"));
    learning.accumulate().ifPresent(n -> rows.add(row("batches for a step", n)));
    rows.add(row("optimizer", words(learning.optimiser())));
    rows.add(row("learning rate", options.learningRate()));
    rows.add(row("schedule", words(learning.scheduleOrCosine())));
    rows.add(row("longest gradient", options.clipNorm()));
    learning.clipValue().ifPresent(v -> rows.add(row("largest element of a gradient", v)));
    learning.average().ifPresent(v -> rows.add(row("average of the weights", v)));
    learning.labelSmoothing().ifPresent(v -> rows.add(row("label smoothing", v)));
    rows.add(row("epochs at most", options.maxEpochs()));
    rows.add(row("patience", options.patience()));
    rows.add(row("validations an epoch", options.validationsAnEpoch()));
    rows.add(row("pieces moved to other keys and tempos", options.augment() ? "yes" : "no"));
    rows.add(row("threads", options.threads()));
    return rows;
  }

  /** As {@code Adam: beta1 0.9, beta2 0.999}. */
  private static String words(Object choice) {
    return choice.toString().replaceAll("\\[\\]|]$", "").replace("[", ": ").replace('=', ' ');
  }

  private List<List<String>> figures() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("epoch", "training, nats a token", "validation"));
    for (TrainingRecord.Epoch epoch : record.epochs()) {
      String part = epoch.part().map(number -> ", part " + number).orElse("");
      rows.add(
          List.of(
              epoch.epoch() + part,
              String.format(Locale.ROOT, "%.4f", epoch.trainingLoss()),
              String.format(Locale.ROOT, "%.4f", epoch.validationLoss())));
    }
    return rows;
  }

  /** Commands to go on with. */
  List<String> use() {
    String model = TrainingReport.quoted(Path.of(place));
    return List.of(
        "ritornello generate --model " + model,
        "ritornello score FILE.mid --model " + model,
        "ritornello evaluate " + model);
  }
}
