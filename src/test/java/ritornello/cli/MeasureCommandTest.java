package ritornello.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritornello.midi.MidiWriter;
import ritornello.score.Note;
import ritornello.score.NoteText;
import ritornello.score.Score;
import ritornello.score.TimeSignature;
import ritornello.score.Track;
import ritornello.store.WholeFile;

class MeasureCommandTest {
  private static final Path CORPUS = Path.of("midi-corpus");

  @TempDir private Path folder;

  private static Command done(Object... arguments) {
    Command command = Command.run(arguments);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    return command;
  }

  private static void refused(int exitCode, String word, Object... arguments) {
    Command command = Command.run(arguments);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(exitCode);
    assertThat(command.out()).isEmpty();
    assertThat(command.err()).contains(word);
  }

  private static void isJson(String text) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        parser.skipChildren();
      }
    }
  }

  private Path written(String name, Score score) throws IOException {
    Path file = folder.resolve(name);
    WholeFile.create(file, out -> MidiWriter.write(score, out));
    return file;
  }

  private static Score score(String notes) {
    return NoteText.parse(notes, TimeSignature.COMMON, 4).toScore("melody", 120, 0, 80);
  }

  @Test
  void aPieceIsMeasured() throws IOException {
    Path scale = written("scale.mid", score("C4 D4 E4 F4 G4 A4 B4 C5"));
    assertThat(done("measure", scale).out())
        .startsWith("scale.mid\n")
        .containsPattern("different pitches +8.000\n")
        .containsPattern("pitch-class entropy, bits +2.750\n")
        .containsPattern("notes a second +2.000\n")
        // It has two bars.
        .containsPattern("self-similarity 1, 2, 4, 8 bars back -\n");
    String json = done("measure", scale, "--json").out();
    isJson(json);
    assertThat(json)
        .contains("\"file\": \"scale.mid\"", "\"pitchRange\": 12.0", "\"pitchClassEntropy\": 2.75")
        .contains("\"pitchClassHistogram\": [ 0.25, 0.0, 0.125")
        .doesNotContain("barSimilarityByLag");
  }

  @Test
  void ofAFolderMeansAreTold() throws IOException {
    written("a.mid", score("C4 D4 E4 F4"));
    written("b.mid", score("C4 D4 E4 c5"));
    Files.writeString(folder.resolve("c.mid"), "no music");
    Command command = done("measure", folder);
    assertThat(command.out())
        .startsWith("2 pieces\n")
        .containsPattern("pitch range, semitones +8.500 +4.950\n");
    assertThat(command.err()).contains("skipped c.mid");
    String json = done("measure", folder, "--json").out();
    isJson(json);
    assertThat(json).contains("\"pitchRange\": 8.5", "\"pitchRange\": 5.0", "\"pitchRange\": 12.0");
  }

  @Test
  void onlyTheMelodyIsMeasuredOnDemand() throws IOException {
    Score melody = score("C5 D5 E5 F5");
    List<Note> chord = List.of(new Note(0, 1920, 36, 80), new Note(0, 1920, 43, 80));
    Score both =
        new Score(
            melody.ppq(),
            melody.tempos(),
            melody.timeSignatures(),
            List.of(),
            List.of(),
            List.of(melody.tracks().get(0), new Track("bass", 1, chord, List.of())));
    Path file = written("both.mid", both);
    assertThat(done("measure", file).out()).containsPattern("pitch range, semitones +41.000\n");
    assertThat(done("measure", file, "--melody").out())
        .containsPattern("pitch range, semitones +5.000\n");
  }

  @Test
  void aSetIsComparedWithAnother() throws IOException {
    Path some = Files.createDirectory(folder.resolve("some"));
    for (String name : List.of("sakura", "this-old-man", "deck-the-halls", "greensleeves")) {
      Files.copy(CORPUS.resolve(name + ".mid"), some.resolve(name + ".mid"));
    }
    Object[] arguments = {"measure", some, "--against", CORPUS, "--bootstrap", 20};
    Command text = done(arguments);
    assertThat(text.out())
        .startsWith("4 pieces (these) against 106 (others)")
        .containsPattern("scale consistency +0\\.\\d\\d ± 0\\.\\d\\d .*0\\.\\d\\d \\[0\\.\\d\\d, ");
    assertThat(done(arguments).out()).isEqualTo(text.out());
    Object[] other = {
      "measure", some, "--against", CORPUS, "--bootstrap", 20, "--random-seed", 2, "--json"
    };
    String json = done(other).out();
    isJson(json);
    assertThat(json)
        .contains("\"pitchRange\": {", "\"othersAgainstBetween\": {", "\"klDistance\": {")
        .contains("\"randomSeed\": 2", "\"low\": ", "\"high\": ");
  }

  @Test
  void whatMakesNoSenseIsRefused() throws IOException {
    Path tune = CORPUS.resolve("sakura.mid");
    refused(ExitCode.USAGE, "--against", "measure", tune, "--bootstrap", 5);
    refused(ExitCode.USAGE, "--bootstrap", "measure", tune, "--against", CORPUS, "--bootstrap", -1);
    refused(ExitCode.INPUT, "nowhere", "measure", "nowhere");
    Track drums = new Track("", 9, List.of(new Note(0, 480, 36, 80)), List.of());
    Path noise =
        written(
            "drums.mid",
            new Score(480, List.of(), List.of(), List.of(), List.of(), List.of(drums)));
    refused(ExitCode.INPUT, "nothing to measure", "measure", noise);
  }
}
