package ritornello.midi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;

/**
 * Copies of files with other velocities. All else of a sound file stays as it is, to the byte, also
 * what has no place in a score.
 */
public final class VelocityCopy {

  /**
   * A note of the file.
   *
   * @param at byte at which its note-on begins, with the wait before it
   */
  private record NoteOn(int chunk, int channel, Note note, int at) {}

  /** As the tracks of a score have them, those of the first track first. */
  private static final Comparator<NoteOn> AS_IN_SCORE =
      Comparator.comparingInt(NoteOn::chunk)
          .thenComparingInt(NoteOn::channel)
          .thenComparing(NoteOn::note, Note.ORDER);

  private VelocityCopy() {}

  /**
   * The bytes of a sound file with other velocities.
   *
   * @param file as {@link MidiReader#bytes} gives it
   * @param name of the file, for messages
   * @param velocities 1 to 127, one for each note of the score that the file holds: first those of
   *     its first track, in their order, then those of the second, and so on
   * @throws MalformedMidiException if the file is damaged; of such a one {@link #of} makes a copy
   * @throws IllegalArgumentException if there are more or fewer notes, or a velocity is none
   */
  public static byte[] ofBytes(byte[] file, String name, int[] velocities) throws IOException {
    List<NoteOn> notes = new ArrayList<>();
    MidiReader.read(
        file,
        name,
        MidiReader.Mode.STRICT,
        (chunk, channel, note, at) -> notes.add(new NoteOn(chunk, channel, note, at)));
    check(velocities, notes.size());
    notes.sort(AS_IN_SCORE);
    byte[] copy = file.clone();
    for (int i = 0; i < velocities.length; i++) {
      copy[velocityAt(file, notes.get(i).at())] = (byte) velocities[i];
    }
    return copy;
  }

  /** Behind the wait, the status byte unless it is running status, and the key. */
  private static int velocityAt(byte[] file, int noteOn) {
    int pos = noteOn;
    while (file[pos] < 0) {
      pos++;
    }
    pos++;
    return file[pos] < 0 ? pos + 2 : pos + 1;
  }

  /**
   * A score with other velocities.
   *
   * @param velocities as for {@link #ofBytes}
   * @throws IllegalArgumentException as there
   */
  public static Score of(Score score, int[] velocities) {
    check(velocities, score.noteCount());
    List<Track> tracks = new ArrayList<>();
    int number = 0;
    for (Track track : score.tracks()) {
      List<Note> notes = new ArrayList<>();
      for (Note n : track.notes()) {
        int velocity = velocities[number++];
        notes.add(
            new Note(n.startTick(), n.lengthTicks(), n.pitch(), velocity, n.releaseVelocity()));
      }
      tracks.add(new Track(track.name(), track.channel(), notes, track.events()));
    }
    return score.with(tracks);
  }

  private static void check(int[] velocities, int notes) {
    if (velocities.length != notes) {
      throw new IllegalArgumentException(
          velocities.length + " velocities for " + notes + " notes; there must be one for each");
    }
    for (int velocity : velocities) {
      if (velocity < 1 || velocity > 127) {
        throw new IllegalArgumentException(
            "a velocity is " + velocity + "; it must be from 1 to 127");
      }
    }
  }
}
