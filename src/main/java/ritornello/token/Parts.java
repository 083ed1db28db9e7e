package ritornello.token;

import ritornello.score.Score;

/** Which part of a score a codec took, for people. */
final class Parts {
  private Parts() {}

  /** As {@code 3 tracks without the drums, 1240 notes}. */
  static String withoutDrums(Score score, int notes) {
    long all = count(score, true);
    long pitched = count(score, false);
    return tracks(pitched) + (all > pitched ? " without the drums, " : ", ") + notes(notes);
  }

  /** As {@code 4 tracks, 1510 notes}. */
  static String all(Score score, int notes) {
    return tracks(count(score, true)) + ", " + notes(notes);
  }

  private static long count(Score score, boolean drums) {
    return score.tracks().stream()
        .filter(track -> !track.notes().isEmpty() && (drums || !track.isDrums()))
        .count();
  }

  private static String tracks(long count) {
    return count == 1 ? "1 track" : count + " tracks";
  }

  private static String notes(int count) {
    return count == 1 ? "1 note" : count + " notes";
  }
}
