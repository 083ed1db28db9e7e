package ritornello.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.nn.NetworkSpec;
import ritornello.store.ModelDirectory;
import ritornello.token.Codec;
import ritornello.token.Codecs;
import ritornello.token.FramesCodec;
import ritornello.token.TokenSource;
import ritornello.token.Vocabulary;

/**
 * The probability of sequences, told by the model that generates, measured by the one that learns.
 */
class LikelihoodTest {
  @TempDir private Path folder;

  private record Pieces(List<int[]> pieces) implements TokenSource {
    @Override
    public Iterator<int[]> epoch(long epoch) {
      return pieces.stream().map(int[]::clone).iterator();
    }

    @Override
    public int count() {
      return pieces.size();
    }

    @Override
    public long tokens() {
      return pieces.stream().mapToLong(piece -> piece.length).sum();
    }
  }

  private static Pieces pieces(Codec codec) {
    SplittableRandom random = new SplittableRandom(4);
    List<int[]> pieces = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      int[] piece = random.ints(20 + 10 * i, 4, codec.vocabulary().size()).toArray();
      piece[piece.length - 1] = Vocabulary.EOS;
      pieces.add(piece);
    }
    return new Pieces(pieces);
  }

  private double trained(Codec codec, Pieces pieces) throws IOException {
    NetworkSpec network =
        new NetworkSpec(codec.inputSizes(), 6, "lstm", 2, 8, codec.vocabulary().size(), 0);
    TrainingOptions options = new TrainingOptions(5, 4, 16, 0.01, 1, 2, 50, 1, false);
    try (Trainer trainer =
        Trainer.start(
            ModelDirectory.create(folder.resolve("model")),
            codec,
            network,
            options,
            new Trainer.Data("pieces", "abc", 0.1, 0),
            pieces,
            pieces,
            System::nanoTime)) {
      trainer.run(new Silent());
      return trainer.test(pieces);
    }
  }

  private static final class Silent implements TrainingProgress {
    @Override
    public void window(int epoch, long done, long total, double loss) {}

    @Override
    public void epoch(TrainingRecord.Epoch epoch, boolean best) {}

    @Override
    public void trouble(String what) {}

    @Override
    public boolean stop() {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"melody", "performance", "remi", "frames"})
  void theChainOfStepsIsWhatTrainingMeasures(String name) throws IOException {
    Codec codec = Codecs.of(Codecs.usual(name, OptionalInt.empty()));
    Pieces pieces = pieces(codec);
    double measured = trained(codec, pieces);
    LanguageModel model = LanguageModel.load(ModelDirectory.resume(folder.resolve("model")));
    double sum =
        pieces.pieces().stream().mapToDouble(p -> Arrays.stream(model.nats(p)).sum()).sum();
    assertThat(sum / pieces.tokens()).isCloseTo(measured, within(1e-5 * measured));
  }

  @Test
  void whatWasExpectedInsteadIsTheLikeliestThatDidNotCome() throws IOException {
    Codec codec = Codecs.of(Codecs.usual("melody", OptionalInt.empty()));
    trained(codec, pieces(codec));
    LanguageModel model = LanguageModel.load(ModelDirectory.resume(folder.resolve("model")));
    int[] tokens = pieces(codec).pieces().get(3);
    List<Expectation> expectations = Expectation.of(model, tokens, 4);
    assertThat(expectations.stream().mapToDouble(Expectation::nats).toArray())
        .containsExactly(model.nats(tokens));
    Continuation continuation = model.begin();
    for (int i = 0; i < tokens.length; i++) {
      double[] p = probabilities(continuation.logits());
      Expectation expectation = expectations.get(i);
      assertThat(expectation.token()).isEqualTo(tokens[i]);
      assertThat(expectation.onsets()).isEqualTo(continuation.context().onsets(tokens[i]));
      p[tokens[i]] = 0;
      double[] likeliest = Arrays.stream(p).map(x -> -x).sorted().map(x -> -x).limit(4).toArray();
      for (int choice = 0; choice < 4; choice++) {
        Expectation.Choice told = expectation.instead().get(choice);
        assertThat(told.token()).isNotEqualTo(tokens[i]);
        assertThat(told.probability()).isCloseTo(likeliest[choice], within(1e-6));
        assertThat(told.probability()).isCloseTo(p[told.token()], within(1e-6));
      }
      continuation.accept(tokens[i]);
    }
  }

  @Test
  void aFramesLikelihoodIsTheProductOfItsTokens() throws IOException {
    FramesCodec codec = (FramesCodec) Codecs.of(Codecs.usual("frames", OptionalInt.empty()));
    trained(codec, pieces(codec));
    LanguageModel model = LanguageModel.load(ModelDirectory.resume(folder.resolve("model")));
    int[] tokens = codec.tokens(List.of(new int[] {60, 64, 67}, new int[0], new int[] {62}));
    double product = 1;
    Continuation continuation = model.begin();
    for (int i = 0; i < 4; i++) {
      double[] p = probabilities(continuation.logits());
      assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-9));
      product *= p[tokens[i]];
      continuation.accept(tokens[i]);
    }
    double[] frames = FramesCodec.frameSums(tokens, model.nats(tokens));
    assertThat(frames).hasSize(3);
    assertThat(Math.exp(-frames[0])).isCloseTo(product, within(1e-9 * product));
  }

  private static double[] probabilities(float[] logits) {
    double[] p = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      p[i] = Math.exp(logits[i]);
      sum += p[i];
    }
    for (int i = 0; i < p.length; i++) {
      p[i] /= sum;
    }
    return p;
  }
}
