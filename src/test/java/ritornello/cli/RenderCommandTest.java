package ritornello.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritornello.audio.SmallBank;

/** A file is written as sound, as a user asks for it. */
class RenderCommandTest {
  private static final Path TUNE = Path.of("midi-corpus", "london-bridge.mid").toAbsolutePath();
  private static final Path INSTALLED = Path.of("/usr/share/sounds/sf2/TimGM6mb.sf2");

  /** A note, and a wait of years before the next. */
  private static final byte[] ENDLESS =
      HexFormat.of()
          .parseHex(
              "4d546864000000060000000100014d54726b00000017"
                  + "00903c4001803c40ffffff7f903c4001803c4000ff2f00");

  @TempDir private static Path shared;
  private static Path bank;

  @TempDir private Path folder;

  @BeforeAll
  static void makeBank() throws Exception {
    bank = SmallBank.write(shared.resolve("small.sf2"));
  }

  private Command render(Path file, Object... more) {
    Stream<Object> fixed = Stream.of("render", file);
    return Command.run(Stream.concat(fixed, Stream.of(more)).toArray());
  }

  private static void refused(Command command, int exitCode, String... words) {
    assertThat(command.exitCode()).as(command.err()).isEqualTo(exitCode);
    assertThat(command.out()).isEmpty();
    assertThat(command.err()).hasLineCount(1).contains(words);
  }

  @Test
  void aTuneIsWrittenAndItIsSaidHowLoudItIsAndWhatItSoundsLike() throws IOException {
    Path out = folder.resolve("a.wav");
    Command command = render(TUNE, "--out", out, "--soundfont", bank);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.out()).contains("a.wav: ", "44100 Hz, 16 bits, peak -", "small.sf2");
    assertThat(command.err()).isEmpty();
    assertThat(Files.readAllBytes(out)).startsWith('R', 'I', 'F', 'F').hasSizeGreaterThan(500_000);
    refused(render(TUNE, "--out", out), ExitCode.INPUT, out.toString());
  }

  @Test
  void whatIsTooLoudIsToldWithTheGainThatHelps() {
    Path loud = folder.resolve("loud.wav");
    Command command =
        render(TUNE, "--out", loud, "--soundfont", bank, "--gain", 30, "--bits", 24, "--json");
    assertThat(command.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(command.out()).contains("\"bits\": 24", "\"clippedSamples\": ");
    String advice = command.err().replaceAll("(?s).*--gain (\\S+) avoids.*", "$1");
    Command second =
        render(TUNE, "--out", folder.resolve("b.wav"), "--soundfont", bank, "--gain=" + advice);
    assertThat(second.exitCode()).as(second.err()).isEqualTo(ExitCode.DONE);
    assertThat(second.err()).isEmpty();
  }

  @Test
  void twoHomesGetTheSameBytes() throws Exception {
    for (Path sound : List.of(bank, INSTALLED)) {
      if (sound.equals(INSTALLED) && !Files.exists(INSTALLED)) {
        continue; // the bank of the tests was compared
      }
      byte[] first = inHome("first", sound);
      assertThat(inHome("second", sound)).isEqualTo(first);
    }
  }

  private byte[] inHome(String name, Path sound) throws Exception {
    Path home = Files.createDirectories(folder.resolve(name));
    Path out = home.resolve(sound.getFileName() + ".wav");
    ProcessBuilder program =
        Command.process(home, "render", TUNE, "--out", out, "--soundfont", sound);
    program.command().add(1, "-Duser.home=" + home);
    Command command = Command.end(program.start());
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.err()).isEmpty();
    return Files.readAllBytes(out);
  }

  @Test
  void whatWouldBeTooLongIsRefusedBeforeItIsBegun() throws IOException {
    Path file = Files.write(folder.resolve("endless.mid"), ENDLESS);
    Path out = folder.resolve("a.wav");
    refused(
        render(file, "--out", out, "--soundfont", bank),
        ExitCode.INPUT,
        "endless.mid",
        "minutes",
        "--max-minutes");
    refused(
        render(file, "--out", out, "--soundfont", bank, "--max-minutes", 1e9),
        ExitCode.INPUT,
        "endless.mid",
        "4 GB");
    assertThat(out).doesNotExist();
  }

  @Test
  void aSoundFontThatIsNoneIsRefusedByName() throws IOException {
    Path out = folder.resolve("a.wav");
    Path missing = folder.resolve("missing.sf2");
    refused(render(TUNE, "--out", out, "--soundfont", missing), ExitCode.INPUT, missing.toString());
    Path broken = folder.resolve("broken.sf2");
    byte[] whole = Files.readAllBytes(bank);
    Files.write(broken, Arrays.copyOf(whole, whole.length / 2));
    refused(render(TUNE, "--out", out, "--soundfont", broken), ExitCode.INPUT, broken.toString());
    assertThat(out).doesNotExist();
  }

  @Test
  void wrongOptionsAreNamed() {
    Path out = folder.resolve("a.wav");
    refused(render(TUNE, "--out", folder.resolve("a.mp3")), ExitCode.USAGE, "a.mp3", ".wav");
    refused(render(TUNE, "--out", out, "--bits", 8), ExitCode.USAGE, "8", "16 or 24");
    refused(render(TUNE, "--out", out, "--sample-rate", 22050), ExitCode.USAGE, "44100 or 48000");
    refused(render(TUNE, "--out", out, "--gain", 100), ExitCode.USAGE, "gain");
    refused(render(TUNE, "--out", out, "--tail", -1), ExitCode.USAGE, "tail");
    assertThat(out).doesNotExist();
  }

  @Test
  void withoutTheJarsManifestItIsSaidWhatIsMissing() throws Exception {
    ProcessBuilder program =
        Command.process(folder, "render", TUNE, "--out", "a.wav", "--soundfont", bank);
    program.command().removeIf(word -> word.startsWith("--add-exports"));
    Command command = Command.end(program.start());
    assertThat(command.exitCode()).isEqualTo(ExitCode.INTERNAL);
    assertThat(command.err()).contains("--add-exports").hasLineCount(1);
  }
}
