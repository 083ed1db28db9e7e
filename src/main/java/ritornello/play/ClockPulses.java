package ritornello.play;

import javax.sound.midi.ShortMessage;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.TempoMap;

/**
 * MIDI clock of a score that is played: 24 pulses a quarter note, with start, stop, continue and
 * the song position, so that other machines play along.
 */
final class ClockPulses {
  static final int PULSES_A_QUARTER = 24;
  private static final int PULSES_A_SIXTEENTH = 6;

  private final boolean wanted;
  private final Sender sender;
  private final int ppq;

  /** In ticks of which a pulse has as many as a quarter note has in the score. */
  private final TempoMap fine;

  /** The next one, counted from the start of the score. */
  private long pulse;

  private boolean running;

  ClockPulses(Score score, Sender sender, boolean wanted) {
    this.sender = sender;
    this.wanted = wanted;
    ppq = score.ppq();
    fine =
        new TempoMap(
            ppq * PULSES_A_QUARTER,
            score.tempos().stream()
                .map(t -> new TempoChange(t.tick() * PULSES_A_QUARTER, t.microsPerQuarter()))
                .toList());
  }

  /** The music begins, from this moment of it. */
  void begin(long musicMicros, long when) {
    if (!wanted) {
      return;
    }
    pulse = (fine.tickAt(musicMicros) + ppq - 1) / ppq;
    while (pulse > 0 && musicMicros(pulse - 1) >= musicMicros) {
      pulse--;
    }
    if (pulse == 0) {
      sender.send(Messages.system(ShortMessage.START), when);
    } else {
      sender.send(Messages.songPosition(pulse / PULSES_A_SIXTEENTH), when);
      sender.send(Messages.system(ShortMessage.CONTINUE), when);
    }
    running = true;
  }

  private long musicMicros(long number) {
    return fine.microsAt(number * ppq);
  }

  /** When the next one is due; {@link Long#MAX_VALUE} if none is. */
  long nextMicros(Playhead head) {
    return running ? head.clockAt(musicMicros(pulse)) : Long.MAX_VALUE;
  }

  void send(long when) {
    sender.send(Messages.system(ShortMessage.TIMING_CLOCK), when);
    pulse++;
  }

  /** The music stops, if it has not yet. */
  void stop(long when) {
    if (running) {
      sender.send(Messages.system(ShortMessage.STOP), when);
    }
    running = false;
  }
}
