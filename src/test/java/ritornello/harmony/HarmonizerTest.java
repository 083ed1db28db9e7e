package ritornello.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ritornello.harmony.HarmonizerTraining.Epoch;
import ritornello.harmony.HarmonizerTraining.Trained;
import ritornello.score.Chord;
import ritornello.score.Harmony;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;
import ritornello.score.Metre;
import ritornello.score.TimeSignature;
import ritornello.store.ModelDirectory;
import ritornello.store.ModelFiles;

/** A network learns which chords go with a melody. */
class HarmonizerTest {
  private static final HarmonizerOptions OPTIONS =
      new HarmonizerOptions("gru", 1, 24, 16, 0, 0, 0, 0.02, 12, 8, 2, 3);

  private static List<HarmonizedTune> training;
  private static List<HarmonizedTune> validation;
  private static Trained trained;

  record Told(List<Epoch> epochs) {}

  @BeforeAll
  static void train() {
    training = ComposedTunes.tunes(48, 1);
    validation = ComposedTunes.tunes(12, 100);
    trained = learn();
  }

  private static Trained learn() {
    return HarmonizerTraining.train("tiny", training, validation, OPTIONS, epoch -> {});
  }

  private static Accuracy accuracy(ChordTagger tagger) {
    return Accuracy.of(tagger, trained.model().labels(), validation);
  }

  @Test
  void itFindsChordsThatABeatAloneDoesNotTell() {
    Accuracy network = accuracy(trained.model().tagger(Per.BEAT));
    assertThat(network.bothShare()).isGreaterThan(0.95);
    HarmonizerFigures figures =
        HarmonizerFigures.of(trained.model(), training, validation, validation);
    assertThat(figures.rows()).hasSize(5);
    assertThat(figures.rows().get(0).accuracy()).isEqualTo(network);
    Accuracy frequent = accuracy(new MostFrequent(training, trained.model().labels()));
    assertThat(frequent.bothShare()).isBetween(0.3, 0.85);
    Accuracy hidden = accuracy(HiddenMarkov.learn(training, validation, trained.model().labels()));
    assertThat(hidden.bothShare()).isBetween(0.3, 0.95);
  }

  /** Moving the melody moves the chords: what is learned in one key is known in all. */
  @Test
  void aTransposedMelodyGetsTheTransposedChords() {
    for (Per per : Per.values()) {
      Harmony inC = trained.model().harmonize(ComposedTunes.tune(200, 0).melody(), per);
      for (int semitones = -5; semitones <= 6; semitones++) {
        Melody moved = ComposedTunes.tune(200, semitones).melody();
        Harmony there = trained.model().harmonize(moved, per);
        assertThat(there.spans()).hasSameSizeAs(inC.spans());
        for (int i = 0; i < inC.spans().size(); i++) {
          Harmony.Span before = inC.spans().get(i);
          Harmony.Span after = there.spans().get(i);
          assertThat(after.startStep()).isEqualTo(before.startStep());
          assertThat(after.chord().quality()).isEqualTo(before.chord().quality());
          assertThat(after.chord().root())
              .isEqualTo(Math.floorMod(before.chord().root() + semitones, 12));
        }
      }
    }
  }

  @Test
  void aMelodyWithoutAKeyIsHarmonisedInTheOneThatFits() {
    Melody melody = ComposedTunes.tune(201, 2).melody();
    assertThat(trained.model().harmonize(melody.withKey(Optional.empty()), Per.BEAT))
        .isEqualTo(trained.model().harmonize(melody, Per.BEAT));
  }

  @Test
  void aBarHasOneChordIfThatIsAskedFor() {
    Melody melody = ComposedTunes.tune(202, 0).melody();
    Harmony harmony = trained.model().harmonize(melody, Per.BAR);
    assertThat(harmony.spans()).isNotEmpty();
    for (Harmony.Span span : harmony.spans()) {
      assertThat(span.startStep() % 48).isZero();
      assertThat(span.lengthSteps() % 48).isZero();
    }
  }

  @Test
  void whatIsStoredSaysTheSame(@TempDir Path folder) throws IOException {
    Path place = folder.resolve("model");
    HarmonizerFiles.write(
        trained.model(), new Told(trained.epochs()), ModelDirectory.create(place));
    Harmonizer loaded = HarmonizerFiles.load(ModelFiles.resolve(place.toString()));
    for (HarmonizedTune tune : validation) {
      for (Per per : Per.values()) {
        assertThat(loaded.harmonize(tune.melody(), per))
            .isEqualTo(trained.model().harmonize(tune.melody(), per));
      }
    }
    assertThat(loaded.name()).isEqualTo("model");
    Path vocabulary = place.resolve("vocabulary.json");
    Files.writeString(vocabulary, Files.readString(vocabulary).replace("\"m\"", "\"x\""));
    assertThatThrownBy(() -> HarmonizerFiles.load(ModelFiles.resolve(place.toString())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a chord symbol");
  }

  @Test
  void theSameSeedGivesTheSameNetwork() {
    Trained again = learn();
    assertThat(again.epochs()).isEqualTo(trained.epochs());
    assertThat(again.best()).isEqualTo(trained.best());
    again
        .model()
        .parameters()
        .forEach(
            (name, values) -> assertThat(values).isEqualTo(trained.model().parameters().get(name)));
  }

  @Test
  void aMelodyOfAnyLengthIsHarmonised() {
    Melody empty =
        new Melody(4, List.of(), List.of(new Metre(0, TimeSignature.COMMON)), Optional.empty(), 0);
    assertThat(trained.model().harmonize(empty, Per.BEAT).spans()).isEmpty();
    Melody oneNote =
        new Melody(
            1,
            List.of(new MelodyNote(0, 1, 60)),
            List.of(new Metre(0, new TimeSignature(5, 16))),
            Optional.of(new KeySignature(-7, true)),
            1);
    for (Per per : Per.values()) {
      assertThat(trained.model().harmonize(oneNote, per).spans().size()).isLessThan(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void harmoniesAreAsLongAsTheMelodyAtMost(Per per) {
    for (HarmonizedTune tune : validation) {
      Harmony harmony = trained.model().harmonize(tune.melody(), per);
      assertThat(harmony.spans())
          .allMatch(span -> span.endStep() <= tune.melody().lengthSteps())
          .allMatch(span -> Chord.parse(span.chord().symbol()).equals(span.chord()));
    }
  }

  /**
   * Two beats of C and two of G7 against what is said: one root, one quality and one change miss.
   */
  @Test
  void accuracyCountsRootsQualitiesAndChanges() {
    Melody melody = ComposedTunes.tune(1, 0).melody();
    Harmony wanted =
        new Harmony(
            12,
            List.of(
                new Harmony.Span(0, 24, Chord.parse("C")),
                new Harmony.Span(24, 24, Chord.parse("G7"))));
    HarmonizedTune tune = ComposedTunes.tune("it", melody, wanted);
    Labels labels = new Labels(List.of("", "7", "m"));
    KeySignature key = tune.key();
    int[] said = new int[tune.beats()];
    String[] chords = {"C", "Am", "G7", "G"};
    for (int i = 0; i < chords.length; i++) {
      said[i] = labels.of(Chord.parse(chords[i]), key).orElseThrow();
    }
    Accuracy accuracy = Accuracy.of((m, k) -> said, labels, List.of(tune));
    assertThat(accuracy).isEqualTo(new Accuracy(4, 3, 2, 2, 3, 1, 3, 1));
    assertThat(accuracy.rootShare()).isEqualTo(0.75);
  }
}
