package ritornello.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.midi.MidiReader;
import ritornello.midi.MidiWriter;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.Track;

/** A file is written as what its name says. */
class ExportCommandTest {
  private static final Path TUNE = Path.of("midi-corpus", "greensleeves.mid");

  @TempDir private Path folder;

  private Path export(String name, Object... more) throws IOException {
    Path out = folder.resolve(name);
    Object[] all = new Object[4 + more.length];
    List<Object> fixed = List.of("export", TUNE, "--out", out);
    System.arraycopy(fixed.toArray(), 0, all, 0, 4);
    System.arraycopy(more, 0, all, 4, more.length);
    Command command = Command.run(all);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.out()).startsWith(out + ": ");
    return out;
  }

  @Test
  void aTuneIsWrittenInEveryFormat() throws IOException {
    assertThat(export("a.musicxml"))
        .content()
        .contains("<score-partwise", "version=\"4.0\"", "<work-title>greensleeves</work-title>");
    assertThat(Files.readAllBytes(export("a.mxl"))).startsWith('P', 'K');
    assertThat(export("a.abc"))
        .content()
        .startsWith("X:1\nT:greensleeves\nM:6/8\nL:1/8\nQ:3/8=56\nK:Em\nE | G2A B3/2c/2B |");
    assertThat(export("a.SVG")).content().startsWith("<svg ").contains("greensleeves");
    assertThat(export("a.mid", "--title", "unused"))
        .satisfies(
            file ->
                assertThat(MidiReader.read(file, MidiReader.Mode.STRICT).score())
                    .isEqualTo(MidiReader.read(TUNE, MidiReader.Mode.STRICT).score()));
  }

  @Test
  void thePngIsThePictureOfTheSvg() throws IOException {
    String svg = Files.readString(export("a.svg"));
    BufferedImage png = ImageIO.read(export("a.png").toFile());
    assertThat(svg)
        .contains("viewBox=\"0 0 %d %d\"".formatted(png.getWidth() / 2, png.getHeight() / 2));
    int blue = 0;
    for (int x = 0; x < png.getWidth(); x++) {
      for (int y = 0; y < png.getHeight(); y++) {
        blue += (png.getRGB(x, y) & 0xFF_FFFF) == 0x2563eb ? 1 : 0;
      }
    }
    assertThat(blue).as("pixels of the melody's notes").isGreaterThan(10_000);
  }

  @Test
  void aTitleATrackAndTheMelodyCanBeChosen() throws IOException {
    assertThat(export("a.musicxml", "--track", "2", "--title", "Chords & all"))
        .content()
        .contains("<work-title>Chords &amp; all</work-title>", "<part-name>Chords</part-name>")
        .doesNotContain("<part-name>Greensleeves</part-name>");
    assertThat(export("b.xml", "--melody"))
        .content()
        .contains("id=\"P1\"")
        .doesNotContain("id=\"P2\"", "<chord/>");
  }

  @Test
  void anUnknownEndingIsWrongUsageAndNamesThoseThatAreKnown() {
    for (String name : List.of("a.pdf", "a", "musicxml", "a.mid.gz")) {
      Path out = folder.resolve(name);
      Command command = Command.run("export", TUNE, "--out", out);
      assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(command.err()).hasLineCount(1).contains(name, ".musicxml", ".abc", ".png", ".mid");
      assertThat(out).doesNotExist();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.musicxml", "a.mxl", "a.abc", "a.svg", "a.png", "a.mid"})
  void whatIsThereIsNotOverwritten(String name) throws IOException {
    Path out = Files.writeString(folder.resolve(name), "mine");
    Command command = Command.run("export", TUNE, "--out", out);
    assertThat(command.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(command.err()).contains(out.toString());
    assertThat(out).hasContent("mine");
  }

  @Test
  void aTrackThatIsNotThereAndAWrongGridAreWrongUsage() {
    Path out = folder.resolve("a.abc");
    Command track = Command.run("export", TUNE, "--out", out, "--track", 7);
    assertThat(track.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(track.err()).contains("--track 7", "1 to 2");
    Command grid = Command.run("export", TUNE, "--out", out, "--steps-per-quarter", 5);
    assertThat(grid.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(grid.err()).contains("5", "4, 8, 12 or 24");
  }

  private Path write(Score score) throws IOException {
    Path file = folder.resolve("in.mid");
    try (var out = Files.newOutputStream(file)) {
      MidiWriter.write(score, out);
    }
    return file;
  }

  private static Score score(List<Note> notes, int channel) {
    Track track = new Track("", channel, notes, List.of());
    List<TempoChange> tempo = List.of(TempoChange.ofQpm(0, 120));
    return new Score(480, tempo, List.of(), List.of(), List.of(), List.of(track));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.musicxml", "a.abc", "a.svg", "a.png"})
  void musicThatIsTooLongOrNoneAtAllIsRefusedAndLeavesNothing(String name) throws IOException {
    Path out = folder.resolve(name);
    Note first = new Note(0, 480, 60, 64);
    Note late = new Note(200_000_000L, 480, 62, 64);
    Command none = Command.run("export", write(score(List.of(), 0)), "--out", out);
    assertThat(none.exitCode()).as(none.err()).isEqualTo(ExitCode.INPUT);
    assertThat(none.err()).hasLineCount(1).contains("in.mid");
    if (!name.endsWith("abc")) { // which has the melody, without its silences
      Command command = Command.run("export", write(score(List.of(first, late), 0)), "--out", out);
      assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.INPUT);
      assertThat(command.err()).hasLineCount(1).contains("in.mid", "bars");
    }
    assertThat(out).doesNotExist();
  }

  @Test
  void whatWasPlayedFreelyIsPutOnAGridAndItIsSaidHowFarItMoved() throws IOException {
    List<Note> notes =
        List.of(new Note(13, 200, 60, 64), new Note(233, 250, 62, 64), new Note(505, 430, 64, 64));
    Path out = folder.resolve("a.musicxml");
    Command command = Command.run("export", write(score(notes, 0)), "--out", out);
    assertThat(command.out()).contains("12 steps", "3 of 3 notes moved", "ms on average");
    Command json =
        Command.run("export", folder.resolve("in.mid"), "--out", folder.resolve("b.mxl"), "--json");
    assertThat(json.out()).contains("\"moved\": 3", "\"format\": \"compressed MusicXML\"");
  }
}
