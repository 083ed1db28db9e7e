package ritornello.harmony;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;

/**
 * What a melody has on a beat. Degrees are semitones above the tonic of the signature's major key,
 * 0 to 11, whatever the octave.
 *
 * @param places the degrees that sound as each fourth of the beat begins, or each third in a
 *     compound metre; {@link #REST} where none does
 * @param shares (12), how much of the beat each degree takes
 */
record HeardBeat(Beat beat, List<Integer> places, double[] shares) {
  static final int DEGREES = 12;

  /** In place of a degree. */
  static final int REST = DEGREES;

  static final int SIMPLE_PLACES = 4;
  static final int COMPOUND_PLACES = 3;

  HeardBeat {
    places = List.copyOf(places);
  }

  /** All beats of a melody. */
  static List<HeardBeat> of(Melody melody, KeySignature key) {
    int tonic = Labels.majorTonic(key);
    List<MelodyNote> notes = melody.notes();
    List<HeardBeat> heard = new ArrayList<>();
    int first = 0;
    for (Beat beat : Beat.of(melody)) {
      while (first < notes.size() && notes.get(first).endStep() <= beat.startStep()) {
        first++;
      }
      int end = first;
      while (end < notes.size() && notes.get(end).startStep() < beat.endStep()) {
        end++;
      }
      heard.add(of(beat, notes.subList(first, end), tonic));
    }
    return heard;
  }

  private static HeardBeat of(Beat beat, List<MelodyNote> notes, int tonic) {
    double[] shares = new double[DEGREES];
    for (MelodyNote note : notes) {
      int from = Math.max(note.startStep(), beat.startStep());
      int to = Math.min(note.endStep(), beat.endStep());
      shares[degree(note, tonic)] += (to - from) / (double) beat.steps();
    }
    int places = beat.metre().isCompound() ? COMPOUND_PLACES : SIMPLE_PLACES;
    List<Integer> degrees =
        IntStream.range(0, places)
            .map(place -> beat.startStep() + place * beat.steps() / places)
            .mapToObj(step -> degreeAt(step, notes, tonic))
            .toList();
    return new HeardBeat(beat, degrees, shares);
  }

  private static int degreeAt(int step, List<MelodyNote> notes, int tonic) {
    return notes.stream()
        .filter(note -> note.startStep() <= step && step < note.endStep())
        .findFirst()
        .map(note -> degree(note, tonic))
        .orElse(REST);
  }

  private static int degree(MelodyNote note, int tonic) {
    return Math.floorMod(note.pitch() - tonic, DEGREES);
  }
}
