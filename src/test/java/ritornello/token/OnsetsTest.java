package ritornello.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;

/** What a context says that a token strikes is what is struck when all tokens are decoded. */
class OnsetsTest {

  static List<Codec> codecs() {
    List<Codec> characters =
        Codecs.NAMES.stream()
            .map(name -> Codecs.of(Codecs.usual(name, OptionalInt.empty())))
            .toList();
    return Stream.concat(characters.stream(), characters.stream().map(OnsetsTest::withWords))
        .toList();
  }

  private static Codec withWords(Codec codec) {
    List<int[]> pieces = IntStream.range(0, 20).mapToObj(seed -> encoded(codec, seed)).toList();
    TokenSource source =
        new TokenSource() {
          @Override
          public Iterator<int[]> epoch(long epoch) {
            return pieces.iterator();
          }

          @Override
          public int count() {
            return pieces.size();
          }

          @Override
          public long tokens() {
            return pieces.stream().mapToLong(piece -> piece.length).sum();
          }
        };
    OptionalInt size = OptionalInt.of(codec.vocabulary().size() + 100);
    return Codecs.withWords(codec, WordLearner.learn(codec, source, size, 0));
  }

  private static int[] encoded(Codec codec, long seed) {
    Encoding encoding = codec.encode(RandomMusic.score(seed));
    return encoding instanceof Encoding.Encoded some ? some.tokens() : new int[0];
  }

  /** Steps become ticks by one factor, and silence before the music stays. */
  private static List<List<Long>> struck(Codec codec, int[] tokens) {
    List<Onset> onsets = new ArrayList<>();
    Context context = codec.start();
    for (int token : tokens) {
      for (Onset onset : context.onsets(token)) {
        assertThat(onset.step()).isGreaterThanOrEqualTo(last(onsets));
        onsets.add(onset);
      }
      context.accept(token);
    }
    return onsets.stream().map(o -> List.of((long) o.step(), (long) o.pitch())).toList();
  }

  private static int last(List<Onset> onsets) {
    return onsets.isEmpty() ? 0 : onsets.get(onsets.size() - 1).step();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void theyAreTheNotesOfTheScore(Codec codec) {
    int notes = 0;
    for (int seed = 0; seed < 60; seed++) {
      int[] tokens = encoded(codec, seed);
      Score score = codec.decode(tokens, new Rendering("", 120, 0, 90));
      List<List<Long>> struck = struck(codec, tokens);
      assertThat(order(struck)).hasSameElementsAs(order(ofScore(score, codec)));
      notes += struck.size();
    }
    assertThat(notes).isGreaterThan(300);
  }

  private static List<String> order(List<List<Long>> notes) {
    return notes.stream().map(List::toString).collect(Collectors.toList());
  }

  private static List<List<Long>> ofScore(Score score, Codec codec) {
    int steps = codec.spec().stepsPerQuarter();
    // At 120 quarter notes a minute one has 50 hundredths of a second.
    long perQuarter = steps == CodecSpec.NO_GRID ? 50 : steps;
    List<List<Long>> notes = new ArrayList<>();
    for (Track track : score.tracks()) {
      for (Note note : track.isDrums() ? List.<Note>of() : track.notes()) {
        long step = note.startTick() * perQuarter / score.ppq();
        notes.add(Arrays.asList(step, (long) note.pitch()));
      }
    }
    return notes;
  }
}
