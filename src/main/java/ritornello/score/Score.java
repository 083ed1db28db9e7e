package ritornello.score;

import java.util.Comparator;
import java.util.List;

/**
 * Everything that a MIDI file says, in ticks.
 *
 * @param ppq ticks a quarter note, 1 to 32767
 * @param tempos sorted by tick; may be empty, which means 120 quarter notes a minute
 * @param timeSignatures sorted by tick; may be empty, which means 4/4
 * @param keySignatures sorted by tick; may be empty, which means that the key is not known
 * @param texts sorted by tick
 * @param tracks in the file's order
 */
public record Score(
    int ppq,
    List<TempoChange> tempos,
    List<TimeSignatureChange> timeSignatures,
    List<KeySignatureChange> keySignatures,
    List<Text> texts,
    List<Track> tracks) {

  public Score {
    Check.range("PPQ", ppq, 1, 32767);
    tempos = tempos.stream().sorted(Comparator.comparingLong(TempoChange::tick)).toList();
    timeSignatures =
        timeSignatures.stream()
            .sorted(Comparator.comparingLong(TimeSignatureChange::tick))
            .toList();
    keySignatures =
        keySignatures.stream().sorted(Comparator.comparingLong(KeySignatureChange::tick)).toList();
    texts = texts.stream().sorted(Comparator.comparingLong(Text::tick)).toList();
    tracks = List.copyOf(tracks);
  }

  /** The same with other tracks. */
  public Score with(List<Track> others) {
    return new Score(ppq, tempos, timeSignatures, keySignatures, texts, others);
  }

  public TempoMap tempoMap() {
    return new TempoMap(ppq, tempos);
  }

  /** The tick after the last note; 0 if there is none. */
  public long endTick() {
    long end = 0;
    for (Track track : tracks) {
      for (Note note : track.notes()) {
        end = Math.max(end, note.endTick());
      }
    }
    return end;
  }

  /** How many notes all tracks have together. */
  public int noteCount() {
    return tracks.stream().mapToInt(track -> track.notes().size()).sum();
  }
}
