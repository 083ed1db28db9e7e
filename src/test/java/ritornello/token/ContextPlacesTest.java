package ritornello.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritornello.score.Note;
import ritornello.score.Score;

/** What a context says of a token beforehand is what comes of it. */
class ContextPlacesTest {
  private static final int TOKENS = 400;
  private static final int DRUM_CHANNEL = 9;

  static List<Codec> codecs() {
    return OnsetsTest.codecs();
  }

  /** Draws evenly from what the grammar allows. */
  private static int draw(Context context, int size, SplittableRandom random) {
    int token = random.nextInt(size);
    while (!context.allows(token) || token == Vocabulary.EOS) {
      token = random.nextInt(size);
    }
    return token;
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void thePlaceAfterATokenIsWhereItThenStands(Codec codec) {
    for (long seed = 0; seed < 5; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Context context = codec.start();
      for (int i = 0; i < TOKENS; i++) {
        int token = draw(context, codec.vocabulary().size(), random);
        var expected = context.placeAfter(token);
        context.accept(token);
        // The first step of a melody tells whether its bar is a pickup.
        if (context.steps() > 1 || !(codec.characters() instanceof MelodyCodec)) {
          assertThat(context.place()).isEqualTo(expected);
        }
        context
            .place()
            .ifPresent(
                place -> {
                  assertThat(place.step()).isBetween(0, Math.max(0, place.barSteps() - 1));
                  assertThat(place.bar()).isEqualTo(context.bars() - context.pickupBars());
                });
      }
    }
  }

  /** Against the notes that come out: so many sound where a note begins. */
  @ParameterizedTest
  @MethodSource("codecs")
  void soManySoundAsItSays(Codec codec) {
    for (long seed = 0; seed < 5; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Context context = codec.start();
      int[] tokens = new int[TOKENS];
      int most = 0;
      for (int i = 0; i < TOKENS; i++) {
        tokens[i] = draw(context, codec.vocabulary().size(), random);
        int said = context.soundingAfter(tokens[i]);
        if (!context.onsets(tokens[i]).isEmpty() && codec.kind(tokens[i]) != TokenKind.WORD) {
          most = Math.max(most, said);
        }
        context.accept(tokens[i]);
      }
      if (codec == codec.characters()) {
        assertThat(most)
            .isEqualTo(mostSounding(codec.decode(tokens, new Rendering("", 120, 0, 80))));
      }
    }
  }

  private static int mostSounding(Score score) {
    List<Note> notes =
        score.tracks().stream()
            .filter(track -> track.channel() != DRUM_CHANNEL)
            .flatMap(track -> track.notes().stream())
            .toList();
    return notes.stream()
        .mapToInt(
            note ->
                (int)
                    notes.stream()
                        .filter(other -> other.startTick() <= note.startTick())
                        .filter(other -> other.endTick() > note.startTick())
                        .count())
        .max()
        .orElse(0);
  }
}
