package ritornello.play;

import java.util.BitSet;
import java.util.List;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import ritornello.midi.Timeline;
import ritornello.midi.Timeline.Timed;
import ritornello.score.Score;

/**
 * Sends a score's messages in time: to a synthesizer ahead of time with their times, to a port when
 * it is time. Whatever happens (the end, an interruption, a receiver that throws, the end of the
 * program), every note that sounds is ended and all channels are silenced.
 */
public final class Player {
  /** How far ahead a synthesizer gets messages: enough for a pause of the JVM, short for Ctrl-C. */
  static final long AHEAD_MICROS = 200_000;

  /** Before the first note, so that it is not late. */
  static final long LEAD_MICROS = 60_000;

  /** After the last note, so that it rings out: a synthesizer's clock is ahead of its sound. */
  static final long RELEASE_MICROS = 1_200_000;

  /** What a port plays at once. */
  private static final long NOW = -1;

  private static final long LONGEST_GOODBYE_MILLIS = 1000;
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

  /** The latest time that a message was sent with. */
  private long scheduledMicros;

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
   * Plays to the end, one score at a time. If the program ends meanwhile (Ctrl-C), all is silent.
   *
   * @param skipLeadingSilence whether the first note sounds at once, though a rest stands before it
   * @throws InterruptedException if interrupted; all is silent then
   * @throws DeviceLostException if the device has stopped working; all is silent then, as far as it
   *     still takes messages
   */
  public void play(Score score, boolean skipLeadingSilence) throws InterruptedException {
    List<Timed> timeline = Timeline.of(score);
    begin();
    Thread hook = new Thread(this::silenceAtLast, "silence");
    if (!addHook(hook)) {
      return;
    }
    try {
      send(timeline, skipLeadingSilence ? firstNote(timeline) : 0);
    } finally {
      silence();
      removeHook(hook);
    }
  }

  private synchronized void begin() {
    ended = false;
    scheduledMicros = clock.micros();
    sounding.clear();
  }

  /** False if the program is ending. */
  private static boolean addHook(Thread hook) {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return true;
    } catch (IllegalStateException e) {
      return false;
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
        .filter(timed -> timed.message().getCommand() == ShortMessage.NOTE_ON)
        .mapToLong(Timed::micros)
        .findFirst()
        .orElse(0);
  }

  private void send(List<Timed> timeline, long fromMicros) throws InterruptedException {
    long start = clock.micros() + LEAD_MICROS - fromMicros;
    long end = clock.micros();
    for (Timed timed : timeline) {
      long when = start + Math.max(fromMicros, timed.micros());
      waitUntil(schedules ? when - AHEAD_MICROS : when);
      send(timed.message(), when);
      end = when;
    }
    waitUntil(end + RELEASE_MICROS);
  }

  private void waitUntil(long micros) throws InterruptedException {
    do {
      clock.sleepUntil(micros);
    } while (clock.micros() < micros);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private synchronized void send(ShortMessage message, long when) {
    if (ended) {
      return; // the program is ending, and has been silenced
    }
    int key = message.getChannel() * 128 + message.getData1();
    // A receiver that throws may have begun the note all the same, or not have ended it.
    if (message.getCommand() == ShortMessage.NOTE_ON) {
      sounding.set(key);
    }
    scheduledMicros = Math.max(scheduledMicros, when);
    try {
      receiver.send(message, schedules ? when : NOW);
    } catch (RuntimeException e) {
      throw new DeviceLostException("the device stopped taking music (" + e.getMessage() + ")", e);
    }
    if (message.getCommand() == ShortMessage.NOTE_OFF) {
      sounding.clear(key);
    }
  }

  /** As {@link #silence}, but a receiver that hangs does not keep the program from ending. */
  private void silenceAtLast() {
    Thread thread = new Thread(this::silence, "silence now");
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join(LONGEST_GOODBYE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the program ends in any case
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
    silenceAt(NOW);
    if (schedules && scheduledMicros >= clock.micros()) {
      silenceAt(scheduledMicros + 1);
    }
  }

  private void silenceAt(long when) {
    int off = ShortMessage.NOTE_OFF;
    sounding.stream()
        .forEach(key -> trySending(Timeline.message(off, key / 128, key % 128, 64), when));
    int control = ShortMessage.CONTROL_CHANGE;
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int controller : new int[] {SUSTAIN, ALL_NOTES_OFF, ALL_SOUND_OFF, RESET_CONTROLLERS}) {
        trySending(Timeline.message(control, channel, controller, 0), when);
      }
    }
  }

  /** One that throws at a message may yet take the next. */
  private void trySending(ShortMessage message, long when) {
    try {
      receiver.send(message, when);
    } catch (RuntimeException e) {
      return; // what made playing end is thrown to the caller, not this
    }
  }
}
