package ritornello.play;

import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.ShortMessage;
import ritornello.score.ChannelEvent;

/** MIDI messages, of values that are known to be right. */
final class Messages {
  static final int CHANNELS = 16;

  private Messages() {}

  /** A message on a channel, 0 to 15. */
  static ShortMessage of(int command, int channel, int data1, int data2) {
    try {
      return new ShortMessage(command, channel, data1, data2);
    } catch (InvalidMidiDataException e) {
      throw new IllegalStateException("the values were checked when the music was made", e);
    }
  }

  /** A message without a channel, as {@link ShortMessage#TIMING_CLOCK}. */
  static ShortMessage system(int status) {
    try {
      return new ShortMessage(status);
    } catch (InvalidMidiDataException e) {
      throw new IllegalArgumentException("no such message: " + status, e);
    }
  }

  /**
   * Where a sequencer is to go on.
   *
   * @param sixteenths from the start, 0 or more; 16383 is the most that it can say
   */
  static ShortMessage songPosition(long sixteenths) {
    int position = (int) Math.min(sixteenths, 16_383);
    try {
      return new ShortMessage(ShortMessage.SONG_POSITION_POINTER, position & 127, position >> 7);
    } catch (InvalidMidiDataException e) {
      throw new IllegalStateException("14 bits always fit", e);
    }
  }

  static ShortMessage noteOn(int channel, int pitch, int velocity) {
    return of(ShortMessage.NOTE_ON, channel, pitch, velocity);
  }

  static ShortMessage noteOff(int channel, int pitch, int velocity) {
    return of(ShortMessage.NOTE_OFF, channel, pitch, velocity);
  }

  static ShortMessage control(int channel, int controller, int value) {
    return of(ShortMessage.CONTROL_CHANGE, channel, controller, value);
  }

  static ShortMessage of(int channel, ChannelEvent event) {
    if (event instanceof ChannelEvent.ProgramChange change) {
      return of(ShortMessage.PROGRAM_CHANGE, channel, change.program(), 0);
    } else if (event instanceof ChannelEvent.ControlChange change) {
      return control(channel, change.controller(), change.value());
    } else if (event instanceof ChannelEvent.PitchBend bend) {
      return of(ShortMessage.PITCH_BEND, channel, bend.value() & 127, bend.value() >> 7);
    } else if (event instanceof ChannelEvent.ChannelPressure pressure) {
      return of(ShortMessage.CHANNEL_PRESSURE, channel, pressure.pressure(), 0);
    }
    ChannelEvent.KeyPressure key = (ChannelEvent.KeyPressure) event;
    return of(ShortMessage.POLY_PRESSURE, channel, key.pitch(), key.pressure());
  }
}
