package ritornello.play;

import java.util.Comparator;
import java.util.PriorityQueue;
import javax.sound.midi.ShortMessage;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.Track;

/** What is still to happen of the passages that a live sequence has begun, in its order. */
final class LiveEvents {
  private enum Turn {
    NOTE_OFF,
    EVENT,
    NOTE_ON
  }

  private record Event(long tick, Turn turn, long number, long note, ShortMessage message) {
    static final Comparator<Event> ORDER =
        Comparator.comparingLong(Event::tick)
            .thenComparing(Event::turn)
            .thenComparingLong(Event::number);
  }

  private final PriorityQueue<Event> events = new PriorityQueue<>(Event.ORDER);
  private final Sender sender;
  private final Keys keys;
  private long number;
  private long notes;

  LiveEvents(Sender sender) {
    this.sender = sender;
    this.keys = new Keys(sender);
  }

  /** Adds what a track does, from this tick on. */
  void add(Track track, long from) {
    for (ChannelEvent event : track.events()) {
      add(from + event.tick(), Turn.EVENT, -1, Messages.of(track.channel(), event));
    }
    for (Note note : track.notes()) {
      long id = notes++;
      int channel = track.channel();
      ShortMessage on = Messages.noteOn(channel, note.pitch(), note.velocity());
      add(from + note.startTick(), Turn.NOTE_ON, id, on);
      ShortMessage off = Messages.noteOff(channel, note.pitch(), note.releaseVelocity());
      add(from + note.endTick(), Turn.NOTE_OFF, id, off);
    }
  }

  private void add(long tick, Turn turn, long note, ShortMessage message) {
    events.add(new Event(tick, turn, number++, note, message));
  }

  /** When the next one is; {@link Long#MAX_VALUE} if there is none. */
  long nextTick() {
    return events.isEmpty() ? Long.MAX_VALUE : events.element().tick();
  }

  /** Sends the next one, for this time. */
  void sendNext(long when) {
    Event event = events.remove();
    ShortMessage message = event.message();
    switch (event.turn()) {
      case NOTE_OFF -> keys.release(event.note(), message.getData2(), when);
      case EVENT -> sender.send(message, when);
      case NOTE_ON ->
          keys.strike(
              event.note(), message.getChannel(), message.getData1(), message.getData2(), when);
    }
  }
}
