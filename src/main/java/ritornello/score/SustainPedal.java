package ritornello.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * The sustain pedal, folded into the lengths of notes: what sounds on because the pedal is down is
 * written as a longer note, and the pedal is gone.
 *
 * <p>As MIDI has it, controller 64 of 64 and more is down, and acts on its channel, whichever track
 * it stands in. A note that ends while it is down sounds until it comes up or the same key is
 * struck again; until the end of the score if neither happens. A pedal that goes down at the very
 * tick at which a note ends does not catch it.
 */
public final class SustainPedal {
  private static final int CONTROLLER = 64;
  private static final int DOWN = 64;

  private final Score score;
  private final long endTick;

  /** Of each channel, when the pedal goes down, comes up, goes down and so on. */
  private final long[][] changes = new long[16][];

  private final List<List<TreeSet<Long>>> onsets = new ArrayList<>();

  private SustainPedal(Score score) {
    this.score = score;
    this.endTick = score.tracks().stream().mapToLong(Track::endTick).max().orElse(0);
    for (int channel = 0; channel < changes.length; channel++) {
      changes[channel] = changes(channel);
      onsets.add(new ArrayList<>());
      for (int pitch = 0; changes[channel].length > 0 && pitch < 128; pitch++) {
        onsets.get(channel).add(new TreeSet<>());
      }
    }
    for (Track track : score.tracks()) {
      if (isUsed(track)) {
        track.notes().forEach(n -> onsets.get(track.channel()).get(n.pitch()).add(n.startTick()));
      }
    }
  }

  /** The same music without a sustain pedal; the same score if it has none. */
  public static Score fold(Score score) {
    SustainPedal pedal = new SustainPedal(score);
    if (Arrays.stream(pedal.changes).allMatch(changes -> changes.length == 0)) {
      return score;
    }
    return new Score(
        score.ppq(),
        score.tempos(),
        score.timeSignatures(),
        score.keySignatures(),
        score.texts(),
        score.tracks().stream().map(pedal::fold).toList());
  }

  private long[] changes(int channel) {
    List<ChannelEvent.ControlChange> moves = new ArrayList<>();
    for (Track track : score.tracks()) {
      if (track.channel() == channel) {
        for (ChannelEvent event : track.events()) {
          if (isPedal(event)) {
            moves.add((ChannelEvent.ControlChange) event);
          }
        }
      }
    }
    moves.sort((a, b) -> Long.compare(a.tick(), b.tick()));
    long[] ticks = new long[moves.size()];
    int count = 0;
    for (ChannelEvent.ControlChange move : moves) {
      boolean down = count % 2 == 1;
      if (down != move.value() >= DOWN) {
        ticks[count++] = move.tick();
      }
    }
    return Arrays.copyOf(ticks, count);
  }

  private static boolean isPedal(ChannelEvent event) {
    return event instanceof ChannelEvent.ControlChange change && change.controller() == CONTROLLER;
  }

  private boolean isUsed(Track track) {
    return changes[track.channel()].length > 0;
  }

  private Track fold(Track track) {
    if (!isUsed(track)) {
      return track;
    }
    return new Track(
        track.name(),
        track.channel(),
        track.notes().stream().map(note -> fold(note, track.channel())).toList(),
        track.events().stream().filter(event -> !isPedal(event)).toList());
  }

  private Note fold(Note note, int channel) {
    long end = released(note.endTick(), changes[channel]);
    Long struckAgain = onsets.get(channel).get(note.pitch()).higher(note.startTick());
    if (struckAgain != null && struckAgain < end) {
      end = Math.max(struckAgain, note.endTick());
    }
    return new Note(
        note.startTick(),
        end - note.startTick(),
        note.pitch(),
        note.velocity(),
        note.releaseVelocity());
  }

  /** When what ends at this tick stops sounding. */
  private long released(long tick, long[] pedal) {
    // Pressed and released changes alternate; those before the tick tell whether it is down.
    int before = lowerCount(pedal, tick);
    boolean down = before % 2 == 1;
    if (!down) {
      return tick;
    }
    return before < pedal.length ? pedal[before] : Math.max(tick, endTick);
  }

  /** How many of the sorted ticks are less than this one. */
  private static int lowerCount(long[] sorted, long tick) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < tick) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
