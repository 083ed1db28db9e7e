package ritornello.task;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ritornello.score.Chord;

/** Sees beforehand whether the constraints leave a pitch where one is needed. */
final class PitchesLeft {
  private PitchesLeft() {}

  /**
   * @throws IllegalArgumentException if they leave none at all, no tonic, or none of a chord
   */
  static void check(List<Constraint> constraints) {
    BitSet left = new BitSet(128);
    left.set(0, 128);
    for (Constraint constraint : constraints) {
      if (constraint instanceof Constraint.InRange range) {
        left.clear(0, range.lowest());
        left.clear(range.highest() + 1, 128);
      } else if (constraint instanceof Constraint.InScale in && in.scale().isPresent()) {
        keep(left, in.scale().get().pitchClasses()::contains);
      }
    }
    need(left, constraints, "no pitch");
    for (Constraint constraint : constraints) {
      if (constraint instanceof Constraint.EndsOnTonic ends && ends.tonic().isPresent()) {
        need(of(left, ends.tonic().get()::equals), constraints, "no tonic to end on");
      } else if (constraint instanceof Constraint.OnChords on) {
        on.chords().bars().stream()
            .flatMap(List::stream)
            .forEach(chord -> need(ofChord(left, chord), constraints, "no note of " + chord));
      }
    }
  }

  private static BitSet ofChord(BitSet left, Chord chord) {
    return of(left, chord.pitchClasses()::contains);
  }

  private interface PitchClasses {
    boolean has(Integer pitchClass);
  }

  private static void keep(BitSet left, PitchClasses classes) {
    IntStream.range(0, 128).filter(pitch -> !classes.has(pitch % 12)).forEach(left::clear);
  }

  private static BitSet of(BitSet left, PitchClasses classes) {
    BitSet some = (BitSet) left.clone();
    keep(some, classes);
    return some;
  }

  private static void need(BitSet pitches, List<Constraint> constraints, String what) {
    if (pitches.isEmpty()) {
      String all = constraints.stream().map(Object::toString).collect(Collectors.joining(", "));
      throw new IllegalArgumentException("together they leave " + what + ": " + all);
    }
  }
}
