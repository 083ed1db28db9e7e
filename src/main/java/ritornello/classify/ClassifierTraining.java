package ritornello.classify;

import java.io.IOException;
import java.util.function.LongSupplier;
import ritornello.lm.ModelConfig;
import ritornello.lm.Trainer;
import ritornello.lm.TrainingOptions;
import ritornello.nn.NetworkSpec;
import ritornello.store.ModelDirectory;
import ritornello.token.LabelledSource;

/** Trains classifiers, by the trainer of all models. */
public final class ClassifierTraining {
  private ClassifierTraining() {}

  /**
   * Steps of the windows that {@link TrainingOptions} must ask for.
   *
   * @param stretch notes of a stretch
   */
  public static int steps(int stretch) {
    return stretch + 1;
  }

  /**
   * A new training.
   *
   * @param directory as {@link ModelDirectory#create} gives it
   * @param data what is learned
   * @param nanoClock tells when it is time for a checkpoint
   */
  public static Trainer start(
      ModelDirectory directory,
      Scheme scheme,
      NetworkSpec network,
      TrainingOptions options,
      Trainer.Data data,
      LabelledSource training,
      LabelledSource validation,
      LongSupplier nanoClock)
      throws IOException {
    return Trainer.start(
        directory,
        LabelledStretches.reading(scheme),
        new ModelConfig(ModelConfig.FORMAT, Classifier.KIND, network),
        scheme,
        options,
        data,
        new LabelledStretches(training, scheme, true, options.seed()),
        new LabelledStretches(validation, scheme, false, 0),
        nanoClock);
  }

  /**
   * Goes on where the directory's checkpoint was made, with the options stored in it.
   *
   * @throws IOException if the collection is not the one that the model was trained on, or the
   *     model is no classifier
   */
  public static Trainer resume(
      ModelDirectory directory,
      String dataHash,
      LabelledSource training,
      LabelledSource validation,
      LongSupplier nanoClock)
      throws IOException {
    Classifier.checkKind(directory);
    Scheme scheme = directory.vocabulary(Scheme.class);
    long seed = Trainer.stored(directory).options().seed();
    return Trainer.resume(
        directory,
        LabelledStretches.reading(scheme),
        directory.config(ModelConfig.class).network(),
        dataHash,
        new LabelledStretches(training, scheme, true, seed),
        new LabelledStretches(validation, scheme, false, 0),
        nanoClock);
  }
}
