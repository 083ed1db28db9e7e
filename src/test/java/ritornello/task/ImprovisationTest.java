package ritornello.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritornello.lm.LanguageModel;
import ritornello.lm.Sampler;
import ritornello.score.KeySignature;
import ritornello.score.Note;
import ritornello.score.NoteText;
import ritornello.score.Scale;
import ritornello.score.TimeSignature;
import ritornello.store.ModelFiles;
import ritornello.token.Codecs;
import ritornello.token.FramesCodec;
import ritornello.token.MelodyCodec;
import ritornello.token.Rendering;

/** Music without end, and what changes in it. */
class ImprovisationTest {
  private static final Rendering RENDERING = new Rendering("live", 120, 0, 80);
  private static LanguageModel folk;

  @BeforeAll
  static void load() throws IOException {
    folk = LanguageModel.load(ModelFiles.resolve("folk"));
  }

  static List<String> names() {
    return Codecs.NAMES;
  }

  private static int[] opening() {
    return ((MelodyCodec) folk.codec())
        .prefix(Optional.of(TimeSignature.COMMON), Optional.of(new KeySignature(2, false)));
  }

  private static Improvisation improvisation(long seed, Constraint... constraints) {
    return new Improvisation(
        folk, new Sampler(0.9), List.of(constraints), opening(), new int[0], RENDERING, seed);
  }

  private static List<Note> notes(Improvisation.Bar bar) {
    return bar.score().tracks().stream().flatMap(track -> track.notes().stream()).toList();
  }

  private static List<List<Note>> bars(Improvisation improvisation, int count) {
    List<List<Note>> bars = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      bars.add(notes(improvisation.next()));
    }
    return bars;
  }

  @ParameterizedTest
  @MethodSource("names")
  void itGoesOnForEverWithModelsOfEachCodec(String name) {
    LanguageModel random = ConstraintsTest.model(ConstraintsTest.codec(name), 3);
    Improvisation improvisation =
        new Improvisation(random, new Sampler(1), List.of(), new int[0], new int[0], RENDERING, 1);
    int notes = 0;
    for (int i = 0; i < 60; i++) {
      Improvisation.Bar bar = improvisation.next();
      assertThat(bar.lengthTicks()).isPositive();
      assertThat(bar.isFree()).isFalse();
      for (Note note : notes(bar)) {
        assertThat(note.startTick()).isBetween(0L, bar.lengthTicks() - 1);
        notes++;
      }
    }
    assertThat(notes).isPositive();
  }

  @Test
  void ofATunesEndAnotherBegins() {
    List<List<Note>> bars = bars(improvisation(1), 200);
    assertThat(bars.stream().filter(List::isEmpty).count()).isLessThan(40);
    assertThat(bars.subList(100, 200).stream().mapToInt(List::size).sum()).isGreaterThan(200);
  }

  @Test
  void theSameSeedIsTheSameMusic() {
    assertThat(bars(improvisation(7), 40)).isEqualTo(bars(improvisation(7), 40));
    assertThat(bars(improvisation(7), 40)).isNotEqualTo(bars(improvisation(8), 40));
  }

  @Test
  void itKeepsToConstraintsAndToOthersFromTheNextBarOn() {
    Scale first = Scale.parse("D pentatonic");
    Scale then = Scale.parse("E minor pentatonic");
    Improvisation improvisation = improvisation(3, new Constraint.InScale(Optional.of(first)));
    bars(improvisation, 20)
        .forEach(bar -> assertThat(bar).allMatch(note -> first.has(note.pitch())));
    improvisation.change(new Sampler(1.2), List.of(new Constraint.InScale(Optional.of(then))));
    bars(improvisation, 20)
        .forEach(bar -> assertThat(bar).allMatch(note -> then.has(note.pitch())));
  }

  @Test
  void whatCannotBeKeptIsLeftRatherThanSilent() {
    List<Constraint> tooMany =
        List.of(
            new Constraint.InRange(62, 62),
            new Constraint.OnGrid(1),
            new Constraint.NoRepeatedBar(),
            new Constraint.ExactBars(200));
    LanguageModel random = ConstraintsTest.model(ConstraintsTest.codec(FramesCodec.NAME), 3);
    Improvisation improvisation =
        new Improvisation(random, new Sampler(1), tooMany, new int[0], new int[0], RENDERING, 1);
    boolean free = false;
    for (int i = 0; i < 20; i++) {
      free |= improvisation.next().isFree();
    }
    assertThat(free).isTrue();
  }

  @Test
  void aSeedIsGoneOnFromAndNotGivenAgain() {
    MelodyCodec codec = (MelodyCodec) folk.codec();
    int[] seed =
        codec.encodeSeed(
            NoteText.parse("D4 F#4 A4 d5 D4 F#4 A4", TimeSignature.COMMON, 4)
                .withKey(Optional.of(new KeySignature(2, false))));
    Improvisation improvisation =
        new Improvisation(folk, new Sampler(0.9), List.of(), opening(), seed, RENDERING, 5);
    Improvisation.Bar first = improvisation.next();
    assertThat(first.lengthTicks()).isEqualTo(4L * first.score().ppq());
    assertThat(notes(first)).isNotEmpty();
  }

  /** Melodies have one voice: no note may sound on into the next of its bar or of a later one. */
  @Test
  void aNoteOfAMelodyEndsBeforeTheNextBegins() {
    Improvisation improvisation = improvisation(11);
    long barLine = 0;
    long end = 0;
    for (int i = 0; i < 100; i++) {
      Improvisation.Bar bar = improvisation.next();
      for (Note note : notes(bar)) {
        assertThat(barLine + note.startTick()).isGreaterThanOrEqualTo(end);
        end = barLine + note.endTick();
      }
      barLine += bar.lengthTicks();
    }
  }
}
