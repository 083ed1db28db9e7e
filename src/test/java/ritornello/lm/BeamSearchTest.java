package ritornello.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritornello.store.ModelFiles;
import ritornello.token.Vocabulary;

class BeamSearchTest {
  private static LanguageModel folk;

  @BeforeAll
  static void load() throws IOException {
    folk = LanguageModel.load(ModelFiles.resolve("folk"));
  }

  private static Continuation begun() {
    Continuation continuation = folk.begin();
    Sampler likeliest = new Sampler(0);
    for (int i = 0; i < 4; i++) {
      continuation.accept(draw(continuation, likeliest));
    }
    return continuation;
  }

  private static int draw(Continuation continuation, Sampler sampler) {
    return sampler.draw(
        continuation.logits(), continuation.context()::allows, new SplittableRandom(1));
  }

  /** −ln of the token's probability among those that are allowed. */
  private static double nats(Continuation at, int token) {
    double sum = 0;
    for (int other = 0; other < at.logits().length; other++) {
      sum += at.context().allows(other) ? Math.exp(at.logits()[other]) : 0;
    }
    return Math.log(sum) - at.logits()[token];
  }

  @Test
  void aBeamOfOneTakesTheLikeliestEachTime() {
    List<Integer> greedy = new ArrayList<>();
    Continuation continuation = begun();
    double nats = 0;
    int from = continuation.context().steps();
    while (continuation.context().steps() < from + 40) {
      int token = draw(continuation, new Sampler(0));
      nats += nats(continuation, token);
      assertThat(token).isNotEqualTo(Vocabulary.EOS);
      continuation.accept(token);
      greedy.add(token);
    }
    BeamSearch.Found found =
        new BeamSearch(1, 1)
            .search(begun(), BeamSearch.Rules.NONE, context -> context.steps() >= from + 40)
            .orElseThrow();
    assertThat(found.tokens()).isEqualTo(greedy);
    assertThat(found.nats()).isCloseTo(nats, within(1e-6));
  }

  /** Wide enough, it misses none of the sequences of two tokens. */
  @Test
  void aWideBeamFindsTheLikeliestOfAll() {
    Continuation begun = begun();
    int from = begun.context().steps();
    double best = Double.POSITIVE_INFINITY;
    for (int first = 0; first < begun.logits().length; first++) {
      if (begun.context().allows(first) && first != Vocabulary.EOS) {
        Continuation then = begun.copy();
        then.accept(first);
        for (int second = 0; second < then.logits().length; second++) {
          if (then.context().allows(second) && second != Vocabulary.EOS) {
            best = Math.min(best, nats(begun, first) + nats(then, second));
          }
        }
      }
    }
    BeamSearch.Found found =
        new BeamSearch(1000, 0)
            .search(begun(), BeamSearch.Rules.NONE, context -> context.steps() >= from + 2)
            .orElseThrow();
    assertThat(found.tokens()).hasSize(2);
    assertThat(found.nats()).isCloseTo(best, within(1e-6));
  }

  /** It ends only at bar lines, where the shorter is the likelier. */
  @Test
  void lengthNormalisationFavoursLongerOnes() {
    int seedBars = 8;
    int shortest =
        new BeamSearch(8, 0)
            .search(begun(), BeamSearch.Rules.NONE, context -> context.bars() >= seedBars)
            .orElseThrow()
            .tokens()
            .size();
    int longer =
        new BeamSearch(8, 1)
            .search(begun(), BeamSearch.Rules.NONE, context -> context.bars() >= seedBars)
            .orElseThrow()
            .tokens()
            .size();
    assertThat(longer).isGreaterThanOrEqualTo(shortest);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, width of the beam is 0; it must be from 1 to 1000",
    "4, NaN, length normalisation is NaN; it must be from 0 to 1"
  })
  void whatMakesNoSenseIsRefused(int width, double normalisation, String message) {
    assertThatThrownBy(() -> new BeamSearch(width, normalisation))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
