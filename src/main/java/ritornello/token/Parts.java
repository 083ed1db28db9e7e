package ritornello.token;

import ritornello.score.Score;

/** Which part of a score a codec took, for people. */
final class Parts {
  private Parts() {}

  /**
   * As {@code 3 tracks without the drums, 1240 notes}.
   *
   * @param notes that are kept
   * @param cut notes that come too late to be kept
   */
  static String withoutDrums(Score score, int notes, int cut) {
    long all = count(score, true);
    long pitched = count(score, false);
    return tracks(pitched) + (all > pitched ? " without the drums, " : ", ") + notes(notes, cut);
  }

  /** As {@code 4 tracks, 1510 notes}; as {@link #withoutDrums}. */
  static String all(Score score, int notes, int cut) {
    return tracks(count(score, true)) + ", " + notes(notes, cut);
  }

  private static long count(Score score, boolean drums) {
    return score.tracks().stream()
        .filter(track -> !track.notes().isEmpty() && (drums || !track.isDrums()))
        .count();
  }

  private static String tracks(long count) {
    return count == 1 ? "1 track" : count + " tracks";
  }

  private static String notes(int count, int cut) {
    return (count == 1 ? "1 note" : count + " notes")
        + (cut == 0 ? "" : "; too long, " + cut + " more at its end are cut off");
  }
}
