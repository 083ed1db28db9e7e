package ritornello.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users are told about damaged files, and how they have them refused. */
class DamagedFilesCommandsTest {
  @TempDir private Path folder;
  private Path cut;

  @BeforeEach
  void cutATune() throws IOException {
    byte[] tune = Files.readAllBytes(Path.of("midi-corpus/sakura.mid"));
    cut = Files.write(folder.resolve("cut.mid"), Arrays.copyOf(tune, tune.length - 40));
  }

  @Test
  void aDamagedSeedIsRepairedAndSaidToBe() {
    Object[] generate = {
      "generate", "--no-play", "--seed-midi", cut, "--output", folder.resolve("out.mid")
    };
    Command command = Command.run(generate);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.err())
        .contains("cut.mid is damaged and was repaired: byte ", "ritornello inspect");
  }

  @Test
  void strictRefusesThem() {
    Object[] generate = {"generate", "--no-play", "--strict", "--seed-midi", cut};
    Object[][] commands = {{"inspect", "--strict", cut}, {"play", "--strict", cut}, generate};
    for (Object[] arguments : commands) {
      Command command = Command.run(arguments);
      assertThat(command.exitCode()).isEqualTo(ExitCode.INPUT);
      assertThat(command.err()).contains("cut.mid is damaged at byte ").hasLineCount(1);
    }
  }

  @Test
  void whatIsNoDamageAndYetNotKeptIsSaidToo() throws IOException {
    byte[] tune = Files.readAllBytes(Path.of("midi-corpus/sakura.mid"));
    byte[] odd = Arrays.copyOf(tune, tune.length + 12);
    System.arraycopy(
        new byte[] {'X', 'F', 'I', 'H', 0, 0, 0, 4, 1, 2, 3, 4}, 0, odd, tune.length, 12);
    Path file = Files.write(folder.resolve("odd.mid"), odd);
    assertThat(Command.run("inspect", file).out())
        .contains("left out, for a score has no place for it: chunk 'XFIH' (1)");
    assertThat(Command.run("inspect", "--json", file).out())
        .contains("\"container\": \"PLAIN\"", "\"chunk 'XFIH'\": 1", "\"overlappingNotes\": 0");
    Files.writeString(folder.resolve("notes.txt"), "x");
    assertThat(Command.run("corpus", "scan", "--json", folder).out())
        .contains("\"chunk 'XFIH'\": 1", "\".txt\": 1");
    assertThat(Command.run("corpus", "scan", folder).out())
        .contains("1 other file not looked at: 1 .txt");
  }

  @Test
  void aStrictScanLeavesThemOut() {
    assertThat(Command.run("corpus", "scan", folder).out()).contains("repaired  cut.mid: ");
    Command strict = Command.run("corpus", "scan", "--strict", folder);
    assertThat(strict.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(strict.out()).contains("skipped  cut.mid: it is damaged at byte ");
  }

  @Test
  void aStrictTrainingLeavesThemOut() throws IOException {
    for (String name : new String[] {"london-bridge", "this-old-man", "skip-to-my-lou"}) {
      Files.copy(Path.of("midi-corpus", name + ".mid"), folder.resolve(name + ".mid"));
    }
    Object[] train = {
      "train", folder, "--model", folder.resolve("model"), "--strict", "--epochs", 1, "--hidden", 4
    };
    Command command = Command.run(train);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(ExitCode.DONE);
    assertThat(command.err())
        .contains("4 files: 3 used, 1 skipped", "skipped cut.mid: it is damaged at byte ");
  }
}
