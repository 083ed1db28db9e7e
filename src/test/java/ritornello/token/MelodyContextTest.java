package ritornello.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritornello.score.Bar;
import ritornello.score.Melody;

class MelodyContextTest {
  private final MelodyCodec codec = new MelodyCodec(new CodecSpec("melody", 4));

  static IntStream seeds() {
    return IntStream.range(0, 50);
  }

  private int[] inputs(Context context) {
    int[] inputs = new int[codec.inputSizes().length];
    context.inputs(inputs);
    return inputs;
  }

  @Test
  void beforeTheMusicThereIsNothing() {
    Context context = codec.start();
    assertThat(inputs(context)).containsExactly(Vocabulary.BOS, 0, 8, 0, 0, 0, 0, 0);
    int metre = codec.vocabulary().id("METRE_3/4");
    context.accept(metre);
    assertThat(inputs(context)).containsExactly(metre, 0, 8, 0, 0, 0, 0, 0);
    int key = codec.vocabulary().id("KEY_0");
    context.accept(key);
    assertThat(inputs(context)).containsExactly(key, 0, 0, 1, 0, 0, 0, 0);
    assertThat(context.atBarLine()).isTrue();
  }

  /** What the inputs should be is worked out here from the melody's bars. */
  @ParameterizedTest
  @MethodSource("seeds")
  void inputsTellThePlaceInTheBarThePhraseAndTheStepsBarsAgo(int seed) {
    Melody melody = RandomMelodies.whole(new SplittableRandom(seed), 4);
    int[] tokens = codec.encode(melody);
    List<Integer> steps = new ArrayList<>();
    List<Bar> bars = melody.bars();
    boolean pickup = melody.notes().isEmpty() || melody.notes().get(0).startStep() > 0;
    Context context = codec.start();
    for (int token : tokens) {
      boolean step = MelodyTokens.isStep(token);
      if (step) {
        int coming = steps.size();
        Bar bar = bars.stream().filter(b -> coming < b.endStep()).findFirst().orElseThrow();
        int number = bars.indexOf(bar) - (pickup && coming > 0 ? 1 : 0);
        int[] inputs = inputs(context);
        assertThat(inputs[1]).isEqualTo(coming - bar.startStep());
        assertThat(inputs[2]).isEqualTo(Math.floorMod(number, 8));
        assertThat(inputs[3]).isEqualTo(number < 0 ? 0 : Math.min(15, 1 + number / 8));
        int i = 4;
        for (int back : codec.spec().lookbackBars()) {
          int then = coming - back * bar.lengthSteps();
          assertThat(inputs[i++]).isEqualTo(then < 0 ? Vocabulary.PAD : steps.get(then));
        }
        assertThat(context.atBarLine()).isEqualTo(coming == bar.startStep());
        assertThat(context.bars()).isEqualTo(bars.indexOf(bar));
        assertThat(context.steps()).isEqualTo(coming);
        steps.add(token);
      }
      context.accept(token);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aCopyGoesOnAsTheOriginalWouldAndIsIndependent(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] begin = RandomMelodies.ids(random, 60);
    int[] goOn = RandomMelodies.ids(random, 60);
    Context original = codec.start();
    IntStream.of(begin).forEach(original::accept);
    int[] before = inputs(original);
    Context copy = original.copy();
    IntStream.of(goOn).forEach(copy::accept);
    assertThat(inputs(original)).containsExactly(before);
    IntStream.of(goOn).forEach(original::accept);
    assertThat(inputs(original)).containsExactly(inputs(copy));
    for (int token = 0; token < MelodyTokens.SIZE; token++) {
      assertThat(original.allows(token)).isEqualTo(copy.allows(token));
    }
  }

  @Test
  void longBarsShareTheLastPosition() {
    Context context = new MelodyCodec(new CodecSpec("melody", 12)).start();
    context.accept(codec.vocabulary().id("METRE_4/2"));
    context.accept(codec.vocabulary().id("KEY_0"));
    for (int step = 0; step < 95; step++) {
      context.accept(MelodyTokens.REST);
    }
    assertThat(inputs(context)[1]).isEqualTo(72);
  }
}
