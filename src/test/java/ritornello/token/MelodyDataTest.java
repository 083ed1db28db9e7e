package ritornello.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritornello.midi.MidiReader;
import ritornello.score.Melody;
import ritornello.score.MelodyFinder;
import ritornello.score.MelodyFinding;
import ritornello.score.Note;
import ritornello.score.Score;

/** Real files: each gives a melody, whole and in its bars. */
class MelodyDataTest {
  private static final Path DATA = Path.of("../shared/data");

  private static List<Path> files(String folder) throws IOException {
    assumeTrue(Files.isDirectory(DATA.resolve(folder)), DATA.resolve(folder) + " is not here");
    try (Stream<Path> files = Files.walk(DATA.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".mid")).sorted().toList();
    }
  }

  private static MelodyFinding.Found melody(Path file, int stepsPerQuarter) throws IOException {
    MelodyFinding finding = new MelodyFinder(stepsPerQuarter).find(MidiReader.read(file).score());
    assertThat(finding).as(file.toString()).isInstanceOf(MelodyFinding.Found.class);
    return (MelodyFinding.Found) finding;
  }

  /** Shares of notes moved and dropped were measured, and leave some room. */
  @ParameterizedTest
  @CsvSource({
    "nottingham/melody, 841, 4, 0.01, 0.001",
    "nottingham/melody, 841, 12, 0.001, 0.001",
    "openmsx, 31, 4, 0.25, 0.05",
    "piano-midi-de, 258, 4, 0.20, 0.10",
    "piano-midi-de, 258, 12, 0.10, 0.01"
  })
  void everyFileGivesAMelodyThatSurvivesItsTokens(
      String folder, int count, int stepsPerQuarter, double mostMoved, double mostDropped)
      throws IOException {
    MelodyCodec codec = new MelodyCodec(new CodecSpec("melody", stepsPerQuarter));
    List<Path> files = files(folder);
    assertThat(files).hasSize(count);
    long notes = 0;
    long moved = 0;
    long dropped = 0;
    for (Path file : files) {
      MelodyFinding.Found found = melody(file, stepsPerQuarter);
      Melody melody = found.melody();
      Melody decoded = codec.decodeMelody(codec.encode(melody));
      assertThat(decoded.notes()).as(file.toString()).isEqualTo(melody.notes());
      assertThat(decoded.lengthSteps()).isEqualTo(melody.lengthSteps());
      assertThat(found.quantising().cut()).isFalse();
      notes += found.quantising().notes();
      moved += found.quantising().moved();
      dropped += found.quantising().dropped();
    }
    assertThat((double) moved / notes).isLessThanOrEqualTo(mostMoved);
    assertThat((double) dropped / notes).isLessThanOrEqualTo(mostDropped);
  }

  /** The tunes are one track: nothing is to be chosen, and the bar lines are the file's. */
  @Test
  void nottinghamKeepsItsBarsAndPickups() throws IOException {
    for (Path file : files("nottingham/melody")) {
      Score score = MidiReader.read(file).score();
      MelodyFinding.Found found = melody(file, 12);
      if (score.timeSignatures().size() > 1) {
        continue;
      }
      Note first = score.tracks().get(found.part()).notes().get(0);
      double quarters = score.timeSignatures().get(0).timeSignature().quartersPerBar();
      double inBar = (double) first.startTick() / score.ppq() % quarters;
      assertThat(found.melody().notes().get(0).startStep())
          .as(file.toString())
          .isEqualTo((int) Math.round(inBar * 12));
      assertThat(found.melody().metres()).hasSize(1);
    }
  }

  @Test
  void ofMelodyAndChordsTheMelodyIsFound() throws IOException {
    for (Path file : files("nottingham/full")) {
      Path alone = DATA.resolve("nottingham/melody").resolve(file.getFileName());
      assertThat(melody(file, 4).part()).as(file.toString()).isEqualTo(melody(alone, 4).part());
    }
  }

  @Test
  void ofTwoHandsTheRightOneIsTaken() throws IOException {
    for (Path file : files("piano-midi-de")) {
      assertThat(melody(file, 4).source()).as(file.toString()).doesNotContain("left");
    }
  }
}
