package ritornello.tunes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Checks midi-corpus/ against its sources; with -Dritornello.writeCorpus=true writes it first. */
@DisplayName("midi-corpus/")
class MidiCorpusTest {

  private static final String HOW_TO_WRITE =
      "%s is not what its source gives; run"
          + " mvn -q test -Dtest=MidiCorpusTest -Dritornello.writeCorpus=true";

  private static List<AbcTune> tunes;

  @BeforeAll
  static void writeWhereAsked() throws IOException {
    if (Boolean.getBoolean("ritornello.writeCorpus")) {
      MakeCorpus.main(new String[0]);
    }
    tunes = MakeCorpus.readTunes();
  }

  @Test
  @DisplayName("has for each source the file that it gives, byte for byte")
  void filesMatchSources() {
    for (AbcTune tune : tunes) {
      assertThat(MakeCorpus.midiFile(tune))
          .as(HOW_TO_WRITE, MakeCorpus.midiFile(tune))
          .hasBinaryContent(MakeCorpus.midiBytes(tune));
    }
  }

  @Test
  @DisplayName("has no file without a source")
  void noFileWithoutSource() {
    List<Path> expected = tunes.stream().map(MakeCorpus::midiFile).toList();
    assertThat(MakeCorpus.files(MakeCorpus.CORPUS, ".mid"))
        .as("delete a .mid whose source is gone")
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  @DisplayName("has a README whose table is that of the sources")
  void readmeMatchesSources() throws IOException {
    String readme = Files.readString(MakeCorpus.README);
    assertThat(readme)
        .as(HOW_TO_WRITE, MakeCorpus.README)
        .isEqualTo(MakeCorpus.withTable(readme, tunes));
    assertThat(readme.lines().filter(line -> line.startsWith("| ["))).hasSameSizeAs(tunes);
  }
}
