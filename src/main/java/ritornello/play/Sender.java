package ritornello.play;

import java.util.BitSet;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;

/**
 * The way to a receiver, which remembers what sounds: a synthesizer gets messages ahead of time
 * with their times, a port when it is time. Whatever happens (the end, an interruption, a receiver
 * that throws, the end of the program), every note that sounds is ended and all channels are
 * silenced.
 */
final class Sender {
  /**
   * How far ahead a synthesizer gets messages: enough for a pause of the JVM, and so short that
   * whoever presses a key does not wait, for what is sent cannot be called back.
   */
  static final long AHEAD_MICROS = 100_000;

  /** What a port plays at once. */
  private static final long NOW = -1;

  private static final long LONGEST_GOODBYE_MILLIS = 1000;
  private static final int SUSTAIN = 64;
  private static final int ALL_SOUND_OFF = 120;
  private static final int RESET_CONTROLLERS = 121;
  private static final int ALL_NOTES_OFF = 123;

  /** What is to be done while all is in order; then all is silent. */
  interface Playing<T> {
    T play() throws InterruptedException;
  }

  /** Who wants to know what is sent: a message, and the microsecond that it is for. */
  interface Witness {
    void sent(ShortMessage message, long micros);
  }

  private final Receiver receiver;
  private final PlayClock clock;
  private final boolean schedules;
  private final Witness witness;

  /** Bit channel · 128 + pitch: a note on was sent, its note off not yet. */
  private final BitSet sounding = new BitSet(Messages.CHANNELS * 128);

  /** The latest time that a message was sent with. */
  private long scheduledMicros;

  private boolean ended = true;

  /**
   * @param schedules whether the receiver heeds timestamps, which are those of {@code clock}
   * @param witness is told of each message that was sent, but not of those that end it all
   */
  Sender(Receiver receiver, PlayClock clock, boolean schedules, Witness witness) {
    this.receiver = receiver;
    this.clock = clock;
    this.schedules = schedules;
    this.witness = witness;
  }

  /** One that sends nothing, for it is never opened. */
  Sender toNobody() {
    return new Sender(receiver, clock, schedules, witness);
  }

  /** Up to when messages are to be sent now. */
  long horizon() {
    return clock.micros() + aheadMicros();
  }

  long aheadMicros() {
    return schedules ? AHEAD_MICROS : 0;
  }

  /**
   * Lets something play, and silences all when it has, however it ends, and if the program ends
   * meanwhile (Ctrl-C).
   *
   * @param otherwise what is returned if the program is ending already, and nothing is played
   */
  <T> T whileOpen(Playing<T> playing, T otherwise) throws InterruptedException {
    begin();
    Thread hook = new Thread(this::silenceAtLast, "silence");
    if (!addHook(hook)) {
      return otherwise;
    }
    try {
      return playing.play();
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

  /**
   * Sends a message for a time of the clock, which a port gets at once; none if the program is
   * ending, for all was silenced.
   *
   * @throws DeviceLostException if the receiver throws
   */
  synchronized void send(ShortMessage message, long when) {
    if (!ended) {
      send(message, when, schedules ? when : NOW);
      witness.sent(message, when);
    }
  }

  /**
   * Sends a message that is to be heard at once, and is not the program's own: no witness is told.
   *
   * @throws DeviceLostException if the receiver throws
   */
  synchronized void sendNow(ShortMessage message) {
    if (!ended) {
      send(message, clock.micros(), NOW);
    }
  }

  private void send(ShortMessage message, long when, long timestamp) {
    int key = message.getChannel() * 128 + message.getData1();
    // A receiver that throws may have begun the note all the same, or not have ended it.
    if (message.getCommand() == ShortMessage.NOTE_ON) {
      sounding.set(key);
    }
    scheduledMicros = Math.max(scheduledMicros, when);
    try {
      receiver.send(message, timestamp);
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
    sounding.stream().forEach(key -> trySending(Messages.noteOff(key / 128, key % 128, 64), when));
    for (int channel = 0; channel < Messages.CHANNELS; channel++) {
      for (int controller : new int[] {SUSTAIN, ALL_NOTES_OFF, ALL_SOUND_OFF, RESET_CONTROLLERS}) {
        trySending(Messages.control(channel, controller, 0), when);
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
