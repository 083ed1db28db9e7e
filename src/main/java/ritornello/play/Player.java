package ritornello.play;

import java.util.function.BooleanSupplier;
import javax.sound.midi.Receiver;
import ritornello.score.Score;

/**
 * Plays scores on an output. Whatever happens (the end, an interruption, a receiver that throws, a
 * device that is pulled out, the end of the program), every note that sounds is ended and all
 * channels are silenced.
 */
public final class Player {
  private final Receiver receiver;
  private final PlayClock clock;
  private final boolean schedules;
  private final BooleanSupplier lost;
  private final Sender.Witness witness;

  /**
   * @param schedules whether the receiver heeds timestamps, which are those of {@code clock}
   * @param lost whether the device is gone
   */
  Player(Receiver receiver, PlayClock clock, boolean schedules, BooleanSupplier lost) {
    this(receiver, clock, schedules, lost, (message, micros) -> {});
  }

  private Player(
      Receiver receiver,
      PlayClock clock,
      boolean schedules,
      BooleanSupplier lost,
      Sender.Witness witness) {
    this.receiver = receiver;
    this.clock = clock;
    this.schedules = schedules;
    this.lost = lost;
    this.witness = witness;
  }

  /** A score, ready to be played. */
  public Playback playback(Score score, PlaybackOptions options) {
    Sender sender = new Sender(receiver, clock, schedules, witness);
    return new Playback(score, options, sender, clock, lost);
  }

  /**
   * Music that is made while it is played, ready to begin.
   *
   * @param tempo of each bar, as {@link ClockFollower} gives it, or always the same
   */
  public LiveSequence live(PassageSource source, LiveOptions options, TempoSource tempo) {
    Sender sender = new Sender(receiver, clock, schedules, witness);
    return new LiveSequence(new PassageFeed(source), options, tempo, sender, clock, lost);
  }

  /** The same player, which also tells a recording all that it sends. */
  public Player recordedBy(SessionRecorder recorder) {
    return new Player(receiver, clock, schedules, lost, recorder::sent);
  }

  /**
   * Plays to the end, one score at a time. If the program ends meanwhile (Ctrl-C), all is silent.
   *
   * @param skipLeadingSilence whether the first note sounds at once, though a rest stands before it
   * @throws InterruptedException if interrupted; all is silent then
   * @throws DeviceLostException if the device has stopped working; all is silent then, as far as it
   *     still takes messages
   */
  public void play(Score score, boolean skipLeadingSilence) throws InterruptedException {
    PlaybackOptions plain = PlaybackOptions.PLAIN;
    playback(score, skipLeadingSilence ? plain.skippingLeadingSilence() : plain).play();
  }
}
