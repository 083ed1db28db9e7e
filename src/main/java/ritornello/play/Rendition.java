package ritornello.play;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sound.midi.ShortMessage;
import ritornello.play.Timeline.Entry;
import ritornello.play.Timeline.Turn;
import ritornello.score.Track;

/**
 * How the entries of a timeline sound: transposed, some tracks silent, and what sounds at a jump.
 */
final class Rendition {
  private static final int OCTAVE = 12;

  private final Timeline timeline;
  private final Sender sender;
  private final Keys keys;
  private final int tracks;

  /** The tracks of the notes, by their numbers. */
  private final int[] trackOf;

  private volatile Set<Integer> muted;
  private volatile Set<Integer> solo = Set.of();
  private volatile int transposition;

  Rendition(Timeline timeline, int tracks, PlaybackOptions options, Sender sender) {
    this.timeline = timeline;
    this.tracks = tracks;
    this.sender = sender;
    this.keys = new Keys(sender);
    this.transposition = options.transposition();
    muted = options.muted();
    trackOf = new int[timeline.size()];
    for (Entry entry : timeline.entries()) {
      if (entry.turn() == Turn.NOTE_ON) {
        trackOf[entry.note()] = entry.track();
      }
    }
  }

  /** Sends an entry of the timeline. */
  void send(Entry entry, long when) {
    ShortMessage message = entry.message();
    switch (entry.turn()) {
      case NOTE_OFF -> keys.release(entry.note(), message.getData2(), when);
      case EVENT -> sender.send(moved(message), when);
      case NOTE_ON -> {
        if (sounds(entry.track())) {
          keys.strike(
              entry.note(),
              message.getChannel(),
              pitch(message.getChannel(), message.getData1()),
              message.getData2(),
              when);
        }
      }
    }
  }

  /** The pressure on a key goes where the key goes. */
  private ShortMessage moved(ShortMessage message) {
    if (message.getCommand() != ShortMessage.POLY_PRESSURE || transposition == 0) {
      return message;
    }
    int channel = message.getChannel();
    int pitch = pitch(channel, message.getData1());
    return Messages.of(message.getCommand(), channel, pitch, message.getData2());
  }

  /** Drums stay what they are; what is too high or too low comes back by octaves. */
  private int pitch(int channel, int pitch) {
    if (channel == Track.DRUM_CHANNEL) {
      return pitch;
    }
    int moved = pitch + transposition;
    while (moved > 127) {
      moved -= OCTAVE;
    }
    while (moved < 0) {
      moved += OCTAVE;
    }
    return moved;
  }

  private boolean sounds(int track) {
    return solo.isEmpty() ? !muted.contains(track) : solo.contains(track);
  }

  /** Ends all notes, and those that the pedals hold. */
  void release(int index, long when) {
    keys.releaseIf(note -> true, when);
    states(index).values().forEach(state -> lift(state, when, false));
  }

  /**
   * Lifts the pedals of a channel that are down.
   *
   * @param again whether they are put down at once, for the notes that go on
   */
  private void lift(ChannelState state, long when, boolean again) {
    for (int pedal : state.pedals()) {
      if (state.value(pedal) > 0) {
        sender.send(Messages.control(state.channel(), pedal, 0), when);
        if (again) {
          sender.send(Messages.control(state.channel(), pedal, state.value(pedal)), when);
        }
      }
    }
  }

  /**
   * Sets instruments and controllers to what they are at this place, and begins the notes that
   * sound there.
   *
   * @param index of the first entry that is not yet played
   * @param fresh whether nothing was played before, so that what is not set need not be reset
   */
  void chase(int index, long micros, long when, boolean fresh) {
    for (ChannelState state : states(index).values()) {
      (fresh ? state.changes() : state.messages()).forEach(m -> sender.send(moved(m), when));
    }
    strikeSounding(index, micros, when);
  }

  /** But not drums: half a crash cymbal is a crash cymbal at the wrong time. */
  private void strikeSounding(int index, long micros, long when) {
    timeline.soundingAt(index, micros).stream()
        .filter(entry -> entry.message().getChannel() != Track.DRUM_CHANNEL)
        .forEach(entry -> send(entry, when));
  }

  private Map<Integer, ChannelState> states(int index) {
    Map<Integer, ChannelState> states = new TreeMap<>();
    for (int i = 0; i < timeline.size(); i++) {
      Entry entry = timeline.get(i);
      if (entry.turn() == Turn.EVENT) {
        ShortMessage message = entry.message();
        ChannelState state =
            states.computeIfAbsent(message.getChannel(), channel -> new ChannelState(channel));
        if (i < index) {
          state.apply(message);
        } else {
          state.touch(message);
        }
      }
    }
    return states;
  }

  /** From now on all notes are transposed by so much more; those that sound are struck anew. */
  void transpose(int semitones, int index, long micros, long when) {
    keys.releaseIf(note -> true, when);
    transposition = transposition() + semitones;
    strikeSounding(index, micros, when);
  }

  int transposition() {
    return transposition;
  }

  /** Mutes a track or lets it sound again. */
  void toggleMute(int track, int index, long micros, long when) {
    List<Boolean> before = sounding();
    muted = toggled(muted, track);
    changeFrom(before, index, micros, when);
  }

  /** Lets a track sound alone, or together with all others. */
  void toggleSolo(int track, int index, long micros, long when) {
    List<Boolean> before = sounding();
    solo = toggled(solo, track);
    changeFrom(before, index, micros, when);
  }

  private Set<Integer> toggled(Set<Integer> set, int track) {
    TreeSet<Integer> changed = new TreeSet<>(set);
    if (track < tracks && !changed.remove(track)) {
      changed.add(track);
    }
    return Set.copyOf(changed);
  }

  /** Ends the notes of tracks that fall silent, and begins those of tracks that sound again. */
  private void changeFrom(List<Boolean> before, int index, long micros, long when) {
    keys.releaseIf(note -> !sounds(trackOf[(int) note]), when);
    Set<Integer> silent = channelsOf(before);
    states(index).values().stream()
        .filter(state -> silent.contains(state.channel()))
        .forEach(state -> lift(state, when, true));
    timeline.soundingAt(index, micros).stream()
        .filter(entry -> entry.message().getChannel() != Track.DRUM_CHANNEL)
        .filter(entry -> !before.get(entry.track()))
        .forEach(entry -> send(entry, when));
  }

  /** The channels of tracks that sounded before and do so no longer. */
  private Set<Integer> channelsOf(List<Boolean> before) {
    return timeline.entries().stream()
        .filter(entry -> before.get(entry.track()) && !sounds(entry.track()))
        .map(entry -> entry.message().getChannel())
        .collect(Collectors.toSet());
  }

  private List<Boolean> sounding() {
    return IntStream.range(0, tracks).mapToObj(this::sounds).toList();
  }

  Set<Integer> muted() {
    return muted;
  }

  Set<Integer> solo() {
    return solo;
  }
}
