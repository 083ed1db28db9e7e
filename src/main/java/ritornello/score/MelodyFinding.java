package ritornello.score;

import java.util.List;

/** What {@link MelodyFinder} found in a score. */
public sealed interface MelodyFinding {

  /**
   * A melody.
   *
   * @param melody on the grid
   * @param part index of its track in the score
   * @param source which part it is, and why, for people, in one line
   * @param notes of that track, maybe shortened: of each note of the melody the one that it was
   * @param quantising what the grid did to it
   */
  record Found(Melody melody, int part, String source, List<Note> notes, Quantising quantising)
      implements MelodyFinding {
    public Found {
      notes = List.copyOf(notes);
    }
  }

  /**
   * Nothing.
   *
   * @param reason for people, as "no notes"
   */
  record None(String reason) implements MelodyFinding {}

  /**
   * What a grid did to a melody.
   *
   * @param notes that the melody had before
   * @param moved of them, whose start was a tick or more off the grid
   * @param dropped of them, which shared a step with another
   * @param shortenedSilences how many silences lost bars, before and inside the melody
   * @param cut whether the melody was too long, and lost its end
   * @param moveMicros of the notes that are left, how far their start was moved on average, in
   *     microseconds at the score's tempo
   * @param farthestMoveMicros of the one that was moved farthest
   */
  record Quantising(
      int notes,
      int moved,
      int dropped,
      int shortenedSilences,
      boolean cut,
      double moveMicros,
      long farthestMoveMicros) {}
}
