package ritornello.play;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;

/** Writes down all that it is sent, and throws at some of it. */
final class RecordingReceiver implements Receiver {

  /**
   * A message.
   *
   * @param atMicros when it was sent
   * @param forMicros its timestamp
   */
  record Sent(long atMicros, long forMicros, int command, int channel, int data1, int data2) {
    boolean isNoteOn() {
      return command == ShortMessage.NOTE_ON;
    }

    boolean isNoteOff() {
      return command == ShortMessage.NOTE_OFF;
    }

    /** Of system messages, which have no channel. */
    int status() {
      return command >= 0xF0 ? command | channel : command;
    }

    int key() {
      return channel * 128 + data1;
    }
  }

  private final PlayClock clock;
  private final IntPredicate refused;
  private final List<Sent> messages = new ArrayList<>();

  /**
   * @param refused which messages, counted from 0, it throws at
   */
  RecordingReceiver(PlayClock clock, IntPredicate refused) {
    this.clock = clock;
    this.refused = refused;
  }

  RecordingReceiver(PlayClock clock) {
    this(clock, number -> false);
  }

  @Override
  public void send(MidiMessage message, long forMicros) {
    ShortMessage sent = (ShortMessage) message;
    messages.add(
        new Sent(
            clock.micros(),
            forMicros,
            sent.getCommand(),
            sent.getChannel(),
            sent.getData1(),
            sent.getData2()));
    if (refused.test(messages.size() - 1)) {
      throw new IllegalStateException("message " + (messages.size() - 1) + " is refused");
    }
  }

  @Override
  public void close() {}

  /** All that it was sent, what it refused included. */
  List<Sent> messages() {
    return messages;
  }
}
