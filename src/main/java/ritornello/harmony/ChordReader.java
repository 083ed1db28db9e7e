package ritornello.harmony;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import ritornello.harmony.HarmonizedTune.Named;
import ritornello.harmony.HarmonizedTune.Silence;
import ritornello.harmony.HarmonizedTune.Sounding;
import ritornello.harmony.HarmonizedTune.Unknown;
import ritornello.score.Chord;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyFinder;
import ritornello.score.MelodyFinding;
import ritornello.score.Note;
import ritornello.score.Score;

/**
 * Reads the chords of a score: on each beat of its melody the chord whose notes are exactly those
 * that all other tracks, drums apart, play for half of the beat or more; if there is none, that of
 * the notes that sound as the beat begins.
 */
public final class ChordReader {
  private static final int STEPS_PER_QUARTER = 12;

  private final Score score;
  private final MelodyFinding.Found found;
  private final List<Note> others = new ArrayList<>();
  private final List<Sounding> sounding = new ArrayList<>();

  private ChordReader(Score score, MelodyFinding.Found found) {
    this.score = score;
    this.found = found;
    for (int i = 0; i < score.tracks().size(); i++) {
      if (i != found.part() && !score.tracks().get(i).isDrums()) {
        others.addAll(score.tracks().get(i).notes());
      }
    }
    others.sort(Note.ORDER);
  }

  /**
   * A score's melody and chords.
   *
   * @param name of the tune, for people
   * @return empty if it has no melody, or no beat with a chord that has a name
   */
  public static Optional<HarmonizedTune> read(String name, Score score) {
    MelodyFinding finding = new MelodyFinder(STEPS_PER_QUARTER).find(score);
    return finding instanceof MelodyFinding.Found found
        ? Optional.of(new ChordReader(score, found).read(name)).filter(tune -> tune.named() > 0)
        : Optional.empty();
  }

  private HarmonizedTune read(String name) {
    Melody bare = found.melody();
    KeySignature key = HarmonizedTune.key(bare);
    int next = 0;
    for (Beat beat : Beat.of(bare)) {
      while (next + 1 < bare.notes().size()
          && bare.notes().get(next + 1).startStep() < beat.endStep()) {
        next++;
      }
      double shift = shift(next);
      double start = (beat.startStep() - shift) * ticksPerStep();
      sounding.add(sounding(start, start + beat.steps() * ticksPerStep(), key));
    }
    return new HarmonizedTune(name, bare.withKey(Optional.of(key)), sounding);
  }

  private double ticksPerStep() {
    return (double) score.ppq() / STEPS_PER_QUARTER;
  }

  /** How much later a note stands in the melody, which may lack silent bars, than in the score. */
  private long shift(int note) {
    double step = found.notes().get(note).startTick() / ticksPerStep();
    return found.melody().notes().get(note).startStep() - Math.round(step);
  }

  private Sounding sounding(double start, double end, KeySignature key) {
    // Half a step is what notes may be off the grid.
    double slack = ticksPerStep() / 2;
    List<Note> touching =
        others.stream()
            .takeWhile(note -> note.startTick() < end - slack)
            .filter(note -> note.endTick() > start + slack)
            .toList();
    if (touching.isEmpty()) {
      return new Silence();
    }
    double half = (end - start) / 2 - slack;
    return chord(touching, key, n -> lengthIn(n, start, end) >= half)
        .or(() -> chord(touching, key, note -> note.startTick() <= start + slack))
        .<Sounding>map(Named::new)
        .orElseGet(Unknown::new);
  }

  private static double lengthIn(Note note, double start, double end) {
    double noteEnd = note.endTick();
    double noteStart = note.startTick();
    return Math.min(end, noteEnd) - Math.max(start, noteStart);
  }

  private static Optional<Chord> chord(List<Note> notes, KeySignature key, Predicate<Note> counts) {
    Set<Integer> pitches =
        notes.stream()
            .filter(counts)
            .map(Note::pitch)
            .collect(Collectors.toCollection(TreeSet::new));
    return pitches.isEmpty() ? Optional.empty() : Chord.heard(pitches, key);
  }
}
