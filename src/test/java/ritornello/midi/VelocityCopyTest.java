package ritornello.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.score.Score;

/** Other velocities, and nothing else. */
class VelocityCopyTest {

  private static byte[] copy(byte[] file, int... velocities) throws IOException {
    return VelocityCopy.ofBytes(file, "test", velocities);
  }

  @Test
  void onlyVelocitiesChangeWhateverStandsBetween() throws IOException {
    String events =
        """
        00 FF 01 02 48 69
        81 00 91 3C %s
        00 40 %s
        00 F0 03 7E 7F F7
        10 91 3C 00
        00 81 40 22
        05 B1 07 64
        05 90 3C %s
        20 3C 00
        """;
    byte[] file = Smf.oneTrack(events.formatted("11", "12", "13").replace("\n", " "), Smf.END);
    byte[] changed = Smf.oneTrack(events.formatted("42", "43", "41").replace("\n", " "), Smf.END);
    // Channel 1 comes first in the score, though it begins last in the file.
    assertThat(HexFormat.of().formatHex(copy(file, 0x41, 0x42, 0x43)))
        .isEqualTo(HexFormat.of().formatHex(changed));
  }

  @Test
  void notesOfOneMomentAreNumberedAsTheScoreHasThem() throws IOException {
    // From the highest down, and the first of two of a key is the longer one.
    byte[] file =
        Smf.oneTrack(
            "00 90 43 01 00 40 02 00 3C 03 00 3C 04 20 3C 00 20 3C 00 00 40 00 00 43 00", Smf.END);
    Score score = MidiReader.read(copy(file, 10, 20, 30, 40), "copy").score();
    assertThat(score)
        .isEqualTo(VelocityCopy.of(MidiReader.read(file, "test").score(), array(10, 20, 30, 40)));
    assertThat(score.tracks().get(0).notes().stream().map(n -> n.pitch() + " " + n.velocity()))
        .containsExactly("60 10", "60 20", "64 30", "67 40");
  }

  private static int[] array(int... values) {
    return values;
  }

  @ParameterizedTest
  @ValueSource(strings = {"nottingham", "piano-midi-de", "openmsx", "robustness"})
  void copiesOfRealFilesHoldTheSameScoreWithOtherVelocities(String folder) throws IOException {
    int copied = 0;
    for (Path path : SharedData.midiFiles(folder).stream().limit(150).toList()) {
      byte[] file = Files.readAllBytes(path);
      MidiReading reading;
      try {
        reading = MidiReader.read(file, path.toString(), MidiReader.Mode.STRICT);
      } catch (IOException e) {
        continue; // damaged
      }
      int notes = reading.score().noteCount();
      int[] velocities = IntStream.range(0, notes).map(i -> 1 + i % 127).toArray();
      byte[] copy = VelocityCopy.ofBytes(file, path.toString(), velocities);
      MidiReading again = MidiReader.read(copy, "copy", MidiReader.Mode.STRICT);
      assertThat(again.score().equals(VelocityCopy.of(reading.score(), velocities)))
          .as(path.toString())
          .isTrue();
      assertThat(again.info()).isEqualTo(reading.info());
      long changed = IntStream.range(0, file.length).filter(i -> file[i] != copy[i]).count();
      assertThat(changed).isLessThanOrEqualTo(notes);
      copied++;
    }
    assertThat(copied).isGreaterThan(5);
  }

  @Test
  void damagedFilesAndWrongVelocitiesAreRefused() {
    byte[] file = Smf.oneTrack("00 90 3C 40 20 3C 00", Smf.END);
    assertThatThrownBy(() -> copy(file, 5, 5)).hasMessageContaining("2 velocities for 1 notes");
    assertThatThrownBy(() -> copy(file, 0)).hasMessageContaining("a velocity is 0");
    assertThatThrownBy(() -> copy(file, 128)).hasMessageContaining("a velocity is 128");
    byte[] damaged = Smf.oneTrack("00 90 3C 40", Smf.END);
    assertThatThrownBy(() -> copy(damaged, 5)).isInstanceOf(MalformedMidiException.class);
  }
}
