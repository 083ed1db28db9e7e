package ritornello.token;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.TimeSignature;
import ritornello.score.TimeSignatureChange;
import ritornello.score.Track;

/** Makes a score of what REMI tokens mean: a track for each voice. */
final class RemiScore implements RemiSink {
  private final int ppq;
  private final int ticksPerStep;
  private final List<TempoChange> tempos = new ArrayList<>();
  private final List<TimeSignatureChange> metres = new ArrayList<>();

  private final List<GridNote> notes = new ArrayList<>();

  /** In the order in which they come in. */
  private final Set<Integer> voices = new LinkedHashSet<>();

  RemiScore(int ppq, int ticksPerStep) {
    this.ppq = ppq;
    this.ticksPerStep = ticksPerStep;
  }

  @Override
  public void bar(int step, TimeSignature metre) {
    if (metres.isEmpty() || !metres.get(metres.size() - 1).timeSignature().equals(metre)) {
      metres.add(new TimeSignatureChange(tick(step), metre));
    }
  }

  @Override
  public void tempo(int step, int bin) {
    tempos.add(RemiTokens.tempo(tempos.isEmpty() ? 0 : tick(step), bin));
  }

  @Override
  public void note(GridNote note) {
    boolean hasChannel =
        note.voice() == Voices.DRUMS
            || voices.contains(note.voice())
            || pitchedVoices().count() < RemiCodec.MOST_VOICES;
    int voice = hasChannel ? note.voice() : pitchedVoices().findFirst().orElseThrow();
    voices.add(voice);
    notes.add(new GridNote(note.startStep(), note.endStep(), voice, note.pitch(), note.velocity()));
  }

  private Stream<Integer> pitchedVoices() {
    return voices.stream().filter(voice -> voice != Voices.DRUMS);
  }

  private long tick(long step) {
    return step * ticksPerStep;
  }

  Score score(String name) {
    Map<Integer, List<Note>> parts = new HashMap<>();
    for (GridNote note : GridNotes.untangle(notes)) {
      long length = tick(note.endStep() - note.startStep());
      parts
          .computeIfAbsent(note.voice(), voice -> new ArrayList<>())
          .add(new Note(tick(note.startStep()), length, note.pitch(), note.velocity()));
    }
    List<Track> tracks = new ArrayList<>();
    int channel = 0;
    for (int voice : voices) {
      if (voice == Voices.DRUMS) {
        tracks.add(new Track("drums", Track.DRUM_CHANNEL, parts.get(voice), List.of()));
        continue;
      }
      ChannelEvent program = new ChannelEvent.ProgramChange(0, voice);
      tracks.add(new Track(name, channel++, parts.get(voice), List.of(program)));
      channel += channel == Track.DRUM_CHANNEL ? 1 : 0;
    }
    return new Score(ppq, tempos, metres, List.of(), List.of(), tracks);
  }
}
