package ritornello.originality;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.TimeSignature;
import ritornello.score.TimeSignatureChange;
import ritornello.score.Track;

/** Tunes made of chance, as pairs of pitch and length, and scores of them. */
record Tunes(SplittableRandom random) {
  static final int PPQ = 480;

  /**
   * A note of a tune.
   *
   * @param ticks until the next begins
   */
  record Step(int pitch, long ticks) {}

  /** One that has nothing of another but by chance: leaps, and lengths of 1 to 8 sixteenths. */
  List<Step> tune(int notes) {
    List<Step> tune = new ArrayList<>();
    for (int i = 0; i < notes; i++) {
      tune.add(new Step(48 + random.nextInt(36), (1 + random.nextLong(8)) * PPQ / 4));
    }
    return tune;
  }

  static List<Step> transposed(List<Step> tune, int semitones) {
    return tune.stream().map(s -> new Step(s.pitch() + semitones, s.ticks())).toList();
  }

  static List<Step> stretched(List<Step> tune, double factor) {
    return tune.stream().map(s -> new Step(s.pitch(), Math.round(s.ticks() * factor))).toList();
  }

  /** One after the other. */
  static List<Step> joined(List<Step> first, List<Step> second) {
    List<Step> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  /** At another tempo, behind other bar lines, with short notes: whatever a copy may look like. */
  static Score score(List<Step> tune, String metre, double qpm, long firstTick, double legato) {
    List<Note> notes = new ArrayList<>();
    long tick = firstTick;
    for (Step step : tune) {
      long length = Math.max(1, Math.round(step.ticks() * legato));
      notes.add(new Note(tick, length, step.pitch(), 80));
      tick += step.ticks();
    }
    return new Score(
        PPQ,
        List.of(TempoChange.ofQpm(0, qpm)),
        List.of(new TimeSignatureChange(0, TimeSignature.parse(metre))),
        List.of(),
        List.of(),
        List.of(new Track("tune", 0, notes, List.of())));
  }

  static Score score(List<Step> tune) {
    return score(tune, "4/4", 120, 0, 1);
  }

  static GrowingLine line(List<Step> tune) {
    GrowingLine line = new GrowingLine();
    long tick = 0;
    for (Step step : tune) {
      line.strike(tick, step.pitch());
      tick += step.ticks();
    }
    return line;
  }
}
