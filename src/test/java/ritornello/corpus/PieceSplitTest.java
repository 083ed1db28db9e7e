package ritornello.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import ritornello.corpus.PieceSplit.Side;
import ritornello.midi.MidiReader;
import ritornello.score.Melody;
import ritornello.score.MelodyFinder;
import ritornello.score.MelodyFinding;
import ritornello.score.MelodyNote;

/** Melodies are divided so that none is measured on that was learned from in other clothes. */
class PieceSplitTest {
  private static List<Melody> melodies() throws IOException {
    List<Melody> melodies = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("midi-corpus"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".mid")).sorted().toList()) {
        MelodyFinding found = new MelodyFinder(4).find(MidiReader.read(file).score());
        melodies.add(((MelodyFinding.Found) found).melody());
      }
    }
    return melodies;
  }

  private static Melody changed(Melody melody, int semitones, int everyNth) {
    List<MelodyNote> notes = new ArrayList<>();
    for (int i = 0; i < melody.notes().size(); i++) {
      MelodyNote note = melody.notes().get(i);
      int pitch = note.pitch() + semitones + (i % everyNth == everyNth - 1 ? 2 : 0);
      notes.add(new MelodyNote(note.startStep(), note.lengthSteps(), pitch));
    }
    return new Melody(
        melody.stepsPerQuarter(), notes, melody.metres(), Optional.empty(), melody.lengthSteps());
  }

  @Test
  void aTuneAndItsCopiesAreOnOneSide() throws IOException {
    List<Melody> tunes = melodies();
    List<Melody> all = new ArrayList<>(tunes);
    tunes.forEach(tune -> all.add(changed(tune, 3, Integer.MAX_VALUE)));
    tunes.forEach(tune -> all.add(changed(tune, -2, 40)));
    List<Side> sides = PieceSplit.of(all, new Split(0.15, 0.15));
    int count = tunes.size();
    int apart = 0;
    for (int i = 0; i < count; i++) {
      assertThat(sides.get(count + i)).isEqualTo(sides.get(i));
      apart += sides.get(2 * count + i) == sides.get(i) ? 0 : 1;
    }
    assertThat(apart).as("tunes with a note in forty changed").isLessThan(count / 20);
    assertThat(sides).contains(Side.TRAINING, Side.VALIDATION, Side.TEST);
    assertThat(sides.stream().filter(side -> side == Side.TRAINING).count())
        .isBetween((long) (0.5 * all.size()), (long) (0.9 * all.size()));
  }

  @Test
  void withoutSharesAllIsForTraining() throws IOException {
    assertThat(PieceSplit.of(melodies(), new Split(0, 0))).containsOnly(Side.TRAINING);
    assertThat(PieceSplit.of(List.of(), new Split(0.1, 0))).isEmpty();
  }
}
