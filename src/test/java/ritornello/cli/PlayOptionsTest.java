package ritornello.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;
import ritornello.play.PlaybackStatus;
import ritornello.play.PlaybackStatus.LoopedBars;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.TimeSignature;

/** What 'play' makes of its options and keys, and what it shows. */
class PlayOptionsTest {
  private static final Path TUNE = Path.of("midi-corpus", "sakura.mid");
  private static final TempoChoice.Converter TEMPO = new TempoChoice.Converter();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "0.8, 0.8",
    "80%, 0.8",
    "1, 1",
    "4, 4",
    "400%, 4",
    "60, 0.5",
    "240, 2",
    "96.5, 0.804"
  })
  void aTempoIsAFactorOrQuarterNotesAMinute(String text, double factor) {
    Score score =
        new Score(
            480,
            List.of(TempoChange.ofQpm(0, 90), TempoChange.ofQpm(960, 120)),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertThat(TEMPO.convert(text).factor(score, 1000))
        .isCloseTo(factor, org.assertj.core.api.Assertions.within(1e-3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "fast", "-1", "0", "0.05", "5", "19", "601", "500%", "5%", "1e3", "x2"})
  void whatCanBeNeitherIsRefused(String text) {
    assertThatThrownBy(() -> TEMPO.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("80%");
  }

  @ParameterizedTest
  @CsvSource({
    "--from, 0, counted from 1",
    "--from, 99, has 14 bars",
    "--mute, 3, has tracks 1 to",
    "--mute, 0, has tracks 1 to",
    "--transpose, 100, -48 to 48",
    "--tempo, 7, is no tempo"
  })
  void anOptionThatTheFileDoesNotAllowIsWrongUsage(String option, String value, String message) {
    Command command = Command.run("play", TUNE, option, value);
    assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains(message).hasLineCount(1);
  }

  @Test
  void barsThatEndBeforeTheyBeginAreWrongUsage() {
    Command command = Command.run("play", TUNE, "--from", 3, "--to", 2);
    assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains("--to 2").hasLineCount(1);
  }

  @Test
  void aSoundFontIsNotForAPort() {
    Command command = Command.run("play", TUNE, "--port", "x", "--soundfont", "y.sf2");
    assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(command.err()).contains("--soundfont").hasLineCount(1);
  }

  /** A SoundFont's first bytes, of a version. */
  private static byte[] soundFont(int version) {
    byte[] bytes = new byte[200];
    byte[] begin =
        "RIFF\300\0\0\0sfbkLIST \0\0\0INFOifil\4\0\0\0"
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    System.arraycopy(begin, 0, bytes, 0, begin.length);
    bytes[begin.length] = (byte) version;
    return bytes;
  }

  private void refused(byte[] bytes, String message) throws Exception {
    Path file = Files.write(folder.resolve("a.sf2"), bytes);
    Command command = Command.run("play", TUNE, "--soundfont", file);
    assertThat(command.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(command.err()).contains(file.toString(), message).hasLineCount(1);
  }

  @Test
  void aSoundFontThatCannotBeUsedIsNamed() throws Exception {
    refused(new byte[0], "no SoundFont");
    refused("what is this?".getBytes(US_ASCII), "no SoundFont");
    refused(Files.readAllBytes(TUNE), "no SoundFont");
    refused(soundFont(3), "SF3");
    refused(soundFont(2), "SoundFont");
    Command command = Command.run("play", TUNE, "--soundfont", folder.resolve("none.sf2"));
    assertThat(command.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(command.err()).contains("none.sf2", "no such file").hasLineCount(1);
  }

  private static List<String> keys(String typed) throws Exception {
    List<Integer> left = new ArrayList<>(typed.chars().boxed().toList());
    KeyReader reader =
        new KeyReader(
            timeout -> {
              if (left.isEmpty()) {
                return -1;
              }
              // A bar stands for a while in which nothing is typed.
              int next = left.remove(0);
              return next != '|' ? next : timeout > 0 ? -2 : left.remove(0);
            });
    List<String> keys = new ArrayList<>();
    for (Optional<String> key = reader.next(); key.isPresent(); key = reader.next()) {
      keys.add(key.get());
    }
    return keys;
  }

  @Test
  void aSequenceIsOneKeyWhetherKnownOrNot() throws Exception {
    assertThat(keys("a\033[A\033OB1\033[15~2\033[1;2C\033[Zq"))
        .containsExactly("a", "\033[A", "\033OB", "1", "\033[15~", "2", "\033[1;2C", "\033[Z", "q");
  }

  @Test
  void anEscapeAloneIsAKey() throws Exception {
    assertThat(keys("\033|a\033")).containsExactly("\033", "a", "\033");
    assertThat(keys("\033[|1")).containsExactly("\033[", "1");
  }

  private static PlaybackStatus status(boolean paused, double factor, Optional<LoopedBars> loop) {
    return new PlaybackStatus(
        paused,
        11,
        2,
        TimeSignature.COMMON,
        24_900_000,
        110_000_000,
        96 * factor,
        factor,
        loop.isPresent() ? -2 : 0,
        loop,
        loop.isPresent() ? Set.of(2, 1) : Set.of(),
        Set.of());
  }

  @Test
  void aLineShowsWhatIsAsItIsNot() {
    assertThat(StatusLine.of(status(false, 1, Optional.empty()), UTF_8, 80))
        .isEqualTo("▶  12:3  0:24/1:50  96 qpm  ? help");
    assertThat(StatusLine.of(status(true, 1.25, Optional.of(new LoopedBars(4, 7))), US_ASCII, 99))
        .isEqualTo("|| 12:3  0:24/1:50  120 qpm (125%)  -2 semitones  loop 5-8  mute 2,3  ? help");
    assertThat(StatusLine.of(status(false, 1, Optional.empty()), UTF_8, 10)).hasSize(10);
  }
}
