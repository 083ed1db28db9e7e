package ritornello.originality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.ScoreBars;
import ritornello.score.TimeSignature;
import ritornello.score.TimeSignatureChange;
import ritornello.score.Track;

/** A copy is found, however it is dressed up, and where it is from is told. */
class CopyingTest {
  private static final Tunes TUNES = new Tunes(new SplittableRandom(11));
  private static final int FIRST = 20;
  private static final int COPIED = 30;

  private static final List<List<Tunes.Step>> COLLECTION =
      Stream.generate(() -> TUNES.tune(80)).limit(20).toList();

  private static RunIndex index() {
    RunIndex.Builder builder = new RunIndex.Builder();
    for (int i = 0; i < COLLECTION.size(); i++) {
      builder.add("tune%02d.mid".formatted(i), Tunes.score(COLLECTION.get(i)));
    }
    return builder.build();
  }

  /** Thirty notes of tune 13, between new ones. */
  private static List<Tunes.Step> thief() {
    List<Tunes.Step> stolen = COLLECTION.get(13).subList(FIRST, FIRST + COPIED);
    return Tunes.joined(Tunes.joined(TUNES.tune(25), stolen), TUNES.tune(25));
  }

  /** From 1. */
  private static long barOf(List<Tunes.Step> tune, int note, Score score) {
    long tick =
        tune.stream().limit(note).mapToLong(Tunes.Step::ticks).sum()
            + score.tracks().get(0).notes().get(0).startTick();
    return ScoreBars.of(score).barAt(tick) + 1;
  }

