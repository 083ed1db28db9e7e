package ritornello.play;

import java.util.Optional;
import java.util.Set;
import ritornello.score.TimeSignature;

/**
 * What a playback is at.
 *
 * @param bar counted from 0
 * @param beat counted from 0, in notes of the metre's denominator
 * @param micros where it is by the score's own tempos
 * @param lengthMicros of the score, by its own tempos
 * @param qpm quarter notes a minute, as it is played
 * @param factor times its own tempo
 * @param transposition in semitones
 * @param loop the first and the last bar that are repeated, counted from 0, if some are
 * @param muted numbers of tracks that were muted
 * @param solo numbers of tracks that sound alone, if any
 */
public record PlaybackStatus(
    boolean paused,
    long bar,
    int beat,
    TimeSignature timeSignature,
    long micros,
    long lengthMicros,
    double qpm,
    double factor,
    int transposition,
    Optional<LoopedBars> loop,
    Set<Integer> muted,
    Set<Integer> solo) {

  /**
   * Bars that are repeated.
   *
   * @param from the first, counted from 0
   * @param to the last
   */
  public record LoopedBars(long from, long to) {}
}
