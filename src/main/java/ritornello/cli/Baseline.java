package ritornello.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import ritornello.corpus.Corpus;
import ritornello.lm.NGramBaseline;
import ritornello.lm.TrainingOptions;
import ritornello.token.Codec;
import ritornello.token.TokenSource;
import ritornello.token.WordSource;

/**
 * N-grams that learned from the pieces that a model was trained on.
 *
 * @param pieces how many they learned from
 * @param tokens how many tokens those have
 * @param moved whether they learned them in other keys, tempos and velocities too, as the model did
 * @param validationPieces that chose their order; 0 if those that are measured had to
 */
record Baseline(NGramBaseline grams, int pieces, long tokens, boolean moved, int validationPieces) {

  /** Each of the twelve keys once, on average. */
  private static final int MOST_EPOCHS = 12;

  /** Of pieces in several keys; so many take some ten seconds. */
  private static final long MOST_MOVED_TOKENS = 1 << 22;

  /** Of the sorted places, the pieces and what is known of contexts. */
  private static final int BYTES_PER_TOKEN = 64;

  private record Material(List<int[]> pieces, boolean moved) {
    long tokens() {
      return pieces.stream().mapToLong(piece -> piece.length).sum();
    }
  }

  /**
   * Learns and measures. A model that learned its pieces in other keys as well has seen more than
   * they hold; so n-grams learn from them in both ways, and those that are better on validation
   * count.
   *
   * @param options of the model's training
   * @param measured in the codec's tokens
   * @param notes is told in a sentence what is not as it should be
   */
  static Baseline of(
      Codec codec,
      Corpus corpus,
      TrainingOptions options,
      List<int[]> measured,
      Consumer<String> notes) {
    List<int[]> validation = Pieces.all(WordSource.of(corpus.validation(), codec));
    if (validation.isEmpty()) {
      notes.accept(
          "no pieces for validation: the order of the n-grams is that which is best on what is"
              + " measured, which is to their advantage");
    }
    Baseline best = null;
    for (Material material : materials(codec, corpus, options, notes)) {
      NGramBaseline grams =
          NGramBaseline.of(
              codec, material.pieces(), validation.isEmpty() ? measured : validation, measured);
      if (best == null || nats(grams) < nats(best.grams())) {
        best =
            new Baseline(
                grams,
                material.pieces().size(),
                material.tokens(),
                material.moved(),
                validation.size());
      }
    }
    return best;
  }

  private static double nats(NGramBaseline grams) {
    return grams.validation().get(grams.order() - 1);
  }

  private static List<Material> materials(
      Codec codec, Corpus corpus, TrainingOptions options, Consumer<String> notes) {
    List<Material> materials = new ArrayList<>();
    long most = Runtime.getRuntime().maxMemory() / 2 / BYTES_PER_TOKEN;
    TokenSource plain = WordSource.of(corpus.training(options.seed(), false), codec);
    List<int[]> pieces = Pieces.all(plain, 1, most);
    if (pieces.size() < plain.count()) {
      notes.accept(
          "the n-grams learn from "
              + pieces.size()
              + " of "
              + plain.count()
              + " pieces, for want of memory; give more, for example by RITORNELLO_JAVA_OPTS=-Xmx8g");
    }
    materials.add(new Material(pieces, false));
    long epochs = Math.min(MOST_EPOCHS, MOST_MOVED_TOKENS / Math.max(1, plain.tokens()));
    if (options.augment() && !codec.isKeyRelative() && epochs > 0) {
      TokenSource moved = WordSource.of(corpus.training(options.seed(), true), codec);
      materials.add(new Material(Pieces.all(moved, (int) epochs, most), true));
    }
    return materials;
  }
}
