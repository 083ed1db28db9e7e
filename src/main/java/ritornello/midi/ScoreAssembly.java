package ritornello.midi;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import ritornello.score.ChannelEvent;
import ritornello.score.KeySignatureChange;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.Text;
import ritornello.score.TimeSignature;
import ritornello.score.TimeSignatureChange;
import ritornello.score.Track;

/** Collects what the track chunks of a file say, until it is a score. */
final class ScoreAssembly {
  private final Division division;
  final List<TempoChange> tempos = new ArrayList<>();
  final List<TimeSignatureChange> timeSignatures = new ArrayList<>();
  final List<KeySignatureChange> keySignatures = new ArrayList<>();
  final List<Text> texts = new ArrayList<>();
  private final List<Track> tracks = new ArrayList<>();
  private final SortedMap<String, Integer> leftOut = new TreeMap<>();

  // Of the chunk that is being read.
  private int firstText;
  private final List<List<ChannelEvent>> events = new ArrayList<>(16);
  private OptionalInt channelPrefix = OptionalInt.empty();

  ScoreAssembly(Division division) {
    this.division = division;
    for (int channel = 0; channel < 16; channel++) {
      events.add(new ArrayList<>());
    }
    division.fixedMicrosPerQuarter().ifPresent(micros -> tempos.add(new TempoChange(0, micros)));
  }

  int ppq() {
    return division.ppq();
  }

  /** Whether the file counts in SMPTE time, so that tempos mean nothing. */
  boolean hasFixedTempo() {
    return division.fixedMicrosPerQuarter().isPresent();
  }

  void channelPrefix(int channel) {
    channelPrefix = OptionalInt.of(channel);
  }

  void event(int channel, ChannelEvent event) {
    events.get(channel).add(event);
  }

  void leftOut(String what, int times) {
    leftOut.merge(what, times, Integer::sum);
  }

  /**
   * Ends a chunk: each channel in it becomes a track.
   *
   * @param notes a list for each channel
   */
  void endChunk(List<List<Note>> notes) {
    List<Integer> used = new ArrayList<>();
    for (int channel = 0; channel < 16; channel++) {
      if (!notes.get(channel).isEmpty() || !events.get(channel).isEmpty()) {
        used.add(channel);
      }
    }
    if (used.isEmpty() && channelPrefix.isPresent()) {
      // So the writer marks a track that has neither notes nor events, for it to stay one.
      used.add(channelPrefix.getAsInt());
    }
    String name = used.isEmpty() ? "" : takeName();
    firstText = texts.size();
    for (int channel : used) {
      tracks.add(new Track(name, channel, notes.get(channel), events.get(channel)));
      events.get(channel).clear();
    }
    channelPrefix = OptionalInt.empty();
  }

  /** Takes the chunk's first name that says something from its texts; empty names go too. */
  private String takeName() {
    List<Text> ofChunk = texts.subList(firstText, texts.size());
    ofChunk.removeIf(text -> text.kind() == Text.Kind.TITLE && text.value().isEmpty());
    for (int i = 0; i < ofChunk.size(); i++) {
      if (ofChunk.get(i).kind() == Text.Kind.TITLE) {
        return ofChunk.remove(i).value();
      }
    }
    return "";
  }

  /**
   * Begins a sequence of a format 2 file, which knows nothing of the one before it.
   *
   * @param tick where it begins
   */
  void beginSequence(int tick) {
    if (tick == 0) {
      return;
    }
    if (!tempos.isEmpty() && !hasFixedTempo()) {
      tempos.add(new TempoChange(tick, TempoChange.DEFAULT_MICROS_PER_QUARTER));
    }
    if (!timeSignatures.isEmpty()) {
      timeSignatures.add(new TimeSignatureChange(tick, TimeSignature.COMMON));
    }
  }

  SortedMap<String, Integer> leftOut() {
    return leftOut;
  }

  Score toScore() {
    return new Score(division.ppq(), tempos, timeSignatures, keySignatures, texts, tracks);
  }
}
