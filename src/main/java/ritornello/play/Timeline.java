package ritornello.play;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.ShortMessage;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoMap;
import ritornello.score.Track;

/** What to send when. */
final class Timeline {

  /**
   * A message of a score.
   *
   * @param micros when, from the start of the score
   */
  record Timed(long micros, MidiMessage message) {}

  /** At one time notes end before anything else happens, and begin after everything else. */
  private enum Turn {
    NOTE_OFF,
    EVENT,
    NOTE_ON
  }

  private record Entry(long tick, Turn turn, MidiMessage message) {}

  private Timeline() {}

  /** All messages in the order in which they are to be sent. */
  static List<Timed> of(Score score) {
    List<Entry> entries = new ArrayList<>();
    for (Track track : score.tracks()) {
      for (ChannelEvent event : track.events()) {
        entries.add(new Entry(event.tick(), Turn.EVENT, message(track.channel(), event)));
      }
      for (Note note : track.notes()) {
        int on = ShortMessage.NOTE_ON;
        int off = ShortMessage.NOTE_OFF;
        entries.add(
            new Entry(
                note.startTick(),
                Turn.NOTE_ON,
                message(on, track.channel(), note.pitch(), note.velocity())));
        entries.add(
            new Entry(
                note.endTick(),
                Turn.NOTE_OFF,
                message(off, track.channel(), note.pitch(), note.releaseVelocity())));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::tick).thenComparing(Entry::turn));
    TempoMap tempoMap = score.tempoMap();
    return entries.stream()
        .map(entry -> new Timed(tempoMap.microsAt(entry.tick()), entry.message()))
        .toList();
  }

  private static MidiMessage message(int channel, ChannelEvent event) {
    if (event instanceof ChannelEvent.ProgramChange change) {
      return message(ShortMessage.PROGRAM_CHANGE, channel, change.program(), 0);
    } else if (event instanceof ChannelEvent.ControlChange change) {
      return message(ShortMessage.CONTROL_CHANGE, channel, change.controller(), change.value());
    } else if (event instanceof ChannelEvent.PitchBend bend) {
      return message(ShortMessage.PITCH_BEND, channel, bend.value() & 127, bend.value() >> 7);
    } else if (event instanceof ChannelEvent.ChannelPressure pressure) {
      return message(ShortMessage.CHANNEL_PRESSURE, channel, pressure.pressure(), 0);
    }
    ChannelEvent.KeyPressure key = (ChannelEvent.KeyPressure) event;
    return message(ShortMessage.POLY_PRESSURE, channel, key.pitch(), key.pressure());
  }

  static ShortMessage message(int command, int channel, int data1, int data2) {
    try {
      return new ShortMessage(command, channel, data1, data2);
    } catch (InvalidMidiDataException e) {
      throw new IllegalStateException("the score's values were checked when it was made", e);
    }
  }
}
