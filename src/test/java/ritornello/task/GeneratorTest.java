package ritornello.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritornello.lm.LanguageModel;
import ritornello.lm.Sampler;
import ritornello.nn.Layout;
import ritornello.nn.NetworkSpec;
import ritornello.originality.GrowingLine;
import ritornello.originality.RunsOfLength;
import ritornello.score.Melody;
import ritornello.score.NoteText;
import ritornello.score.TimeSignature;
import ritornello.token.Codec;
import ritornello.token.Codecs;
import ritornello.token.MelodyCodec;
import ritornello.token.RemiCodec;

/** What a generator does with a limit on copies, whatever the model: one that believes nothing. */
class GeneratorTest {
  private static final int BARS = 6;
  private static final int[] NO_SEED = {};

  static List<String> codecs() {
    return Codecs.NAMES;
  }

  private static Codec codec(String name) {
    return Codecs.of(Codecs.usual(name, OptionalInt.empty()));
  }

  /** All tokens are equally likely to it. */
  private static Generator generator(Codec codec) {
    int size = codec.vocabulary().size();
    NetworkSpec network = new NetworkSpec(codec.inputSizes(), 2, "gru", 1, 2, size, 0);
    Map<String, float[]> zeros = new HashMap<>();
    for (Layout.Parameter parameter : new Layout(network).parameters()) {
      zeros.put(parameter.name(), new float[parameter.size()]);
    }
    return new Generator(new LanguageModel("even", codec, network, zeros), new Sampler(1));
  }

  /** Runs of so many notes that are like this. */
  private record Runs(int notes, Predicate<GrowingLine> like) implements RunsOfLength {
    @Override
    public boolean hasEndOf(GrowingLine line) {
      assertThat(line.notes()).isGreaterThanOrEqualTo(notes);
      return like.test(line);
    }
  }

  private static Generator.Generated generate(
      Generator generator, int[] seed, long randomSeed, Optional<RunsOfLength> limit)
      throws UnsatisfiableException {
    return generator.generate(new Request(seed, BARS, List.of(), limit), randomSeed);
  }

  private static Optional<RunsOfLength> limit(int notes, Predicate<GrowingLine> like) {
    return Optional.of(new Runs(notes, like));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aLimitThatForbidsNothingChangesNothing(String name) throws UnsatisfiableException {
    Generator generator = generator(codec(name));
    for (int seed = 0; seed < 3; seed++) {
      Generator.Generated free = generate(generator, NO_SEED, seed, Optional.empty());
      Generator.Generated limited = generate(generator, NO_SEED, seed, limit(2, line -> false));
      assertThat(limited.tokens()).isEqualTo(free.tokens());
      assertThat(limited.refused()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void whatIsForbiddenIsNotInvented(String name) throws UnsatisfiableException {
    Codec codec = codec(name);
    Generator generator = generator(codec);
    int refused = 0;
    for (int seed = 0; seed < 3; seed++) {
      // No upper line of an even number of notes but the first two: so none of more than three.
      Generator.Generated limited =
          generate(generator, NO_SEED, seed, limit(4, line -> line.notes() % 2 == 0));
      if (limited.copies() == 0) {
        assertThat(UpperLine.of(codec, limited.tokens()).notes()).isLessThan(4);
      }
      refused += limited.refused();
    }
    assertThat(refused).isPositive();
  }

  /** A rest is always allowed. */
  @Test
  void aMelodyCopiesNothingAtAllIfItMustNot() throws UnsatisfiableException {
    Codec codec = codec(MelodyCodec.NAME);
    for (int seed = 0; seed < 20; seed++) {
      Generator.Generated generated =
          generate(generator(codec), NO_SEED, seed, limit(2, line -> true));
      assertThat(generated.copies()).isZero();
      assertThat(UpperLine.of(codec, generated.tokens()).notes()).isLessThan(2);
    }
  }

  /** After a velocity only a pitch may follow. */
  @Test
  void whereNothingElseCanFollowItIsSaidThatMoreWasCopied() throws UnsatisfiableException {
    Codec codec = codec(RemiCodec.NAME);
    Generator.Generated generated = generate(generator(codec), NO_SEED, 1, limit(2, line -> true));
    assertThat(generated.copies()).isPositive();
    assertThat(generated.refused()).isGreaterThan(generated.copies());
  }

  @Test
  void theNotesOfASeedAreNotForbiddenButWhatGoesOnIs() throws UnsatisfiableException {
    Codec codec = codec(MelodyCodec.NAME);
    int[] seed = ((MelodyCodec) codec).encodeSeed(tune());
    // The fifth note, whatever it is, would be one too many.
    Generator.Generated generated = generate(generator(codec), seed, 1, limit(3, line -> true));
    assertThat(UpperLine.of(codec, generated.tokens()).notes()).isEqualTo(4);
    assertThat(generated.tokens()).startsWith(seed);
  }

  private static Melody tune() {
    return NoteText.parse("C4 D4 E4 F4", TimeSignature.COMMON, 4);
  }
}
