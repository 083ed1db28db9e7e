package ritornello.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

  /** Of each channel and pitch, when its notes begin, sorted; of channels with a pedal only. */
  private final long[][][] onsets = new long[16][][];

  /** Where the search in {@link #changes} ended last: notes come nearly in order. */
  private final int[] latestChange = new int[16];

  /** Where the search in {@link #onsets} ended last. */
  private final int[][] latestOnset = new int[16][128];

  /** The pedal of a score; for one thread. */
  public SustainPedal(Score score) {
    this.score = score;
    this.endTick = score.tracks().stream().mapToLong(Track::endTick).max().orElse(0);
    for (int channel = 0; channel < changes.length; channel++) {
      changes[channel] = changes(channel);
      if (changes[channel].length > 0) {
        onsets[channel] = onsets(channel);
      }
    }
  }

  /** The same music without a sustain pedal; the same score if it has none. */
  public static Score fold(Score score) {
    SustainPedal pedal = new SustainPedal(score);
    if (Arrays.stream(pedal.changes).allMatch(changes -> changes.length == 0)) {
      return score;
    }
    return score.with(score.tracks().stream().map(pedal::fold).toList());
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

  private long[][] onsets(int channel) {
    int[] counts = new int[128];
    List<Track> tracks = score.tracks().stream().filter(t -> t.channel() == channel).toList();
    tracks.forEach(track -> track.notes().forEach(note -> counts[note.pitch()]++));
    long[][] ofPitch = new long[128][];
    Arrays.setAll(ofPitch, pitch -> new long[counts[pitch]]);
    Arrays.fill(counts, 0);
    for (Track track : tracks) {
      for (Note note : track.notes()) {
        ofPitch[note.pitch()][counts[note.pitch()]++] = note.startTick();
      }
    }
    for (long[] ticks : ofPitch) {
      Arrays.sort(ticks);
    }
    return ofPitch;
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
        track.notes().stream().map(note -> fold(note, track)).toList(),
        track.events().stream().filter(event -> !isPedal(event)).toList());
  }

  private Note fold(Note note, Track track) {
    long end = endTick(track, note);
    return end == note.endTick()
        ? note
        : new Note(
            note.startTick(),
            end - note.startTick(),
            note.pitch(),
            note.velocity(),
            note.releaseVelocity());
  }

  /** The tick at which a note of this track of the score no longer sounds, the pedal considered. */
  public long endTick(Track track, Note note) {
    long end = note.endTick();
    if (!isUsed(track)) {
      return end;
    }
    int channel = track.channel();
    int before = lowerCount(changes[channel], end, latestChange[channel]);
    latestChange[channel] = before;
    // Pressed and released changes alternate; those before the tick tell whether it is down.
    if (before % 2 == 0) {
      return end;
    }
    long released =
        before < changes[channel].length ? changes[channel][before] : Math.max(end, endTick);
    long[] ofPitch = onsets[channel][note.pitch()];
    int struckAgain = lowerCount(ofPitch, note.startTick() + 1, latestOnset[channel][note.pitch()]);
    latestOnset[channel][note.pitch()] = struckAgain;
    return struckAgain < ofPitch.length && ofPitch[struckAgain] < released
        ? Math.max(ofPitch[struckAgain], end)
        : released;
  }

  /**
   * How many of the sorted ticks are less than this one.
   *
   * @param guess which is tried first, and after it the next
   */
  private static int lowerCount(long[] sorted, long tick, int guess) {
    for (int count = guess; count <= guess + 1 && count <= sorted.length; count++) {
      if ((count == 0 || sorted[count - 1] < tick)
          && (count == sorted.length || sorted[count] >= tick)) {
        return count;
      }
    }
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
