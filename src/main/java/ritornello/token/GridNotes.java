package ritornello.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntBiFunction;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.SustainPedal;
import ritornello.score.Track;

/** Notes put on a grid, sorted by {@link GridNote#ORDER}. */
final class GridNotes {
  private GridNotes() {}

  /**
   * Puts each note of a score at its step, sounding for a step at least and {@code mostSteps} at
   * most, the sustain pedal folded in. They still overlap as they did, track by track.
   *
   * @param step of a tick; never falls
   */
  static List<GridNote> ofAll(Score score, LongUnaryOperator step, long mostSteps) {
    Voices voices = Voices.of(score);
    return place(score, track -> true, voices::of, () -> step, mostSteps);
  }

  /**
   * As {@link #ofAll}, without the drums and as if one instrument, voice 0, played the rest; and
   * {@link #untangle untangled}.
   *
   * @param steps makes what gives the step of a tick: one for starts and one for ends, because each
   *     remembers where it was
   */
  static List<GridNote> ofOne(Score score, Supplier<LongUnaryOperator> steps, long mostSteps) {
    return untangle(place(score, track -> !track.isDrums(), (track, note) -> 0, steps, mostSteps));
  }

  private static List<GridNote> place(
      Score score,
      Predicate<Track> chosen,
      ToIntBiFunction<Track, Note> voice,
      Supplier<LongUnaryOperator> steps,
      long mostSteps) {
    LongUnaryOperator startStep = steps.get();
    LongUnaryOperator endStep = steps.get();
    SustainPedal pedal = new SustainPedal(score);
    List<GridNote> placed = new ArrayList<>(score.noteCount());
    int number = 0;
    for (Track track : score.tracks()) {
      if (!chosen.test(track)) {
        number += track.notes().size();
        continue;
      }
      for (Note note : track.notes()) {
        long start = startStep.applyAsLong(note.startTick());
        long end = endStep.applyAsLong(pedal.endTick(track, note));
        placed.add(
            new GridNote(
                start,
                Math.max(start + 1, Math.min(end, start + mostSteps)),
                voice.applyAsInt(track, note),
                note.pitch(),
                note.velocity(),
                note.startTick(),
                number++));
      }
    }
    return placed;
  }

  /**
   * Of notes of one voice and pitch that begin at one step only the longest stays, of equally long
   * ones the loudest; and one ends where the next begins.
   */
  static List<GridNote> untangle(List<GridNote> notes) {
    GridNote[] sorted = notes.toArray(GridNote[]::new);
    Arrays.sort(sorted, GridNote.ORDER);
    List<GridNote> kept = new ArrayList<>(sorted.length);
    int[][] latestOfVoice = new int[Voices.COUNT][];
    for (GridNote note : sorted) {
      int[] latest = latestOfVoice[note.voice()];
      if (latest == null) {
        latest = new int[128];
        Arrays.fill(latest, -1);
        latestOfVoice[note.voice()] = latest;
      }
      int before = latest[note.pitch()];
      if (before >= 0 && kept.get(before).startStep() == note.startStep()) {
        continue;
      }
      if (before >= 0 && kept.get(before).endStep() > note.startStep()) {
        kept.set(before, kept.get(before).until(note.startStep()));
      }
      latest[note.pitch()] = kept.size();
      kept.add(note);
    }
    return kept;
  }

  /**
   * The notes with the first at step 0, no longer silence than that many steps between them, and
   * none that begins or sounds after the last step.
   */
  static List<GridNote> withoutLongSilences(
      List<GridNote> notes, long mostSilentSteps, long lastStep) {
    List<GridNote> moved = new ArrayList<>(notes.size());
    long shift = notes.isEmpty() ? 0 : -notes.get(0).startStep();
    long soundsUntil = 0;
    for (GridNote note : notes) {
      long silent = note.startStep() + shift - soundsUntil;
      if (silent > mostSilentSteps) {
        shift -= silent - mostSilentSteps;
      }
      GridNote later = shift == 0 ? note : note.later(shift);
      if (later.startStep() >= lastStep) {
        break;
      }
      moved.add(later.endStep() <= lastStep ? later : later.until(lastStep));
      soundsUntil = Math.max(soundsUntil, later.endStep());
    }
    return moved;
  }
}
