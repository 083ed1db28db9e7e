package ritornello.notation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Divides the notes of a staff into voices, so that no two of a voice overlap.
 *
 * <p>Notes that begin and end together are one chord. A chord goes to the first voice that is free,
 * of those that begin together the highest first. What finds none goes to a last voice, where notes
 * are cut wherever another begins or ends, and tied: so four voices hold any music, which is as
 * many as notation programs have to a staff.
 */
final class Voices {
  private static final int FREE_VOICES = 3;

  private static final Comparator<Sound> ORDER =
      Comparator.comparingLong(Sound::start)
          .thenComparing(sound -> top(sound).pitch(), Comparator.reverseOrder());

  private Voices() {}

  /**
   * The voices, one to four; the first may be empty if there are no notes.
   *
   * @param notes of which no two of the same pitch overlap
   */
  static List<List<Sound>> of(List<PlacedNote> notes) {
    List<List<Sound>> voices = new ArrayList<>();
    voices.add(new ArrayList<>());
    List<Sound> left = new ArrayList<>();
    for (Sound chord : chords(notes)) {
      int free = free(voices, chord.start());
      if (free < 0) {
        left.add(chord);
        continue;
      }
      if (free == voices.size()) {
        voices.add(new ArrayList<>());
      }
      voices.get(free).add(chord);
    }
    if (!left.isEmpty()) {
      voices.add(sliced(left));
    }
    return voices;
  }

  private static Symbol.Head top(Sound sound) {
    return sound.heads().get(sound.heads().size() - 1);
  }

  /** The first voice in which nothing sounds any more, maybe a new one; -1 if there is none. */
  private static int free(List<List<Sound>> voices, long start) {
    for (int i = 0; i < voices.size(); i++) {
      List<Sound> voice = voices.get(i);
      if (voice.isEmpty() || voice.get(voice.size() - 1).end() <= start) {
        return i;
      }
    }
    return voices.size() < FREE_VOICES ? voices.size() : -1;
  }

  private record Length(long start, long end) {}

  private static List<Sound> chords(List<PlacedNote> notes) {
    TreeMap<Length, List<Symbol.Head>> chords =
        new TreeMap<>(Comparator.comparingLong(Length::start).thenComparingLong(Length::end));
    notes.stream()
        .sorted(Comparator.comparingInt(PlacedNote::pitch))
        .forEach(
            note ->
                chords
                    .computeIfAbsent(
                        new Length(note.start(), note.end()), length -> new ArrayList<>())
                    .add(new Symbol.Head(note.pitch(), note.velocity(), false, false)));
    List<Sound> sounds = new ArrayList<>();
    chords.forEach((length, heads) -> sounds.add(new Sound(length.start(), length.end(), heads)));
    sounds.sort(ORDER);
    return sounds;
  }

  /** The same notes, cut at every beginning and end of another, so that they are one voice. */
  private static List<Sound> sliced(List<Sound> overlapping) {
    TreeSet<Long> cuts = new TreeSet<>();
    overlapping.forEach(sound -> cuts.addAll(List.of(sound.start(), sound.end())));
    NavigableMap<Long, List<Symbol.Head>> slices = new TreeMap<>();
    for (Sound sound : overlapping) {
      for (long from : cuts.subSet(sound.start(), sound.end())) {
        boolean first = from == sound.start();
        boolean last = cuts.higher(from) == sound.end();
        List<Symbol.Head> heads = slices.computeIfAbsent(from, start -> new ArrayList<>());
        sound
            .heads()
            .forEach(h -> heads.add(new Symbol.Head(h.pitch(), h.velocity(), !first, !last)));
      }
    }
    List<Sound> voice = new ArrayList<>();
    slices.forEach(
        (from, heads) -> {
          heads.sort(Comparator.comparingInt(Symbol.Head::pitch));
          voice.add(new Sound(from, cuts.higher(from), heads));
        });
    return voice;
  }
}
