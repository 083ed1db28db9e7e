package ritornello.play;

import java.util.BitSet;
import java.util.List;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import ritornello.play.Timeline.Timed;
import ritornello.score.Score;

/**
 * Sends a score's messages in time: to a synthesizer ahead of time with their times, to a port when
 * it is time. Whatever happens (the end, an interruption, a receiver that throws, the end of the
 * program), every note that sounds is ended and all channels are silenced.
 */
public final class Player {
  /** How far ahead a synthesizer gets messages: enough for a pause of the JVM, short for Ctrl-C. */
  private static final long AHEAD_MICROS = 150_000;

  /** Before the first note, so that it is not late. */
  private static final long LEAD_MICROS = 60_000;

  /** After the last note, so that it rings out. */
  private static final long RELEASE_MICROS = 600_000;

  private static final int ALL_SOUND_OFF = 120;
  private static final int RESET_CONTROLLERS = 121;
  private static final int ALL_NOTES_OFF = 123;
  private static final int SUSTAIN = 64;
  private static final int CHANNELS = 16;

  private final Receiver receiver;
  private final PlayClock clock;
  private final boolean schedules;

  /** Bit channel · 128 + pitch: a note on was sent, its note off not yet. */
  private final BitSet sounding = new BitSet(CHANNELS * 128);

  private boolean ended;

  /**
   * @param schedules whether the receiver heeds timestamps, which are those of {@code clock}
   */
  Player(Receiver receiver, PlayClock clock, boolean schedules) {
    this.receiver = receiver;
    this.clock = clock;
    this.schedules = schedules;
  }

  /**
   * Plays to the end.
   *
   * @param skipLeadingSilence whether the first note sounds at once, though a rest stands before it
   * @throws InterruptedException if interrupted; all is silent then
   * @throws NoDeviceException if the device stops taking messages, as one that was pulled out
   */
  public void play(Score score, boolean skipLeadingSilence)
      throws InterruptedException, NoDeviceException {
    List<Timed> timeline = Timeline.of(score);
    synchronized (this) {
      ended = false;
      sounding.clear();
    }
    Thread hook = new Thread(this::silence, "silence");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      send(timeline, skipLeadingSilence ? firstNote(timeline) : 0);
    } catch (DeviceGone e) {
      throw new NoDeviceException("the device stopped taking music (" + e.getMessage() + ")", e);
    } finally {
      silence();
      removeHook(hook);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the program is ending: the hook runs, and finds nothing to do
    }
  }

  private static long firstNote(List<Timed> timeline) {
    return timeline.stream()
        .filter(timed -> command(timed.message()) == ShortMessage.NOTE_ON)
        .mapToLong(Timed::micros)
        .findFirst()
        .orElse(0);
  }

  private static int command(MidiMessage message) {
    return message.getStatus() & 0xF0;
  }

  private void send(List<Timed> timeline, long fromMicros) throws InterruptedException {
    long start = clock.micros() + LEAD_MICROS - fromMicros;
    long end = clock.micros();
    for (Timed timed : timeline) {
      long when = start + Math.max(fromMicros, timed.micros());
      waitUntil(schedules ? when - AHEAD_MICROS : when);
      send(timed.message(), schedules ? when : -1);
      end = when;
    }
    waitUntil(end + RELEASE_MICROS);
  }

  private void waitUntil(long micros) throws InterruptedException {
    while (clock.micros() < micros) {
      clock.sleepUntil(micros);
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private synchronized void send(MidiMessage message, long when) {
    if (ended) {
      return; // the program is ending, and has been silenced
    }
    ShortMessage sent = (ShortMessage) message;
    int key = sent.getChannel() * 128 + sent.getData1();
    if (command(message) == ShortMessage.NOTE_ON) {
      sounding.set(key);
    } else if (command(message) == ShortMessage.NOTE_OFF) {
      sounding.clear(key);
    }
    try {
      receiver.send(message, when);
    } catch (RuntimeException e) {
      throw new DeviceGone(e);
    }
  }

  private static final class DeviceGone extends RuntimeException {
    private static final long serialVersionUID = 1;

    DeviceGone(RuntimeException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /**
   * Ends every note and silences all channels, now and, on a synthesizer, again when what it was
   * sent ahead has begun to sound.
   */
  private synchronized void silence() {
    if (ended) {
      return;
    }
    ended = true;
    silenceAt(-1);
    if (schedules) {
      silenceAt(clock.micros() + AHEAD_MICROS + LEAD_MICROS);
    }
  }

  private void silenceAt(long when) {
    sounding.stream()
        .forEach(
            key ->
                tryToSend(Timeline.message(ShortMessage.NOTE_OFF, key / 128, key % 128, 64), when));
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int controller : new int[] {SUSTAIN, ALL_NOTES_OFF, ALL_SOUND_OFF, RESET_CONTROLLERS}) {
        tryToSend(Timeline.message(ShortMessage.CONTROL_CHANGE, channel, controller, 0), when);
      }
    }
  }

  /** One message that a device refuses must not keep the others from ending their notes. */
  private void tryToSend(MidiMessage message, long when) {
    try {
      receiver.send(message, when);
    } catch (RuntimeException e) {
      return; // if the device is gone, so are its notes
    }
  }
}
