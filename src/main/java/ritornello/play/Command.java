package ritornello.play;

/** What whoever listens wants of a {@link Playback}. */
public sealed interface Command {

  /** Stops until it is asked for again, then goes on. */
  record TogglePause() implements Command {}

  /**
   * Goes to a bar line; back first to that of the bar which is playing, unless it has just begun.
   *
   * @param bars how many bars, back if negative
   */
  record SeekBars(int bars) implements Command {}

  /** Goes to where it began. */
  record SeekStart() implements Command {}

  /**
   * From now on it is faster or slower.
   *
   * @param times what the tempo is multiplied by, over 0
   */
  record ScaleTempo(double times) implements Command {
    public ScaleTempo {
      PlaybackOptions.checkFactor(times);
    }
  }

  /** From now on it is played in its own tempo. */
  record OwnTempo() implements Command {}

  /**
   * From now on it sounds higher, or lower if negative; drums do not.
   *
   * @param semitones added to what it is transposed by already
   */
  record Transpose(int semitones) implements Command {}

  /**
   * Lets a track fall silent, or sound again.
   *
   * @param track its number, counted from 0
   */
  record ToggleMute(int track) implements Command {}

  /**
   * Lets a track sound alone, or no longer.
   *
   * @param track its number, counted from 0
   */
  record ToggleSolo(int track) implements Command {}

  /** The loop begins with the bar that is playing. */
  record LoopFromHere() implements Command {}

  /** The loop ends with the bar that is playing, and is on. */
  record LoopToHere() implements Command {}

  /** Loops, or no longer. */
  record ToggleLoop() implements Command {}

  /** Ends the playback. */
  record Stop(Playback.Ending ending) implements Command {}
}
