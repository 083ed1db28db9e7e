package ritornello.midi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real files, sound and damaged. */
class CollectionsTest {

  @ParameterizedTest
  @CsvSource({"nottingham, 1682", "piano-midi-de, 258", "openmsx, 31"})
  void soundFilesAreReadAsTheJdkReadsThem(String folder, int count) throws IOException {
    List<Path> files = SharedData.midiFiles(folder);
    long compared = files.parallelStream().filter(CollectionsTest::isReadAsTheJdkDoes).count();
    assertThat(files).hasSize(count);
    assertThat(compared).isGreaterThan(count * 8 / 10);
  }

  /** False if the file has what the JDK does not pair or repair. */
  private static boolean isReadAsTheJdkDoes(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      MidiReading reading = MidiReader.read(bytes, file.toString());
      assertThat(reading.score().noteCount()).isEqualTo(reading.info().noteOns());
      if (reading.repairCount() > 0
          || reading.info().leftOut().containsKey("note off of no note")) {
        return false;
      }
      assertThat(JdkReading.of(reading.score()))
          .as(file.toString())
          .isEqualTo(JdkReading.of(bytes));
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nottingham", "piano-midi-de", "openmsx", "robustness"})
  void whatWasReadIsWrittenAndReadAgain(String folder) throws IOException {
    SharedData.midiFiles(folder).parallelStream().forEach(CollectionsTest::comesBack);
  }

  private static void comesBack(Path file) {
    try {
      MidiReading reading = MidiReader.read(file);
      MidiReading again = MidiReader.read(MidiWriter.toBytes(reading.score()), "again");
      assertThat(again.repairs()).as(file.toString()).isEmpty();
      assertThat(again.score().equals(reading.score())).as(file.toString()).isTrue();
    } catch (NotMidiException e) {
      assertThat(file.toString()).contains("robustness");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void ofTheOddFilesOnlyThoseWithoutMidiAreRefused() throws IOException {
    Set<String> refused = new TreeSet<>();
    for (Path file : SharedData.midiFiles("robustness")) {
      try {
        MidiReading reading = MidiReader.read(file);
        assertThat(reading.score().noteCount()).isEqualTo(reading.info().noteOns());
      } catch (NotMidiException e) {
        refused.add(file.getFileName().toString());
        assertThat(e).hasMessageStartingWith(file + " is not a MIDI file");
      }
    }
    assertThat(refused)
        .containsExactly(
            "File.mid",
            "Gledemaglede.mid",
            "test-empty-file.mid",
            "test-not-a-midi-file.mid",
            "war25.mid");
  }

  /** Scales and the like, of which it is known how many notes they have. */
  @ParameterizedTest
  @CsvSource({
    "jazz-soft/test-illegal-message-all.mid, 8",
    "jazz-soft/test-running-status-sysex.mid, 8",
    "jazz-soft/test-running-status-metaevent.mid, 8",
    "jazz-soft/test-corrupt-file-missing-byte.mid, 8",
    "jazz-soft/test-vlq-4-byte.mid, 8",
    "jazz-soft/test-non-midi-track.mid, 8",
    "jazz-soft/test-2-tracks-type-0.mid, 16",
    "jazz-soft/test-2-tracks-type-2.mid, 16",
    "npm-midifile/MIDIBadTrackHdr.mid, 4",
    "npm-midifile/MIDIBadTrackLength.mid, 4",
    "npm-midifile/MIDIBadHeaderChunk.mid, 4",
    "npm-midifile/MIDIBadHeaderLength.mid, 4",
    "muspy/pitches.mid, 128"
  })
  void oddFilesKeepTheirNotes(String file, int notes) throws IOException {
    assertThat(MidiReader.read(SharedData.path("robustness/" + file)).score().noteCount())
        .isEqualTo(notes);
  }
}
