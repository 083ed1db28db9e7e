package ritornello.play;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sound.midi.ShortMessage;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.TimeSignature;
import ritornello.score.TimeSignatureChange;
import ritornello.score.Track;

/**
 * Cuts what somebody plays into phrases: one begins with the bar in which its first note is, and
 * ends with its last bar or, earlier, when nothing was struck nor held for some beats.
 *
 * <p>Places are quarter notes from the start of the music, in the order in which things happen; so
 * it does not matter by which clock or tempo they were found. For one thread.
 */
public final class PhraseDetector {
  /** Who is just before a bar line means what begins there. */
  private static final double EARLY_QUARTERS = 0.125;

  private final Options options;
  private final double barQuarters;
  private final List<Note> notes = new ArrayList<>();
  private final List<ChannelEvent> events = new ArrayList<>();
  private final Map<Integer, Begun> begun = new TreeMap<>();
  private boolean open;
  private double start;
  private double lastSounded;
  private int channel;

  private record Begun(long tick, int velocity, int channel) {}

  /**
   * When a phrase is over.
   *
   * @param mostBars its length at most, 1 or more
   * @param silenceQuarters it is over when nothing has sounded for so long, over 0
   * @param timeSignature of the music
   * @param ppq of the scores that come out
   * @param qpm the tempo that is written into them
   */
  public record Options(
      int mostBars, double silenceQuarters, TimeSignature timeSignature, int ppq, double qpm) {
    public Options {
      if (mostBars < 1 || !(silenceQuarters > 0)) {
        throw new IllegalArgumentException(
            "a phrase has a bar at least, and ends after a silence of more than nothing");
      }
    }
  }

  /**
   * Something that was played, from a bar line on.
   *
   * @param startQuarter the bar line, from the start of the music
   * @param bars how many bars it takes, the last of which may not be full
   * @param score in ticks from there, on the channel on which it was played
   */
  public record Phrase(double startQuarter, int bars, Score score) {}

  /** No phrase yet. */
  public PhraseDetector(Options options) {
    this.options = options;
    barQuarters = options.timeSignature().quartersPerBar();
  }

  /**
   * Something was played.
   *
   * @return the phrase that was over before, if one was
   */
  public Optional<Phrase> played(ShortMessage message, double quarter) {
    Optional<Phrase> before = pass(quarter);
    int command = message.getCommand();
    if (command == ShortMessage.NOTE_ON && message.getData2() > 0) {
      strike(message, quarter);
    } else if (command == ShortMessage.NOTE_OFF || command == ShortMessage.NOTE_ON) {
      release(message.getData1(), quarter, releaseVelocity(message));
    } else if (command == ShortMessage.CONTROL_CHANGE && open) {
      long tick = tick(quarter);
      int controller = message.getData1();
      events.add(new ChannelEvent.ControlChange(tick, controller, message.getData2()));
    }
    return before;
  }

  private static int releaseVelocity(ShortMessage message) {
    return message.getCommand() == ShortMessage.NOTE_OFF
        ? message.getData2()
        : Note.DEFAULT_RELEASE_VELOCITY;
  }

  private void strike(ShortMessage message, double quarter) {
    if (!open) {
      open = true;
      start = Math.floor((quarter + EARLY_QUARTERS) / barQuarters) * barQuarters;
    }
    int pitch = message.getData1();
    release(pitch, quarter, Note.DEFAULT_RELEASE_VELOCITY);
    begun.put(pitch, new Begun(tick(quarter), message.getData2(), message.getChannel()));
    lastSounded = quarter;
  }

  private void release(int pitch, double quarter, int velocity) {
    Begun note = begun.remove(pitch);
    if (note != null) {
      long length = Math.max(1, tick(quarter) - note.tick());
      notes.add(new Note(note.tick(), length, pitch, note.velocity(), velocity));
      channel = note.channel();
      lastSounded = quarter;
    }
  }

  private long tick(double quarter) {
    return Math.max(0, Math.round((quarter - start) * options.ppq()));
  }

  /**
   * Time has passed, up to this place.
   *
   * @return the phrase that is over by now, if one is: it is given once
   */
  public Optional<Phrase> pass(double quarter) {
    if (!open) {
      return Optional.empty();
    }
    double limit = start + options.mostBars() * barQuarters;
    boolean silent = begun.isEmpty() && quarter - lastSounded >= options.silenceQuarters();
    // Who is a little early with the first note of the next phrase does not mean this one.
    return silent || quarter >= limit - EARLY_QUARTERS ? Optional.of(end(limit)) : Optional.empty();
  }

  /** Whether a phrase is played now. */
  public boolean isOpen() {
    return open;
  }

  /** Whether a phrase is played now that is over at this place at the latest. */
  public boolean endsBy(double quarter) {
    return open && start + options.mostBars() * barQuarters <= quarter + EARLY_QUARTERS;
  }

  /** The phrase that is played now, if one is: it is over. */
  public Optional<Phrase> end() {
    return open ? Optional.of(end(start + options.mostBars() * barQuarters)) : Optional.empty();
  }

  private Phrase end(double limit) {
    for (int pitch : List.copyOf(begun.keySet())) {
      release(pitch, limit, Note.DEFAULT_RELEASE_VELOCITY);
    }
    Track track = new Track("", channel, notes, events);
    double last = (double) track.notes().get(track.notes().size() - 1).startTick() / options.ppq();
    Score score =
        new Score(
            options.ppq(),
            List.of(TempoChange.ofQpm(0, options.qpm())),
            List.of(new TimeSignatureChange(0, options.timeSignature())),
            List.of(),
            List.of(),
            List.of(track));
    Phrase phrase = new Phrase(start, 1 + (int) (last / barQuarters), score);
    notes.clear();
    events.clear();
    open = false;
    return phrase;
  }
}
