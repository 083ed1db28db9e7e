package ritornello.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import ritornello.midi.MidiFileInfo;
import ritornello.midi.MidiReading;
import ritornello.midi.Repair;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;

/**
 * Reads {@code 60 62 64} as a score, a {@code !} as a repair, and nothing else; {@code bug} fails.
 */
final class PitchText implements ScoreReader {

  @Override
  public MidiReading read(byte[] bytes) throws IOException {
    List<Note> notes = new ArrayList<>();
    List<Repair> repairs = new ArrayList<>();
    for (String word : new String(bytes, StandardCharsets.UTF_8).split("\\s+", -1)) {
      if (word.equals("!")) {
        repairs.add(new Repair(0, Repair.Kind.STRAY_BYTES, "a stray byte", "left out"));
      } else if (word.equals("bug")) {
        throw new IllegalStateException("a bug");
      } else if (word.matches("\\d+")) {
        notes.add(new Note(notes.size(), 1, Integer.parseInt(word), 80));
      } else if (!word.isEmpty()) {
        throw new IOException("not a MIDI file: no MThd");
      }
    }
    Track track = new Track("", 0, notes, List.of());
    Score score = new Score(4, List.of(), List.of(), List.of(), List.of(), List.of(track));
    MidiFileInfo info =
        new MidiFileInfo(
            MidiFileInfo.Container.PLAIN, 1, 1, 1, notes.size(), 0, 0, new TreeMap<>());
    return new MidiReading(score, repairs, repairs.size(), info);
  }
}
