package ritornello.score;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * One part of a score: the notes and channel events of one channel in one track of a MIDI file.
 *
 * @param name as the file has it; empty where it has none
 * @param channel 0 to 15; 9 is General MIDI's drum channel
 * @param notes sorted by {@link Note#ORDER} (sorted here if they were not)
 * @param events sorted by tick, those of one tick in the order given
 */
public record Track(String name, int channel, List<Note> notes, List<ChannelEvent> events) {

  /** The channel on which General MIDI plays drums. */
  public static final int DRUM_CHANNEL = 9;

  public Track {
    Check.range("channel", channel, 0, 15);
    notes = sorted(notes, Note.ORDER);
    events = sorted(events, (a, b) -> Long.compare(a.tick(), b.tick()));
  }

  @SuppressWarnings("unchecked") // an array of what a list of these holds
  private static <T> List<T> sorted(List<T> values, Comparator<T> order) {
    T[] array = (T[]) values.toArray();
    Arrays.sort(array, order);
    return List.of(array);
  }

  public boolean isDrums() {
    return channel == DRUM_CHANNEL;
  }

  /** The first program chosen, 0 to 127, if one is. */
  public OptionalInt program() {
    return events.stream()
        .filter(ChannelEvent.ProgramChange.class::isInstance)
        .mapToInt(event -> ((ChannelEvent.ProgramChange) event).program())
        .findFirst();
  }

  /** The tick after its last note or event; 0 if it has neither. */
  public long endTick() {
    long end = events.isEmpty() ? 0 : events.get(events.size() - 1).tick();
    for (Note note : notes) {
      end = Math.max(end, note.endTick());
    }
    return end;
  }
}
