package ritornello.jam;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TimeSignatureChange;
import ritornello.score.Track;
import ritornello.task.Improvisation;

/** Bars and phrases, joined and moved. */
final class Phrases {
  private Phrases() {}

  /**
   * Bars one after the other, in the tempo of the first; one or more, all of the same PPQ.
   *
   * <p>A note that goes on after the last bar keeps its length.
   */
  static Score joined(List<Improvisation.Bar> bars) {
    Map<Integer, List<Note>> notes = new LinkedHashMap<>();
    Map<Integer, List<ChannelEvent>> events = new LinkedHashMap<>();
    List<TimeSignatureChange> metres = new ArrayList<>();
    long barLine = 0;
    for (Improvisation.Bar bar : bars) {
      long at = barLine;
      for (Track track : bar.score().tracks()) {
        List<Note> all = notes.computeIfAbsent(track.channel(), channel -> new ArrayList<>());
        track.notes().forEach(note -> all.add(moved(note, at, 0)));
        events
            .computeIfAbsent(track.channel(), channel -> new ArrayList<>())
            .addAll(track.events().stream().map(event -> event.at(event.tick() + at)).toList());
      }
      bar.score().timeSignatures().stream()
          .filter(change -> change.tick() < bar.lengthTicks())
          .forEach(c -> metres.add(new TimeSignatureChange(c.tick() + at, c.timeSignature())));
      barLine += bar.lengthTicks();
    }
    Score first = bars.get(0).score();
    List<Track> tracks =
        notes.entrySet().stream()
            .map(one -> new Track("phrase", one.getKey(), one.getValue(), events.get(one.getKey())))
            .toList();
    return new Score(first.ppq(), first.tempos(), metres, first.keySignatures(), List.of(), tracks);
  }

  /**
   * The same that many semitones higher, drums apart; what would leave the range of MIDI is left
   * out. What it says of the key is left out too.
   */
  static Score moved(Score score, int semitones) {
    List<Track> tracks =
        score.tracks().stream()
            .map(
                track ->
                    track.isDrums()
                        ? track
                        : new Track(
                            track.name(),
                            track.channel(),
                            track.notes().stream()
                                .filter(note -> note.pitch() + semitones >= 0)
                                .filter(note -> note.pitch() + semitones <= 127)
                                .map(note -> moved(note, 0, semitones))
                                .toList(),
                            track.events()))
            .toList();
    return new Score(
        score.ppq(),
        score.tempos(),
        score.timeSignatures(),
        semitones == 0 ? score.keySignatures() : List.of(),
        score.texts(),
        tracks);
  }

  private static Note moved(Note note, long ticks, int semitones) {
    return new Note(
        note.startTick() + ticks,
        note.lengthTicks(),
        note.pitch() + semitones,
        note.velocity(),
        note.releaseVelocity());
  }
}
