package ritornello.play;

/** Decides at each bar line how fast the bar is. */
public interface TempoSource {

  /**
   * The tempo of the bar that begins.
   *
   * @param quarter where it begins, in quarter notes from the start of the music
   * @param quarters how long it is
   * @param micros when it begins, on the clock of the output
   * @return quarter notes a minute, 10 to 1000
   */
  double qpm(double quarter, double quarters, long micros);
}