  static Stream<Arguments> disguises() {
    return Stream.of(
        Arguments.of("as it is", 0, 1, "4/4", 120, 0, 1),
        Arguments.of("in another key", 5, 1, "4/4", 120, 0, 1),
        Arguments.of("an octave and more lower", -17, 1, "4/4", 120, 0, 1),
        Arguments.of("at another tempo", 0, 1, "4/4", 77.7, 0, 1),
        Arguments.of("in notes twice as long", 0, 2, "4/4", 120, 0, 1),
        Arguments.of("in notes half as long", 0, 0.5, "4/4", 120, 0, 1),
        Arguments.of("at no exact speed", 0, 0.831, "4/4", 120, 0, 1),
        Arguments.of("in another metre", 0, 1, "3/4", 120, 0, 1),
        Arguments.of("behind another bar line", 0, 1, "4/4", 120, 7 * Tunes.PPQ, 1),
        Arguments.of("staccato", 0, 1, "4/4", 120, 0, 0.4),
        Arguments.of("all at once", -3, 1.5, "6/8", 200, 5 * Tunes.PPQ, 0.5));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("disguises")
  void aCopyIsFoundInItsFileAndBar(
      String name,
      int semitones,
      double factor,
      String metre,
      double qpm,
      int tick,
      double legato) {
    List<Tunes.Step> tune = Tunes.stretched(Tunes.transposed(thief(), semitones), factor);
    Score score = Tunes.score(tune, metre, qpm, tick, legato);
    CopiedRun run = index().copying(score).longest().orElseThrow();
    assertThat(run.path()).isEqualTo("tune13.mid");
    // By chance a neighbour may fit as well.
    assertThat(run.notes()).isBetween(COPIED, COPIED + 2);
    List<Tunes.Step> source = COLLECTION.get(13);
    Score sourceScore = Tunes.score(source);
    assertThat((long) run.sourceFirstBar()).isEqualTo(barOf(source, FIRST, sourceScore));
    assertThat((long) run.sourceLastBar())
        .isEqualTo(barOf(source, FIRST + COPIED - 1, sourceScore));
    assertThat((long) run.firstBar()).isEqualTo(barOf(tune, 25, score));
    assertThat((long) run.lastBar()).isEqualTo(barOf(tune, 25 + COPIED - 1, score));
  }

  @Test
  void whatIsNotCopiedIsNotFound() {
    RunIndex index = index();
    for (int i = 0; i < 20; i++) {
      Copying copying = index.copying(Tunes.score(TUNES.tune(100)));
      assertThat(copying.longest().map(CopiedRun::notes).orElse(0)).isLessThan(6);
      assertThat(copying.copiedBars(6)).isZero();
      assertThat(copying.copiedShare(6)).isZero();
    }
  }

  @Test
  void aChangedNoteEndsARun() {
    List<Tunes.Step> tune = new ArrayList<>(COLLECTION.get(3).subList(0, 40));
    Tunes.Step changed = tune.get(15);
    tune.set(15, new Tunes.Step(changed.pitch() + 1, changed.ticks()));
    CopiedRun run = index().copying(Tunes.score(tune)).longest().orElseThrow();
    assertThat(run.notes()).isBetween(24, 25);
    assertThat(run.path()).isEqualTo("tune03.mid");
  }

  /** Bars of four quarters: two copied from one tune, then two of a note each, two from another. */
  @Test
  void eachBarHasItsSource() {
    List<Tunes.Step> quarters =
        COLLECTION.get(1).stream().map(s -> new Tunes.Step(s.pitch(), Tunes.PPQ)).toList();
    List<Tunes.Step> others =
        COLLECTION.get(2).stream().map(s -> new Tunes.Step(s.pitch(), Tunes.PPQ)).toList();
    RunIndex.Builder builder = new RunIndex.Builder();
    builder.add("a.mid", Tunes.score(quarters));
    builder.add("b.mid", Tunes.score(others));
    List<Tunes.Step> whole =
        List.of(new Tunes.Step(40, 4 * Tunes.PPQ), new Tunes.Step(41, 4 * Tunes.PPQ));
    List<Tunes.Step> tune =
        Tunes.joined(Tunes.joined(others.subList(8, 16), whole), quarters.subList(40, 48));
    Copying copying = builder.build().copying(Tunes.score(tune));
    assertThat(copying.notes()).isEqualTo(18);
    assertThat(copying.bars()).isEqualTo(6);
    assertThat(copying.copiedBars(8)).isEqualTo(4);
    assertThat(copying.copiedShare(8)).isEqualTo(4 / 6.0);
    assertThat(copying.copiedBars(10)).isZero();
    assertThat(copying.nearest().get(1).path()).isEqualTo("b.mid");
    assertThat(copying.nearest().get(2).sourceFirstBar()).isEqualTo(3);
    assertThat(copying.nearest().get(6).path()).isEqualTo("a.mid");
    assertThat(copying.nearest().get(6).sourceLastBar()).isEqualTo(12);
    assertThat(copying.nearest().get(6).notes()).isBetween(8, 9);
  }

  /** What a model learned is the grid's version of a triplet. */
  @Test
  void aCopyOnTheGridOfSixteenthsIsFound() {
    List<Tunes.Step> triplets = new ArrayList<>();
    for (Tunes.Step step : COLLECTION.get(5)) {
      triplets.add(new Tunes.Step(step.pitch(), Tunes.PPQ / 3));
    }
    RunIndex.Builder builder = new RunIndex.Builder();
    builder.add("triplets.mid", Tunes.score(triplets));
    List<Tunes.Step> onGrid = new ArrayList<>();
    for (int i = 0; i < triplets.size(); i++) {
      // The starts 0, 1/3, 2/3 of a quarter are nearest to 0, 1/4 and 3/4.
      onGrid.add(new Tunes.Step(triplets.get(i).pitch(), Tunes.PPQ / 4L * (i % 3 == 1 ? 2 : 1)));
    }
    RunIndex index = builder.build();
    assertThat(index.copying(Tunes.score(onGrid)).longest().orElseThrow().notes()).isEqualTo(80);
    assertThat(index.copying(Tunes.score(triplets)).longest().orElseThrow().notes()).isEqualTo(80);
  }

  @Test
  void aTuneUnderChordsAndDrumsIsFound() {
    List<Note> tune = Tunes.score(thief()).tracks().get(0).notes();
    List<Note> chords =
        tune.stream()
            .flatMap(n -> Stream.of(36, 40, 43).map(p -> new Note(n.startTick(), 100, p, 80)))
            .toList();
    Score band =
        new Score(
            Tunes.PPQ,
            List.of(),
            List.of(new TimeSignatureChange(0, new TimeSignature(4, 4))),
            List.of(),
            List.of(),
            List.of(
                new Track("drums", 9, chords, List.of()),
                new Track("chords", 1, chords, List.of()),
                new Track("voice", 0, tune, List.of())));
    CopiedRun run = index().copying(band).longest().orElseThrow();
    assertThat(run.path()).isEqualTo("tune13.mid");
    assertThat(run.notes()).isGreaterThanOrEqualTo(COPIED);
  }
}
