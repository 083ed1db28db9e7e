package ritornello.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;

/**
 * Reads {@code 60 62 64} as a score, a {@code !} as a repair, and nothing else; {@code bug} fails.
 */
final class PitchText implements ScoreReader {

  @Override
  public Reading read(byte[] bytes) throws IOException {
    List<Note> notes = new ArrayList<>();
    int repairs = 0;
    for (String word : new String(bytes, StandardCharsets.UTF_8).split("\\s+", -1)) {
      if (word.equals("!")) {
        repairs++;
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
    return new Reading(score, repairs, repairs > 0 ? "a stray byte" : "");
  }
}
