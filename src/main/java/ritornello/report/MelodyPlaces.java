package ritornello.report;

import java.util.ArrayList;
import java.util.List;
import ritornello.score.Bar;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;
import ritornello.score.NoteName;

/** The notes of a melody as they are spoken of: by name, and by the bar that they begin in. */
final class MelodyPlaces {
  private final List<String> names = new ArrayList<>();
  private final List<Integer> bars = new ArrayList<>();

  /**
   * @param melody with its bars counted from 1; black keys are flats if its key has flats
   */
  MelodyPlaces(Melody melody) {
    boolean flats = melody.key().map(KeySignature::fifths).orElse(0) < 0;
    List<Bar> all = melody.bars();
    int bar = 0;
    for (MelodyNote note : melody.notes()) {
      while (all.get(bar).endStep() <= note.startStep()) {
        bar++;
      }
      names.add(NoteName.of(note.pitch(), flats));
      bars.add(bar + 1);
    }
  }

  int notes() {
    return names.size();
  }

  /** As {@code F#5} or {@code Gb5}. */
  String name(int note) {
    return names.get(note);
  }

  /** Counted from 1. */
  int bar(int note) {
    return bars.get(note);
  }

  int lastBar() {
    return bar(notes() - 1);
  }

  /** As {@code A4 in bar 2}. */
  String about(int note) {
    return name(note) + " in bar " + bar(note);
  }
}
