package ritornello.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** Notes put on a grid, sorted by {@link GridNote#ORDER}. */
final class GridNotes {
  private GridNotes() {}

  /**
   * Puts each note at its step, sounding for a step at least and {@code mostSteps} at most, and
   * untangles them.
   *
   * @param step of a tick; never falls
   */
  static List<GridNote> place(List<Sound> sounds, LongUnaryOperator step, long mostSteps) {
    List<GridNote> placed = new ArrayList<>(sounds.size());
    for (Sound sound : sounds) {
      long start = step.applyAsLong(sound.note().startTick());
      long end = step.applyAsLong(sound.note().endTick());
      placed.add(
          new GridNote(
              start,
              Math.max(start + 1, Math.min(end, start + mostSteps)),
              sound.voice(),
              sound.note().pitch(),
              sound.note().velocity(),
              sound.note().startTick()));
    }
    return untangle(placed);
  }

  /**
   * Of notes of one voice and pitch that begin at one step only the longest stays, of equally long
   * ones the loudest; and one ends where the next begins.
   */
  static List<GridNote> untangle(List<GridNote> notes) {
    List<GridNote> sorted = new ArrayList<>(notes);
    sorted.sort(GridNote.ORDER);
    List<GridNote> kept = new ArrayList<>(sorted.size());
    int[] latest = new int[Sound.VOICES << 7];
    Arrays.fill(latest, -1);
    for (GridNote note : sorted) {
      int before = latest[note.key()];
      if (before >= 0 && kept.get(before).startStep() == note.startStep()) {
        continue;
      }
      if (before >= 0 && kept.get(before).endStep() > note.startStep()) {
        kept.set(before, kept.get(before).until(note.startStep()));
      }
      latest[note.key()] = kept.size();
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
      GridNote later = note.later(shift);
      if (later.startStep() >= lastStep) {
        break;
      }
      moved.add(later.until(Math.min(later.endStep(), lastStep)));
      soundsUntil = Math.max(soundsUntil, later.endStep());
    }
    return moved;
  }
}
