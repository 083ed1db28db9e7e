package ritornello.play;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ritornello.audio.Hum;
import ritornello.audio.WavFile;
import ritornello.midi.MidiReader;
import ritornello.score.Note;

/** Somebody hums into a microphone, which is what a sound card without a card plays. */
class MicrophoneTest {
  private static final int INTERRUPTED = 130;

  @TempDir private static Path folder;
  private static SoundServer sound;

  @BeforeAll
  static void start() throws Exception {
    sound = new SoundServer(Files.createDirectory(folder.resolve("sound")));
  }

  @AfterAll
  static void stop() {
    if (sound != null) {
      sound.close();
    }
  }

  private static Process listen(Path out, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("ritornello.cli.Ritornello", "listen", "--microphone"));
    command.addAll(List.of("--out", out.toString()));
    command.addAll(List.of(more));
    ProcessBuilder builder = sound.playingHere(new ProcessBuilder(command));
    builder.environment().put("PULSE_SOURCE", "test.monitor");
    return builder.redirectError(err(out).toFile()).start();
  }

  private static Path err(Path out) {
    return out.resolveSibling(out.getFileName() + ".err");
  }

  /** Plays five notes as soon as the program listens. */
  private static void hum(Path out, Process process) throws Exception {
    SoundServer.await(
        "the program does not listen",
        () -> Files.readString(err(out)).contains("listening") || !process.isAlive());
    List<Hum.Sung> notes = new ArrayList<>();
    int[] pitches = {60, 64, 67, 67, 72};
    for (int i = 0; i < pitches.length; i++) {
      notes.add(new Hum.Sung(0.3 + 0.5 * i, 0.42, pitches[i]));
    }
    float[] samples = Hum.plain().withRate(44_100).sing(notes, 1);
    Path file = Files.write(folder.resolve("hum.wav"), WavFile.USUAL.bytes(samples, 44_100));
    Process player =
        sound
            .playingHere(new ProcessBuilder("pacat", "--file-format=wav", file.toString()))
            .start();
    assertThat(player.waitFor()).isZero();
  }

  private static void assertHeard(Path out) throws IOException {
    assertThat(MidiReader.read(out).score().tracks().get(0).notes())
        .extracting(Note::pitch)
        .containsExactly(60, 64, 67, 67, 72);
  }

  @Test
  void itListensUntilNobodyHumsAnyMore() throws Exception {
    Path out = folder.resolve("silence.mid");
    Process process = listen(out, "--silence", "1.5", "--seconds", "60");
    hum(out, process);
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(Files.readString(err(out))).isZero();
    assertThat(said).contains("5 notes", "the microphone");
    assertHeard(out);
  }

  @Test
  void whatWasHeardIsWrittenWhenItIsInterrupted() throws Exception {
    Path out = folder.resolve("interrupted.mid");
    Process process = listen(out, "--silence", "60");
    hum(out, process);
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertThat(process.waitFor()).isEqualTo(INTERRUPTED);
    assertHeard(out);
  }

  @Test
  void silenceIsSaidToBeSilent() throws Exception {
    Path out = folder.resolve("nothing.mid");
    Process process = listen(out, "--seconds", "1");
    assertThat(process.waitFor()).isEqualTo(3);
    assertThat(Files.readString(err(out))).contains("nothing was heard: the microphone is silent");
    assertThat(out).doesNotExist();
  }

  @Test
  void withoutAMicrophoneThatIsSaidInOneLine() throws Exception {
    Path out = folder.resolve("nobody.mid");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "ritornello.cli.Ritornello",
            "listen",
            "--microphone");
    ProcessBuilder builder = sound.playingHere(new ProcessBuilder(command));
    builder.environment().put("PULSE_SERVER", "unix:" + folder.resolve("nobody"));
    Process process = builder.redirectError(err(out).toFile()).start();
    assertThat(process.waitFor()).isEqualTo(4);
    assertThat(Files.readString(err(out))).contains("microphone").hasLineCount(1);
  }
}
