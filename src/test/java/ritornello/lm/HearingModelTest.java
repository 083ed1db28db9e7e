package ritornello.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import ritornello.nn.Layout;
import ritornello.nn.NetworkSpec;
import ritornello.nn.NetworkSpec.Attention;
import ritornello.nn.NetworkSpec.Encoder;
import ritornello.nn.NetworkSpec.Scoring;
import ritornello.token.Codec;
import ritornello.token.CodecSpec;
import ritornello.token.Codecs;

/** A model with an encoder goes on from what it has heard. */
class HearingModelTest {
  private static final Codec CODEC = Codecs.of(new CodecSpec("melody", 4));
  private static final List<int[]> ONE = List.of(new int[] {1}, new int[] {4}, new int[] {2});
  private static final List<int[]> OTHER = List.of(new int[] {3}, new int[] {4}, new int[] {2});
  private static final NetworkSpec PLAIN =
      new NetworkSpec(CODEC.inputSizes(), 8, "gru", 1, 8, CODEC.vocabulary().size(), 0);
  private static final NetworkSpec HEARING =
      PLAIN.with(new Encoder(new int[] {5}, 1, true)).with(new Attention(Scoring.DOT, 0));

  private static Map<String, float[]> parameters(NetworkSpec network) {
    SplittableRandom random = new SplittableRandom(5);
    Map<String, float[]> parameters = new HashMap<>();
    for (Layout.Parameter parameter : new Layout(network).parameters()) {
      float[] values = new float[parameter.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextDouble(-1, 1);
      }
      parameters.put(parameter.name(), values);
    }
    return parameters;
  }

  private static LanguageModel hearing(List<int[]> heard) {
    return new LanguageModel("hearing", CODEC, HEARING, parameters(HEARING), heard);
  }

  @Test
  void whatWasHeardTellsWhatIsLikely() {
    int[] tokens = IntStream.range(4, 40).toArray();
    double[] one = hearing(ONE).nats(tokens);
    assertThat(hearing(ONE).nats(tokens)).isEqualTo(one);
    double[] other = hearing(OTHER).nats(tokens);
    for (int i = 0; i < tokens.length; i++) {
      assertThat(Math.abs(other[i] - one[i])).isGreaterThan(1e-6);
    }
  }

  @Test
  void eachStepLooksAtAllThatWasHeardAndCopiesGoOnByThemselves() {
    Continuation continuation = hearing(ONE).begin();
    for (int token = 4; token < 12; token++) {
      float[] looks = continuation.attention();
      assertThat(looks).hasSize(ONE.size());
      assertThat((double) looks[0] + looks[1] + looks[2]).isCloseTo(1, within(1e-5));
      Continuation copy = continuation.copy();
      copy.accept(9);
      continuation.accept(token);
    }
    Continuation alone = hearing(ONE).begin();
    IntStream.range(4, 12).forEach(alone::accept);
    assertThat(continuation.logits()).isEqualTo(alone.logits());
  }

  @Test
  void thereIsNothingToHearWithoutAnEncoderAndSomethingWithOne() {
    assertThatThrownBy(() -> hearing(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LanguageModel("plain", CODEC, PLAIN, parameters(PLAIN), ONE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
