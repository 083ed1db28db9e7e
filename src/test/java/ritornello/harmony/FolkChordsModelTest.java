package ritornello.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ritornello.midi.MidiReader;
import ritornello.score.Chord;
import ritornello.score.Harmony;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyFinder;
import ritornello.score.MelodyFinding;
import ritornello.score.MelodyNote;
import ritornello.store.ModelFiles;

/** What the bundled model puts under the tunes of midi-corpus are progressions in their key. */
class FolkChordsModelTest {
  private static final int MOST_BYTES = 3_000_000;

  private static Harmonizer model;
  private static List<Melody> melodies;

  @BeforeAll
  static void load() throws IOException {
    model = HarmonizerFiles.load(ModelFiles.resolve("folk-chords"));
    melodies = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("midi-corpus"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".mid")).sorted().toList()) {
        MelodyFinding found = new MelodyFinder(4).find(MidiReader.read(file).score());
        melodies.add(((MelodyFinding.Found) found).melody());
      }
    }
  }

  @Test
  void itIsSmall() throws IOException {
    assertThat(ModelFiles.resolve("folk-chords").bytes(ModelFiles.WEIGHTS).length)
        .isLessThan(MOST_BYTES);
  }

  @ParameterizedTest
  @EnumSource
  void tunesEndOnTheirTonic(Per per) {
    long home =
        melodies.stream()
            .filter(
                melody -> {
                  List<Harmony.Span> spans = model.harmonize(melody, per).spans();
                  Chord last = spans.get(spans.size() - 1).chord();
                  int tonic = Labels.majorTonic(HarmonizedTune.key(melody));
                  return last.root() == tonic || last.root() == (tonic + 9) % 12;
                })
            .count();
    assertThat(home).isGreaterThan(melodies.size() * 85L / 100);
  }

  /** Most of the time the melody has a note of the chord, and a chord stays for a while. */
  @Test
  void melodyAndChordsGoTogether() {
    long inChord = 0;
    long all = 0;
    long beats = 0;
    long changes = 0;
    for (Melody melody : melodies) {
      Harmony harmony = model.harmonize(melody, Per.BEAT);
      for (MelodyNote note : melody.notes()) {
        Optional<Chord> chord = harmony.at(note.startStep());
        if (chord.isPresent()) {
          all += note.lengthSteps();
          inChord += chord.get().has(note.pitch()) ? note.lengthSteps() : 0;
        }
      }
      beats += Beat.of(melody).size();
      changes += harmony.spans().size();
    }
    assertThat(inChord).isGreaterThan(all * 7 / 10);
    assertThat(changes).isBetween(beats / 6, beats / 2);
  }

  @Test
  void whatItKnowsInOneKeyItKnowsInAll() {
    for (Melody melody : melodies.subList(0, 12)) {
      KeySignature key = HarmonizedTune.key(melody);
      Harmony here = model.harmonize(melody.withKey(Optional.of(key)), Per.BEAT);
      for (int semitones : new int[] {-5, -1, 2, 6}) {
        List<MelodyNote> notes =
            melody.notes().stream()
                .map(n -> new MelodyNote(n.startStep(), n.lengthSteps(), n.pitch() + semitones))
                .toList();
        Melody moved =
            new Melody(
                melody.stepsPerQuarter(),
                notes,
                melody.metres(),
                Optional.of(key.transpose(semitones)),
                melody.lengthSteps());
        Harmony there = model.harmonize(moved, Per.BEAT);
        assertThat(there.spans().stream().map(span -> span.chord().root()).toList())
            .isEqualTo(
                here.spans().stream()
                    .map(span -> Math.floorMod(span.chord().root() + semitones, 12))
                    .toList());
      }
    }
  }
}
